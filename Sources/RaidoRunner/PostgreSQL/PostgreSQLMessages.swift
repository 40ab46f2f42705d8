// What is said of PostgreSQL alone.

import RaidoPlatform

extension NoRehearsal: CustomStringConvertible {
    var description: String {
        switch self {
        case .outsideTransaction:
            "PostgreSQL refuses a statement of it in a transaction, so it cannot be tried and taken back"
        case .unfinished:
            "it is partly applied, so the rest cannot be tried and rolled back; '\(ProgramName.current) up' resumes it"
        case .newEnumValue:
            "it uses a value that a migration before it adds to an enum, which PostgreSQL allows when that one is "
                + "committed, so it cannot be tried and taken back; '--to' stops before it"
        }
    }
}

extension DatabaseError {
    /// A person's own statement that begins or ends the runner's transaction.
    static func transactionCommand(_ word: String, in sql: String) -> Self {
        DatabaseError(
            kind: .notAllowed, code: 0, message: "\(word) is the runner's, who makes a migration in one transaction",
            statement: sql)
    }

    /// A statement did so that was looked at and seems to be none that could.
    static func endedTransaction(_ sql: String) -> Self {
        DatabaseError(
            kind: .endedTransaction, code: 0, message: "the statement began or ended the runner's transaction",
            statement: sql)
    }

    /// - Parameter index: Its name, as SQL has it.
    static func invalidIndex(_ index: String, _ sql: String) -> Self {
        DatabaseError(
            kind: .exists, code: 0,
            message: "an index \(index) is there and INVALID: somebody else makes it CONCURRENTLY at this moment, or "
                + "failed at it",
            statement: sql, remedy: "DROP INDEX CONCURRENTLY \(index)")
    }

    static func unnamedIndex(_ sql: String) -> Self {
        DatabaseError(
            kind: .other, code: 0,
            message: "an index that is made CONCURRENTLY needs a name, by which a run after an interruption finds it",
            statement: sql)
    }
}
