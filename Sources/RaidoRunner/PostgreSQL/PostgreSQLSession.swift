import Raido
import RaidoSQL

/// How a session of the server is, whatever a role, a database or a migration's own SQL sets it to.
enum PostgreSQLSession {
    /// What the steps of a migration rely on, and how the server talks to this program. The search path stays as it is:
    /// it says where the tables are. So does what keeps this very connection from writing; what keeps all of a role or
    /// a database from it does not mean migrations.
    static let rules: String = {
        let own = [
            (name: "client_min_messages", value: "warning"),
            (name: "statement_timeout", value: "0"),
            (name: "idle_in_transaction_session_timeout", value: "0"),
            (name: "quote_all_identifiers", value: "off"),
            // Without an answer from this program's machine, its locks are gone after two minutes.
            (name: "tcp_keepalives_idle", value: "60"), (name: "tcp_keepalives_interval", value: "10"),
            (name: "tcp_keepalives_count", value: "6"),
        ]
        let settings = (postgreSQLSettings + own).map { "pg_catalog.set_config('\($0.name)', '\($0.value)', false)" }
        return """
            SELECT \(settings.joined(separator: ", ")),
                (SELECT pg_catalog.set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout'),
                CASE source WHEN 'client' THEN setting ELSE pg_catalog.set_config(name, 'off', false) END
            FROM pg_settings WHERE name = 'default_transaction_read_only'
            """
    }()

    /// Where names are looked for, and as whom: what shows where the runner's own statements go.
    struct Place {
        var user: String
        var role: String
        var searchPath: String
    }
}

// What a migration's own SQL sets with `SET` or `SET LOCAL` holds for that SQL alone.
extension PostgreSQLDatabase {
    func currentPlace() throws(StepFailure) -> PostgreSQLSession.Place? {
        try asking("look at the session's settings") { () throws(DatabaseError) in
            let query = """
                SELECT session_user::text, pg_catalog.current_setting('role'), pg_catalog.current_setting('search_path')
                """
            guard let row = try connection.rows(query).first, let user = row[0].text, let role = row[1].text,
                let path = row[2].text
            else { return nil }
            return PostgreSQLSession.Place(user: user, role: role, searchPath: path)
        }
    }

    /// Runs the steps; those that are rendered find tables and settings as they were before the user's own SQL.
    ///
    /// - Parameter afterOwnSQL: Whether own SQL ran in this session before.
    func run(_ steps: [Step], afterOwnSQL: Bool = false) throws(StepFailure) {
        var isElsewhere = afterOwnSQL
        for step in steps {
            if isElsewhere, !step.isOwnSQL { try restoreSession() }
            isElsewhere = step.isOwnSQL
            try run(step)
        }
        if isElsewhere { try returnToPlace() }
    }

    /// Sets what was found at first: `RESET` would give what the connection began with, which need not be the same.
    /// Temporary tables come last, so that none is taken for a table of the same name.
    private func returnToPlace() throws(StepFailure) {
        guard let place else { return }
        let path = place.searchPath.contains("pg_temp") ? place.searchPath : place.searchPath + ", pg_temp"
        try asking("put the search path and the role back") { () throws(DatabaseError) in
            try connection.run(
                """
                SELECT CASE WHEN session_user <> $1 THEN pg_catalog.set_config('session_authorization', $1, false) END,
                    pg_catalog.set_config('role', $2, false), pg_catalog.set_config('search_path', $3, false)
                """, [.text(place.user), .text(place.role), .text(path)])
        }
    }

    /// What own SQL set is no more, nor what it made for the session, for the history and for what comes after.
    func restoreSession(after work: Work) throws(StepFailure) {
        guard work.steps.contains(where: \.isOwnSQL) else { return }
        try restoreSession()
        try command("DISCARD TEMP", for: "drop temporary tables")
    }

    private func restoreSession() throws(StepFailure) {
        try command("RESET ALL", for: "put the session's settings back")
        try command(PostgreSQLSession.rules, for: "put the session's settings back")
        try command("SET LOCAL lock_timeout = \(lockTimeouts.statement)", for: "set how long to wait for a lock")
        try command("SET CONSTRAINTS ALL IMMEDIATE", for: "have constraints checked at once")
        try returnToPlace()
    }
}

extension Step {
    var isOwnSQL: Bool {
        switch self {
        case .statement(let statement): statement.origin == .raw
        case .rebuild: false
        }
    }
}
