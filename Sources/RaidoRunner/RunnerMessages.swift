import Raido
import RaidoPlatform

// The words of this module. Each says what happened and what to do next.

extension MigratorError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .alreadyApplied(let id): return "'\(id)' is applied already; '\(ProgramName.current) status' shows what is"
        case .backup(let error):
            var way = ""
            if case .noSpace = error { way = ", or go without a backup with --no-backup" }
            return "no backup can be made, so the migration was not begun: \(error)\(way)"
        case .database(let failure): return failure.description
        case .differs(let comparison):
            return "the database does not have what the migrations give: \(comparison.firstDifference)"
        case .duplicate(let id): return "two migrations have the identity '\(id)'; remove one of them from the registry"
        case .failed(let migration, let isReverting, let failure):
            let what = isReverting ? "Reverting" : "Applying"
            return "\(what) \(migration) failed, and it is rolled back as a whole.\n\(failure)"
        case .halted(let migration, let isReverting, let step, let count, let failure):
            let what = isReverting ? "Reverting" : "Applying"
            return
                "\(what) \(migration) failed at statement \(step) of \(count). Those before it are made, as the engine "
                + "does not make them all in one transaction. Mend the cause, or this statement and those after it in the migration; "
                + "'\(ProgramName.current) \(isReverting ? "down" : "up")' goes on from this one.\n\(failure)"
        case .inDoubt(let migration, let isReverting, let step, let count, let failure):
            let what = isReverting ? "Reverting" : "Applying"
            return
                "\(what) \(migration) failed at statement \(step) of \(count), and some of that statement is made, or "
                + "nothing tells that it is not. Those before it are made, as this engine commits each statement. "
                + "\(byHand(migration, isReverting: isReverting))\n\(failure)"
        case .irreversible(let change): return change.description
        case .mismatch(let migration, let mismatch):
            return "\(migration) does not fit the migrations before it: \(mismatch)"
        case .notMarked(let migration, let failure): return "\(migration) is not marked.\n\(failure)"
        case .notApplied(let id): return "'\(id)' is not applied; '\(ProgramName.current) status' shows what is"
        case .open(let error): return error.description
        case .refused(let refusals): return refusals.map(\.description).joined(separator: "\n")
        case .rowsInTheWay(let findings):
            let late = findings.first(where: \.isLate).map { finding in
                "They could not be asked for before: migrations \(finding.isReverting ? "after" : "before") "
                    + "\(finding.migration) write these rows, and stay \(finding.isReverting ? "reverted" : "applied"). "
            }
            return "Rows are in the way:\n" + findings.map { "\($0)\n" }.joined() + (late ?? "")
                + "Correct them and run this again. '--skip-checks' goes on as they are."
        case .undecided(let migration, let isReverting, .database(let cause, let doing))
        where cause.kind == .endedTransaction:
            return
                "\(isReverting ? "Reverting" : "Applying") \(migration) failed, and what its statements did before this one "
                + "may stand: look at the tables and put that right, then take the statement out and run this again.\n"
                + "\(StepFailure.database(cause, doing: doing))"
        case .undecided(let migration, let isReverting, let failure):
            return
                "The connection was lost while \(migration) was committed: it is \(isReverting ? "reverted" : "applied") "
                + "as a whole, or nothing of it is. '\(ProgramName.current) status' says which.\n\(failure)"
        case .unfinished(let migration, let refusal): return migration.description(of: refusal)
        case .unknownMigration(let id) where id.contains("://"):
            return "a URL is no migration; the database is given with --database"
        case .unknownMigration(let id):
            return "there is no migration '\(id)'; '\(ProgramName.current) status' shows what there is"
        case .unreadable(let migration, let reason): return "\(migration) cannot be read: \(reason)"
        case .unsupported(let migration, let reason): return "\(migration): \(reason)"
        case .wouldLose(let losses):
            return "This loses data:\n" + losses.map { "  \($0)\n" }.joined()
                + "Nothing was reverted. '--force' goes on."
        }
    }
}

/// How a person ends a migration that the runner does not go on with.
private func byHand(_ id: String, isReverting: Bool) -> String {
    "'\(ProgramName.current) sql\(isReverting ? " --down" : "") \(id)' prints its statements. Make by hand what is missing and "
        + "run '\(ProgramName.current) \(isReverting ? "mark-reverted" : "mark-applied") \(id)', or take back by hand what is made "
        + "and run '\(ProgramName.current) \(isReverting ? "mark-applied" : "mark-reverted") \(id)'."
}

extension UnfinishedMigration: CustomStringConvertible {
    /// `m1 was being applied at 2026-01-31T12:00:00Z and was interrupted at statement 4 of 10`.
    public var description: String {
        let begun = "\(id), which was begun to be \(isReverting ? "reverted" : "applied") at \(startedAt), "
        guard let session else { return begun + "was interrupted at statement \(step) of \(count)" }
        return begun + "is at statement \(step) of \(count): \(session)"
    }

    /// What goes on with it.
    public var commandToGoOn: String { "\(ProgramName.current) \(isReverting ? "down" : "up")" }

    /// What stands above its script, which has all of it.
    var comment: String {
        let way = session == nil ? "'\(commandToGoOn)' goes on from there" : "it is being made"
        return "-- \(self).\n-- \(way); these are all of its statements.\n"
    }

    fileprivate func description(of refusal: ResumeRefusal) -> String {
        if session != nil { return "\(self). Nothing else is done before it is finished: wait for it." }
        let command = commandToGoOn
        let byHand = byHand(id, isReverting: isReverting)
        switch refusal {
        case .notAsked:
            return "\(self). Nothing else is done before it is finished: run '\(command)'."
        case .otherDirection:
            return "\(self). Nothing else is done before it is finished: run '\(command)' first."
        case .unknown:
            return
                "\(self), and it is not in this program; run '\(command)' with the program that has it. Where there is "
                + "none any more, take back by hand what is made of it and run '\(ProgramName.current) mark-reverted \(id)'. "
                + "This was the last statement begun:\n\(statement.indented)"
        case .edited:
            return
                "\(self), and a statement of it that is made was edited since. Put that back as it was and run "
                + "'\(command)': only statements that are not made yet may change. This was the last one begun:\n"
                + statement.indented
        case .otherStatements:
            return
                "\(self), and this program makes other statements of it than the one that began it. Run '\(command)' "
                + "with that program, built with the same version of Raido. Else \(byHand)"
        case .neitherBeforeNorAfter(let now, let unasked):
            return
                "\(self):\n\(statement.indented)\nWhat it changes is neither as it was before nor as it should be after. "
                + "Before:\n\(before.indented)\nNow:\n\(now.indented)\nNothing more was done. \(trial(unasked))"
                + "Put it back as it was before and run '\(command)'. Else \(byHand)"
        case .untraceable(let unasked):
            return "\(self):\n\(statement.indented)\nNothing in the database tells whether it was made. "
                + "\(trial(unasked))\(byHand)"
        case .differs(let comparison):
            return "\(self). All its statements are made now, and the tables are not what they should be: "
                + "\(comparison.firstDifference). "
                + "Did somebody else change them meanwhile? \(byHand)"
        }
    }
}

func tooLongIdentity(_ count: Int, limit: Int) -> String {
    "its identity or batch has \(count) characters, and the history of the engine holds \(limit); give it a shorter one"
}

/// What would let the runner find out by itself.
private func trial(_ unasked: String?) -> String {
    guard let unasked else { return "" }
    return
        "The statement could be tried on an empty table to find out, but no database may be made for that: \(unasked) "
        + "Then run this again. "
}

extension DataLoss: CustomStringConvertible {
    public var description: String {
        let rows = rows.map { $0 == 1 ? " (1 row)" : " (\($0) rows)" } ?? ""
        return switch kind {
        case .absence(let column, let table): "\(migration) fills '\(table).\(column)' where there is no value\(rows)"
        case .column(let column, let table): "\(migration) drops column '\(table).\(column)'\(rows)"
        case .table(let table): "\(migration) drops table '\(table)'\(rows)"
        case .values(let column, let table): "\(migration) narrows the values of '\(table).\(column)'\(rows)"
        }
    }
}

extension LockingSession: CustomStringConvertible {
    /// `session 12 of 'shop' from 10.0.0.7:51334, busy since 2026-01-31T12:00:00Z`.
    package var description: String {
        var words = "session \(session)"
        if let user { words += " of '\(user)'" }
        if let client { words += " from \(client)" }
        if let isIdle, let since { words += ", \(isIdle ? "idle" : "busy") since \(since)" }
        return words
    }
}

extension MissingType: CustomStringConvertible {
    var description: String {
        "'\(column)' is of the type '\(type)', which \(engine.displayName) has since \(since), and this is \(version); "
            + "upgrade the server, or use another type there: "
            + "\"type_mappings\": {\"\(engine.rawValue)\": {\"\(type)\": \"char(36)\"}}"
    }
}

extension MissingKey: CustomStringConvertible {
    var description: String {
        "'\(table)' would have no primary key, and the server refuses such tables; give it one, or have an administrator "
            + "run this: SET GLOBAL sql_require_primary_key = OFF"
    }
}

extension Refusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .edited(let id, let appliedAt):
            "\(id) was edited after it was applied at \(appliedAt); put it back as it was and write a new migration, "
                + "or allow it with --allow \(allowance.rawValue)"
        case .outOfOrder(let id, let lastApplied):
            "\(id) is not applied and older than \(lastApplied), which is; "
                + "apply it late with --allow \(allowance.rawValue)"
        case .unknown(let id, let appliedAt):
            "\(id) was applied at \(appliedAt) and "
                + (ProgramName.readsMigrations
                    ? "has no file in the folder of migrations; check out the branch that has it, "
                    : "is not in this program; build the program that has it, ")
                + "or allow it with --allow \(allowance.rawValue)"
        }
    }
}

extension OwnObjectUse: CustomStringConvertible {
    /// `view 'recent' names 'books.title', which is renamed to 'name'`.
    public var description: String {
        let place = lost.column.map { "'\(lost.table).\($0)'" } ?? "'\(lost.table)'"
        let fate =
            switch lost.fate {
            case .dropped: "dropped"
            case .renamed(let name): "renamed to '\(name)'"
            case .madeAnew: "made anew"
            }
        return "\(kind.rawValue) '\(name)' names \(place), which is \(fate)"
    }
}

extension SessionUse: CustomStringConvertible {
    public var description: String {
        "\(reason)\(isInParts ? Self.splitting : "") Nothing was begun.\n\(statement.indented)"
    }

    private static let splitting =
        " PostgreSQL refuses a statement of this migration inside a transaction, so it is made in several; or put that "
        + "statement into a migration of its own."

    private var reason: String {
        let again = "A migration that goes on after an interruption has another session"
        switch kind {
        case .lastStatement(let name):
            return "\(name) tells of the statement before it, and the runner's own come in between. \(again). "
                + (["LAST_INSERT_ID()", "val()"].contains(where: name.hasSuffix) || name.hasPrefix("@@")
                    ? "Look the row up by a key instead." : "Count the rows with count(*) where the number is needed.")
        case .computedVariable(let name):
            return "@\(name) gets a value that may be another one the next time. \(again), where it is set again. "
                + "Put the query or function into the statement that uses it; a constant may be set."
        case .foreignVariable(let name):
            return
                "@\(name) has a value here that no SET before it in this migration gives it. \(again), where it would "
                + "have none, or another one. Set it to a constant before this statement, or do without it."
        case .computedSetting:
            return "A setting gets a value that may be another one the next time. \(again), where it is set again. "
                + "Write the value itself."
        case .temporaryTable:
            return "A temporary table is gone with its session. \(again). Make a real table, and drop it at the end."
        case .preparedStatement:
            return "A prepared statement is gone with its session. \(again). Write the statement itself."
        case .heldCursor: return "A cursor is gone with its session. \(again). Read the rows in one statement."
        case .setting(let name) where name.hasPrefix("set_config"):
            return "\(name) holds for the session. \(again). Write SET name = value, which is sent again."
        case .settingInBlock:
            return
                "SET in a block holds for the session. \(again). Write SET before the block, which is sent again, or "
                + "SET LOCAL in it."
        case .setting(let name):
            return "\(name) holds for the runner's own statements too. Write the schema before the names instead, and "
                + "connect as the role that is wanted."
        }
    }
}

extension StepFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .database(let error, let purpose):
            return "Cannot \(purpose): \(error.words)\n\(error.statement.indented)"
        case .foreignKeysAwake:
            return "The connection keeps foreign keys on inside its transaction, so rebuilding a table would delete "
                + "rows of other tables; nothing was begun"
        case .historyMoved:
            return "Another program migrated this database meanwhile, so nothing more was done; run this again"
        case .noSchema:
            return
                "No schema of the connection's search_path is there that this user may use; create it, have USAGE on it "
                + "granted, or name another one in the URL: ?options=-csearch_path%3Dpublic"
        case .otherHistory(let schema, let first):
            return
                "The history of migrations is in the schema '\(schema)', and the first one of the connection's search_path "
                + "is '\(first)', where everything would be made anew. Name the one that is meant in the URL: "
                + "?options=-csearch_path%3D\(schema)"
        case .inUse(let uses):
            return "These are no part of the models, and would fail when they are used, or be gone:\n"
                + uses.map { "    \($0)" }.joined(separator: "\n")
                + "\nDrop them first, and create them again as they have to be then; raw SQL in the migration may do both."
        case .needsSession(let use): return use.description
        case .notConverted(let table, let column, let type, let count):
            let values = count == 1 ? "1 value" : "\(count) values"
            return "\(values) of '\(table).\(column)' cannot become \(type). "
                + "Correct them first, or say how they are converted with 'using'."
        case .orphans(let orphans):
            return orphans.map(\.description).joined(separator: "\n")
                + "\nCorrect or delete these rows first, then apply the migration again. Where its own SQL deletes parents, "
                + "let it delete the children first: on SQLite nothing cascades while a migration runs."
        case .ownObject(let kind, let name, let error):
            let what =
                switch kind {
                case .trigger: "a trigger at '\(name)'"
                case .check, .event, .function, .index, .procedure, .view: "the \(kind.rawValue) '\(name)'"
                }
            return "Afterwards \(what), which is no part of the models, would not work: \(error.message). "
                + "Drop it first, and create it again as it has to be then."
        case .refused(let statement): return statement.description
        case .rowCount(let table, let before, let after):
            return "Copying '\(table)' gave \(after) rows instead of \(before)."
        case .missingTable(let table):
            return
                "Table '\(table)' has to be made anew, and is not there, though the migrations made it. Bring it back "
                + "from a backup; or, where the migration that makes it was marked as applied and is not, take that back "
                + "with '\(ProgramName.current) mark-reverted'. '\(ProgramName.current) check' shows all that differs."
        case .missingColumns(let columns, let table):
            let names = columns.map { "'\($0)'" }.joined(separator: ", ")
            return "Table '\(table)' has to be made anew, and lacks columns that it has by the migrations: \(names). "
                + "Add them by hand, or, where the migration that adds them was marked as applied and is not, take that "
                + "back with '\(ProgramName.current) mark-reverted'; '\(ProgramName.current) check' shows all that differs."
        case .shadowed(let objects):
            return "Raw SQL before this left behind: " + objects.map(\.description).joined(separator: "; ")
                + ". The next change would be made on that; drop it at the end of the raw SQL, or give it another name."
        case .tooLargeForPacket(let statement, let size, let limit):
            return "A statement is too long: its row in the journal would have \(size) bytes, and the server takes "
                + "\(limit) in one packet (max_allowed_packet). Cut it into several statements, or have an administrator "
                + "raise max_allowed_packet. Nothing was begun.\n\(String(statement.prefix(200)).indented)"
        case .unboundedBlock(let statement):
            return "Where a block outside of a routine ends cannot be told. Put it between BEGIN NOT ATOMIC and END. "
                + "Nothing was begun.\n\(statement.indented)"
        case .unknownParts(.table(let table), let parts):
            return "Table '\(table)' has to be made anew, which would lose what the migrations do not know of: "
                + parts.joined(separator: ", ") + ". Drop that by hand, or add it to the models."
        case .unknownParts(let element, let parts):
            return "What is \(element) has to be made anew, which would lose what the migrations do not know of: "
                + parts.joined(separator: ", ")
                + ". Drop or revoke that by hand, and make or grant it again afterwards; "
                + "raw SQL in the migration may do both."
        }
    }
}

extension Orphans: CustomStringConvertible {
    public var description: String {
        if isBroken {
            return
                "The foreign key (\(columns.joined(separator: ", "))) of '\(table)' would not work: what it refers to "
                + "in '\(parent)' is no key."
        }
        let rows = count == 1 ? "1 row" : "\(count) rows"
        return "\(rows) of '\(table)' would refer through (\(columns.joined(separator: ", "))) "
            + "to rows of '\(parent)' that are not there."
    }
}

extension String {
    var indented: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(separator: "\n")
    }
}

extension OwnTableUse: CustomStringConvertible {
    var description: String {
        "its own SQL changes '\(table)', by which the runner knows what is applied; leave that out: '\(ProgramName.current) mark-applied' and "
            + "'\(ProgramName.current) mark-reverted' change the history"
    }
}
