// Messages about PostgreSQL only.

import RaidoPlatform

extension NoRehearsal: CustomStringConvertible {
    var description: String {
        switch self {
        case .outsideTransaction:
            "PostgreSQL refuses one of its statements inside a transaction, so it cannot be tried and rolled back"
        case .unfinished:
            "it is partly applied, so the rest cannot be tried and rolled back; '\(ProgramName.current) up' resumes it"
        case .newEnumValue:
            "it uses a value that an earlier migration adds to an enum; PostgreSQL allows that only after that migration is "
                + "committed, so it cannot be tried and rolled back; use '--to' to stop before it"
        }
    }
}

extension DatabaseError {
    /// - Parameter words: libpq's, without a password.
    static func cannotConnect(_ words: String, _ address: PostgreSQLAddress, at place: String) -> Self {
        let mode = address.parameters["sslmode"].map { "sslmode=\($0)" } ?? "the default sslmode"
        let advice =
            if words.contains("server does not support SSL") {
                "; \(mode) does not connect without TLS, and neither user name nor password was sent: enable TLS on "
                    + "the server, and check that nothing between here and there removes it"
            } else if words.contains("certificate") {
                "; \(mode) decides which certificates are accepted: check the host and 'sslrootcert' in the URL, and the "
                    + "server's certificate"
            } else if words.contains("cleartext password") {
                "; \(mode) does not verify who the server is, so it is not sent the password itself: use "
                    + "sslmode=verify-full, or allow it with require_auth=password in the URL"
            } else {
                ""
            }
        return DatabaseError(kind: .cannotConnect, code: 0, message: words + advice, statement: place)
    }

    /// A user's statement that begins or ends the runner's transaction.
    static func transactionCommand(_ word: String, in sql: String) -> Self {
        DatabaseError(
            kind: .notAllowed, code: 0,
            message: "\(word) is not allowed in raw SQL: the runner applies a migration in one transaction",
            statement: sql)
    }

    /// A statement did so although the check before running it found nothing.
    static func endedTransaction(_ sql: String) -> Self {
        DatabaseError(
            kind: .endedTransaction, code: 0, message: "the statement began or ended the runner's transaction",
            statement: sql)
    }

    /// - Parameter index: Its name, as SQL has it.
    static func invalidIndex(_ index: String, _ sql: String) -> Self {
        DatabaseError(
            kind: .exists, code: 0,
            message:
                "an index \(index) exists and is INVALID: another session is building it CONCURRENTLY right now, or "
                + "such a build failed",
            statement: sql, remedy: "DROP INDEX CONCURRENTLY \(index)")
    }

    static func unnamedIndex(_ sql: String) -> Self {
        DatabaseError(
            kind: .other, code: 0,
            message: "an index that is created CONCURRENTLY needs a name, so a run after an interruption can find it",
            statement: sql)
    }
}
