import Raido
import RaidoSQL

extension MySQLDatabase {
    /// Refuses a migration that creates triggers, before any of it is made, where the server does not let the user: the
    /// privilege is missing, or the server writes a binary log and trusts administrators only.
    func expectTriggers(of work: Work) throws(MigratorError) {
        guard try singleStatements(of: work).contains(where: { $0.text.createsTrigger(on: engine) }) else { return }
        let refusal = try failing { () throws(StepFailure) in
            try asking("ask which privileges the user has") { () throws(DatabaseError) in try refusalOfTriggers() }
        }
        guard let refusal else { return }
        throw .failed(
            migration: work.entry.id, isReverting: work.entry.isRemoval, .database(refusal, doing: "create triggers"))
    }

    /// What the server says to a trigger on a table that does not exist: it looks for privileges first, and for the
    /// table then, so this creates nothing (error 1146).
    private func refusalOfTriggers() throws(DatabaseError) -> DatabaseError? {
        do {
            try connection.run(
                """
                CREATE TRIGGER _raido_no_trigger BEFORE INSERT ON _raido_no_table FOR EACH ROW SET @raido_no_trigger = 1
                """)
        } catch {
            guard error.kind == .denied else { return nil }
            // A privilege may be given for single tables.
            let isForTables = error.code == 1142 ? try hasTriggerPrivilegeOnTables() : false
            return isForTables ? nil : error
        }
        return nil
    }

    private func hasTriggerPrivilegeOnTables() throws(DatabaseError) -> Bool {
        try connection.number(
            """
            SELECT count(*) FROM information_schema.table_privileges
            WHERE table_schema = DATABASE() AND privilege_type = 'TRIGGER'
            """) != 0
    }
}

extension String {
    fileprivate func createsTrigger(on engine: Engine) -> Bool {
        guard case .definitions(let objects) = StatementSubject(of: self, on: engine),
            SQLTokens(self).first(where: { _ in true })?.isKeyword("create") == true
        else { return false }
        return objects.contains { if case .trigger = $0 { true } else { false } }
    }
}
