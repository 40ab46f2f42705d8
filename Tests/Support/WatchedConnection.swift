package import RaidoRunner

/// A connection that counts what goes through it, and calls a function after each statement.
package final class WatchedConnection: Connection {
    private let inner: any Connection
    private let count: StatementCount
    private let after: (String, any Connection) throws(DatabaseError) -> Void

    package init(
        _ inner: any Connection, _ count: StatementCount = StatementCount(),
        after: @escaping (String, any Connection) throws(DatabaseError) -> Void = { _, _ in }
    ) {
        self.inner = inner
        self.count = count
        self.after = after
    }

    package var exists: Bool { get throws(DatabaseError) { try inner.exists } }

    package func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
        let rows = try inner.rows(sql, values)
        count.statements += 1
        count.rows += rows.count
        try after(sql, inner)
        return rows
    }

    package func runScript(_ sql: String) throws(DatabaseError) {
        try inner.runScript(sql)
        count.statements += 1
        try after(sql, inner)
    }

    package func compile(_ sql: String) throws(DatabaseError) {
        try inner.compile(sql)
        count.statements += 1
    }

    package func holdTransaction() { inner.holdTransaction() }
    package func releaseTransaction() { inner.releaseTransaction() }
    package var hasLostTransaction: Bool { inner.hasLostTransaction }
    package func scratch() throws(OpenError) -> ScratchDatabase? { try inner.scratch() }
}

/// How much was asked of a database.
package final class StatementCount {
    package fileprivate(set) var statements = 0
    /// The rows that were read.
    package fileprivate(set) var rows = 0

    package init() {}
}
