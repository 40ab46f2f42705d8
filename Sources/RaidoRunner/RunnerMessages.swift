import Raido
import RaidoPlatform

// The messages of this module. Each says what happened and what to do next.

extension MigratorError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .alreadyApplied(let id): return "'\(id)' is already applied; see '\(ProgramName.current) status'"
        case .backup(let error):
            var way = ""
            if case .noSpace = error { way = "; use --no-backup to run without a backup" }
            return "no backup could be made, so the migration was not started: \(error)\(way)"
        case .database(let failure): return failure.description
        case .differs(let comparison):
            return "the database does not match the migrations: \(comparison.firstDifference)"
        case .duplicate(let id): return "two migrations have the id '\(id)'; remove one of them from the registry"
        case .failed(let migration, let isReverting, let failure):
            let what = isReverting ? "Reverting" : "Applying"
            return "\(what) \(migration) failed; the whole migration was rolled back.\n\(failure)"
        case .halted(let migration, let isReverting, let step, let count, let failure):
            let what = isReverting ? "Reverting" : "Applying"
            return
                "\(what) \(migration) failed at statement \(step) of \(count). "
                + (step == 1
                    ? ""
                    : "Earlier statements were applied, because the engine does not run them all in one transaction. ")
                + "Fix the cause, or edit this statement and those after it in "
                + "the migration; then '\(ProgramName.current) \(isReverting ? "down" : "up")' resumes from this statement.\n\(failure)"
        case .inDoubt(let migration, let isReverting, let step, let count, let failure):
            let what = isReverting ? "Reverting" : "Applying"
            return
                "\(what) \(migration) failed at statement \(step) of \(count), and this statement may have been partly "
                + "applied. "
                + (step == 1 ? "" : "Earlier statements were applied, because this engine commits each statement. ")
                + "\(byHand(migration, isReverting: isReverting))\n\(failure)"
        case .irreversible(let change): return change.description
        case .lockNotShared(let cluster):
            return "This server belongs to \(cluster), whose servers do not share the lock that keeps other runs out "
                + "(GET_LOCK). A run on another server could migrate at the same time. Nothing was changed. "
                + "If no other run is in progress, use --single-runner to continue."
        case .mismatch(let migration, let mismatch):
            return "\(migration) does not fit the migrations before it: \(mismatch)"
        case .notMarked(let migration, let failure): return "\(migration) could not be marked.\n\(failure)"
        case .notApplied(let id): return "'\(id)' is not applied; see '\(ProgramName.current) status'"
        case .open(let error): return error.description
        case .refused(let refusals): return refusals.map(\.description).joined(separator: "\n")
        case .rowViolations(let findings):
            let late = findings.first(where: \.isLate).map { finding in
                "They could not be checked earlier: migrations \(finding.isReverting ? "after" : "before") "
                    + "\(finding.migration) write these rows. Those migrations stay "
                    + "\(finding.isReverting ? "reverted" : "applied"). "
            }
            return "Existing rows violate the migration:\n" + findings.map { "\($0)\n" }.joined() + (late ?? "")
                + "Correct them and run the command again, or use --skip-checks to continue without this check."
        case .undecided(let migration, let isReverting, .database(let cause, let doing))
        where cause.kind == .endedTransaction:
            return
                "\(isReverting ? "Reverting" : "Applying") \(migration) failed, and the effects of its earlier statements may "
                + "remain. Inspect the tables and undo those effects, then remove this statement and run the command again.\n"
                + "\(StepFailure.database(cause, doing: doing))"
        case .undecided(let migration, let isReverting, let failure):
            return
                "The connection was lost while \(migration) was being committed: it is either fully "
                + "\(isReverting ? "reverted" : "applied") or not at all. '\(ProgramName.current) status' shows which.\n\(failure)"
        case .unfinished(let migration, let refusal): return migration.description(of: refusal)
        case .unlikeHistory(let refusals): return refusals.map(\.descriptionWithoutAllowance).joined(separator: "\n")
        case .unknownMigration(let id) where id.contains("://"):
            return "expected a migration id, found a URL; use --database to name the database"
        case .unknownMigration(let id):
            return "there is no migration '\(id)'; '\(ProgramName.current) status' lists the migrations"
        case .unreadable(let migration, let reason): return "\(migration) cannot be read: \(reason)"
        case .unsupported(let migration, let reason): return "\(migration): \(reason)"
        case .unusableFill(let refusal): return refusal.description
        case .wouldLose(let losses): return losses.refusal
        }
    }
}

/// How the user finishes a migration that the runner cannot resume.
private func byHand(_ id: String, isReverting: Bool) -> String {
    "'\(ProgramName.current) sql\(isReverting ? " --down" : "") \(id)' prints its statements. Either run the missing ones by hand "
        + "and then '\(ProgramName.current) \(isReverting ? "mark-reverted" : "mark-applied") \(id)', or undo the applied ones by hand "
        + "and then '\(ProgramName.current) \(isReverting ? "mark-applied" : "mark-reverted") \(id)'."
}

extension ServerCluster: CustomStringConvertible {
    public var description: String {
        switch self {
        case .galera: "a Galera cluster"
        case .multiPrimaryGroup: "a replication group in multi-primary mode"
        }
    }
}

extension UnfinishedMigration: CustomStringConvertible {
    /// `m1 was interrupted at statement 4 of 10 while being applied (started at 2026-01-31T12:00:00Z)`.
    public var description: String {
        let work = isReverting ? "reverted" : "applied"
        guard let session else {
            return
                "\(id) was interrupted at statement \(step) of \(count) while being \(work) (started at \(startedAt))"
        }
        return "\(id) is being \(work), at statement \(step) of \(count) (started at \(startedAt)): \(session)"
    }

    /// The command that resumes it.
    public var resumeCommand: String { "\(ProgramName.current) \(isReverting ? "down" : "up")" }

    /// The header of its script, which has all statements.
    var comment: String {
        let way = session == nil ? "'\(resumeCommand)' resumes there" : "it is running"
        return "-- \(self).\n-- \(way); this script has all of its statements.\n"
    }

    fileprivate func description(of refusal: ResumeRefusal) -> String {
        if session != nil { return "\(self). Wait until it finishes." }
        let command = resumeCommand
        let byHand = byHand(id, isReverting: isReverting)
        switch refusal {
        case .notAsked:
            return "\(self). It must be finished first: run '\(command)'."
        case .otherDirection:
            return "\(self). It must be finished in that direction first: run '\(command)'."
        case .unknown:
            return
                (ProgramName.readsMigrations
                ? "\(self), and it has no file in the migrations folder. Restore the file, for example from version control, "
                    + "and run '\(command)'. If it is lost, "
                : "\(self), and this program does not have it. Run '\(command)' with a program that has it. If there is none, ")
                + "undo its applied statements by hand and run '\(ProgramName.current) mark-reverted \(id)'. "
                + "The last statement that was started:\n\(statement.indented)"
        case .edited:
            return
                "\(self), and one of its applied statements was edited since. Restore that statement and run "
                + "'\(command)': only statements that have not run yet may change. The last statement that was started:\n"
                + statement.indented
        case .otherStatements:
            return
                "\(self), and this program generates different statements for it than the program that started it. Run "
                + "'\(command)' with that program, built with the same version of Raido"
                + (isReverting ? ", and with the same --fill options" : "") + ". Otherwise: \(byHand)"
        case .neitherBeforeNorAfter(let now, let unasked):
            return
                "\(self):\n\(statement.indented)\nThe objects it changes match neither the state before it nor the state after it. "
                + "Before:\n\(before.indented)\nNow:\n\(now.indented)\nNo further statement was run. \(trial(unasked))"
                + "Restore the state before it and run '\(command)'. Otherwise: \(byHand)"
        case .untraceable(let unasked):
            return "\(self):\n\(statement.indented)\nThe database does not show whether this statement was applied. "
                + "\(trial(unasked))\(byHand)"
        case .differs(let comparison):
            return "\(self). All its statements were applied, but the tables are not as expected: "
                + "\(comparison.firstDifference). "
                + "Another program may have changed them in between. \(byHand)"
        }
    }
}

func tooLongIdentity(_ count: Int, limit: Int) -> String {
    "its id or batch has \(count) characters, but the history table holds at most \(limit); give it a shorter one"
}

/// What would let the runner determine it.
private func trial(_ unasked: String?) -> String {
    guard let unasked else { return "" }
    return
        "Raido could try the statement on an empty table to find out, but it could not create a database for that: \(unasked) "
        + "Fix that and run the command again. "
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

extension Refusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .edited, .unknown: "\(finding); \(remedy), or allow it with --allow \(allowance.rawValue)"
        case .outOfOrder: "\(finding). Otherwise apply it out of order with --allow \(allowance.rawValue)"
        }
    }

    /// For commands that take no `--allow`.
    fileprivate var descriptionWithoutAllowance: String {
        switch self {
        case .edited: "\(finding); \(remedy)"
        case .outOfOrder(let id, _):
            "\(finding). If the database has its changes, run '\(ProgramName.current) mark-applied \(id)', else "
                + "'\(ProgramName.current) up --allow \(allowance.rawValue)'"
        case .unknown(let id, _):
            "\(finding); \(remedy), or remove it from the history with '\(ProgramName.current) mark-reverted \(id)'"
        }
    }

    private var finding: String {
        switch self {
        case .edited(let id, let appliedAt): "\(id) was edited after it was applied at \(appliedAt)"
        case .outOfOrder(let id, let lastApplied):
            "\(id) is pending but older than \(lastApplied), which is applied. If they come from two branches, "
                + "'raido rebase --onto BRANCH' moves it to the end, where BRANCH is the branch that has the applied one"
        case .unknown(let id, let appliedAt):
            "\(id) was applied at \(appliedAt) and "
                + (ProgramName.readsMigrations ? "has no file in the migrations folder" : "is not in this program")
        }
    }

    /// What makes the history and the program fit again.
    private var remedy: String {
        switch self {
        case .edited: "restore it and write a new migration"
        case .outOfOrder: "apply it out of order"
        case .unknown:
            ProgramName.readsMigrations ? "check out the branch that has it" : "build the program that has it"
        }
    }
}

extension UserObjectUse: CustomStringConvertible {
    /// `view 'recent' uses 'books.title', which is renamed to 'name'`.
    public var description: String {
        let place = lost.column.map { "'\(lost.table).\($0)'" } ?? "'\(lost.table)'"
        let fate =
            switch lost.fate {
            case .dropped: "dropped"
            case .renamed(let name): "renamed to '\(name)'"
            case .rebuilt: "rebuilt"
            }
        return "\(kind.rawValue) '\(name)' uses \(place), which is \(fate)"
    }
}

extension StepFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .database(let error, let purpose):
            return "Cannot \(purpose): \(error.words)\n\(error.statement.indented)"
        case .foreignKeysEnabled:
            return "Foreign keys could not be disabled on this connection, so rebuilding a table would delete "
                + "rows of other tables; no statement was run"
        case .historyMoved:
            return "Another program migrated this database during this run, so the run stopped; run the command again"
        case .noSchema:
            return
                "No schema in the connection's search_path exists and is accessible to this user; create one, grant USAGE on it, "
                + "or name another one in the URL: ?options=-csearch_path%3Dpublic"
        case .otherHistory(let schema, let first):
            return
                "The migration history is in schema '\(schema)', but the first schema in the connection's search_path "
                + "is '\(first)', where everything would be created again. Name the schema you mean in the URL: "
                + "?options=-csearch_path%3D\(schema)"
        case .historyElsewhere(let table, let expected, let renaming):
            let setting =
                ProgramName.readsMigrations ? "\"history_table\": \"\(table)\" in raido.json" : "'history: \(table)'"
            return "This database has the history of these migrations in the table '\(table)', but this run uses "
                + "'\(expected)'. Restore \(setting), or rename the history:\n"
                + renaming.map { $0.indented + ";" }.joined(separator: "\n")
        case .inUse(let uses):
            return "These objects are not part of the models; they would be lost, or fail when used:\n"
                + uses.map { "    \($0)" }.joined(separator: "\n")
                + "\nDrop them first and recreate them to match afterwards; raw SQL in the migration can do both."
        case .needsSession(let use): return use.description
        case .notConverted(let table, let column, let type, let count):
            let values = count == 1 ? "1 value" : "\(count) values"
            return "\(values) of '\(table).\(column)' cannot be converted to \(type). "
                + "Correct them first, or define the conversion with 'using'."
        case .orphans(let orphans):
            return orphans.map(\.description).joined(separator: "\n")
                + "\nCorrect or delete these rows first, then apply the migration again. If its raw SQL deletes parents, "
                + "delete the children first: SQLite does not cascade while a migration runs."
        case .userObject(let kind, let name, let error):
            let what =
                switch kind {
                case .trigger: "a trigger on '\(name)'"
                case .check, .event, .function, .index, .procedure, .view: "the \(kind.rawValue) '\(name)'"
                }
            return "This migration would break \(what), which is not part of the models: \(error.message). "
                + "Drop it first and recreate it to match afterwards."
        case .refused(let statement): return statement.description
        case .rowCount(let table, let before, let after):
            return "Copying '\(table)' produced \(after) rows instead of \(before)."
        case .missingIndex(let index, let statement):
            return
                "\(index) does not exist: an older version of Raido left it out on this engine, and this migration "
                + "changes it. Create it first:\n\(statement.indented)"
        case .missingTable(let table):
            return
                "Table '\(table)' must be rebuilt, but it does not exist, although a migration created it. Restore it "
                + "from a backup. If that migration was only marked as applied, undo the mark "
                + "with '\(ProgramName.current) mark-reverted'. '\(ProgramName.current) check' shows all differences."
        case .missingColumns(let columns, let table):
            let names = columns.map { "'\($0)'" }.joined(separator: ", ")
            return "Table '\(table)' must be rebuilt, but it lacks columns that the migrations create: \(names). "
                + "Add them by hand. If the migration that adds them was only marked as applied, undo the mark "
                + "with '\(ProgramName.current) mark-reverted'. '\(ProgramName.current) check' shows all differences."
        case .shadowed(let objects):
            return "Earlier raw SQL left these objects: " + objects.map(\.description).joined(separator: "; ")
                + ". The next change would use them instead of the real ones; drop them at the end of the raw SQL, or rename them."
        case .tooLargeForPacket(let statement, let size, let limit):
            return "A statement is too long: its journal row would have \(size) bytes, and the server accepts "
                + "\(limit) in one packet (max_allowed_packet). Split it into several statements, or ask an administrator "
                + "to raise max_allowed_packet. No statement was run.\n\(String(statement.prefix(200)).indented)"
        case .unboundedBlock(let statement):
            return
                "Raido cannot tell where this block outside a routine ends. Put it between BEGIN NOT ATOMIC and END. "
                + "No statement was run.\n\(statement.indented)"
        case .untrusted(let table): return table.description
        case .unknownOptions(let options, let element):
            return "\(element) must be redefined, which would lose what the migrations do not know of it: "
                + options.joined(separator: ", ")
                + ". Add it to the model, or drop it by hand and restore it afterwards; "
                + "raw SQL in the migration can do both."
        case .zeroDates(let element, let column):
            return
                "\(element) has dates like 0000-00-00, as its default or in its rows. The server refuses them when "
                + "values of '\(column)' become dates. Drop that default, and give these rows NULL or other dates first."
        case .unknownTableOptions(let options, let table):
            return
                "Table '\(table)' must be rebuilt, which would lose the option \(options.joined(separator: ", ")): models "
                + "cannot have it. Rebuild the table by hand without it and apply the migration again, or write the change as "
                + "raw SQL in the migration, with its effect."
        case .unknownParts(.table(let table), let parts):
            return "Table '\(table)' must be rebuilt, which would lose parts that the migrations do not know: "
                + parts.joined(separator: ", ") + ". Drop them by hand, or add them to the models."
        case .unknownParts(let element, let parts):
            return "\(element) must be rebuilt, which would lose parts that the migrations do not know: "
                + parts.joined(separator: ", ")
                + ". Drop or revoke them by hand, and recreate or grant them again afterwards; "
                + "raw SQL in the migration can do both."
        }
    }
}

extension Orphans: CustomStringConvertible {
    public var description: String {
        if isBroken {
            return
                "The foreign key (\(columns.joined(separator: ", "))) of '\(table)' would not work: the columns it refers to "
                + "in '\(parent)' are not a key."
        }
        let rows = count == 1 ? "1 row" : "\(count) rows"
        return "\(rows) of '\(table)' would refer through (\(columns.joined(separator: ", "))) "
            + "to missing rows of '\(parent)'."
    }
}

extension String {
    var indented: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(separator: "\n")
    }
}

extension HistoryTableUse: CustomStringConvertible {
    var description: String {
        "its raw SQL changes '\(table)', where the runner records what is applied; remove that statement and use "
            + "'\(ProgramName.current) mark-applied' or '\(ProgramName.current) mark-reverted' to change the history"
    }
}
