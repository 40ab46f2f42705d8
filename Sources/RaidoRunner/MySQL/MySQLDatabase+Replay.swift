import Raido
import RaidoSQL

/// What a statement would make of the table as it was before it.
enum Replay {
    /// The state of that table, as ``MySQLDatabase/state(of:)`` tells it.
    case told(String)
    /// It cannot be tried; with the server's words where a right is missing.
    case impossible(String?)

    var refusal: String? {
        switch self {
        case .told: nil
        case .impossible(let words): words
        }
    }
}

extension MySQLDatabase {
    /// Tries a statement that alters one table on an empty one of the recorded definition, in a database of its own.
    ///
    /// - Parameter statements: Those of the migration before it, whose settings it has.
    func replay(
        _ statement: SQLStatement, _ subject: StatementSubject, from before: String,
        after statements: some Sequence<SQLStatement>
    ) throws(MigratorError) -> Replay {
        guard case .definitions(let things) = subject, case .table(let table)? = things.first,
            let definition = RecordedState(before, of: things).definition(of: .table(table)),
            isReplayable(statement.text, on: definition, of: engine)
        else { return .impossible(nil) }
        let settings = statements.map(\.text).filter { isSetting($0, on: engine) }
        do {
            guard let scratch = try connection.scratch() else { return .impossible(nil) }
            // Dropped with the value.
            defer { withExtendedLifetime(scratch) {} }
            let place = try MySQLDatabase(scratch.connection, lockTimeout: lockTimeout)
            return try failing { () throws(StepFailure) in
                try place.make(
                    statement, of: table, as: definition, under: settings, in: characterSet())
            }
        } catch let error as MigratorError {
            throw error
        } catch OpenError.noScratch(let words) {
            return .impossible(words)
        } catch let error as OpenError {
            throw .open(error)
        } catch {
            return .impossible(nil)
        }
    }

    /// The words for the character set that the database gives its tables.
    private func characterSet() throws(StepFailure) -> String {
        try asking("ask for the character set") { () throws(DatabaseError) in
            try connection.texts(
                "SELECT concat('CHARACTER SET ', @@character_set_database, ' COLLATE ', @@collation_database)"
            ).first ?? ""
        }
    }

    /// Makes a table and a statement on it, without the tables that it refers to.
    private func make(
        _ statement: SQLStatement, of table: String, as definition: String, under settings: [String],
        in characterSet: String
    ) throws(StepFailure) -> Replay {
        let purpose = "try the statement on an empty table"
        do throws(DatabaseError) {
            try connection.run("ALTER DATABASE \(characterSet)")
            try connection.run(Self.withoutForeignKeys)
            try connection.run(definition)
            guard try tableDefinition(table) == definition else { return .impossible(nil) }
            for setting in settings { try withUserSession { () throws(DatabaseError) in try connection.run(setting) } }
            let change = { [connection] () throws(DatabaseError) in
                try connection.run(Self.withoutForeignKeys)
                try connection.run(statement.text)
            }
            switch statement.origin {
            case .rendered: try change()
            case .raw: try withUserSession(change)
            }
        } catch {
            if error.isLostConnection { throw .database(error, doing: purpose) }
            return .impossible(nil)
        }
        return .told(try state(of: .definitions([.table(table)])))
    }

    private static let withoutForeignKeys = "SET SESSION foreign_key_checks = 0"
}
