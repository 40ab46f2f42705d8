import Raido

extension PostgreSQLDatabase {
    /// Whether a table of the history exists.
    ///
    /// - Throws: ``StepFailure/untrusted(_:)`` where it has triggers, rules or policies, or an owner that could add some.
    ///   In a schema where others may create tables, anybody can prepare one.
    func isThere(_ table: String) throws(StepFailure) -> Bool {
        let row = try asking("look for '\(table)'") { () throws(DatabaseError) in
            try connection.rows(Self.trust, [.text(table)]).first
        }
        guard let row else { return false }
        func names(_ value: SQLValue) -> [String] { value.text?.split(separator: "\n").map(String.init) ?? [] }
        let (triggers, rules) = (names(row[3]), names(row[4]))
        if !triggers.isEmpty { throw .untrusted(UntrustedTable(name: table, reason: .triggers(triggers))) }
        if !rules.isEmpty { throw .untrusted(UntrustedTable(name: table, reason: .rules(rules))) }
        guard row[2].integer == 1 else {
            let reason = UntrustedTable.Reason.owner(row[0].text ?? "", user: row[1].text ?? "")
            throw .untrusted(UntrustedTable(name: table, reason: reason))
        }
        return true
    }

    /// Owner, user, whether the owner is trusted, triggers, rules and policies. The recursion leaves out what
    /// `pg_has_role` adds: a superuser, as a member of every role, would trust each of them.
    private static let trust = """
        WITH RECURSIVE own (role) AS (
            SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user
            UNION SELECT m.roleid FROM pg_catalog.pg_auth_members AS m JOIN own ON m.member = own.role
        )
        SELECT o.rolname::text, current_user::text,
            o.oid IN (SELECT role FROM own) OR o.rolsuper OR o.rolname = 'pg_database_owner'
                OR o.oid = (SELECT datdba FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()),
            (SELECT pg_catalog.string_agg(tgname::text, pg_catalog.chr(10) ORDER BY tgname) FROM pg_catalog.pg_trigger
                WHERE tgrelid = c.oid AND NOT tgisinternal),
            (SELECT pg_catalog.string_agg(name, pg_catalog.chr(10) ORDER BY name) FROM (
                SELECT rulename::text AS name FROM pg_catalog.pg_rewrite WHERE ev_class = c.oid
                UNION ALL SELECT polname::text FROM pg_catalog.pg_policy WHERE polrelid = c.oid) AS rules)
        FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_roles AS o ON o.oid = c.relowner
        WHERE n.nspname = pg_catalog.current_schema() AND c.relname = $1 AND c.relkind IN ('r', 'p')
        """
}
