/// An open connection, as a driver offers it.
package protocol Connection: AnyObject {
    /// Whether there is a database; asking makes none.
    var exists: Bool { get throws(DatabaseError) }

    /// Runs one statement and gives the rows it returns.
    @discardableResult
    func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]]

    /// Runs statements that the user wrote. Beginning or ending a transaction there is refused.
    func runScript(_ sql: String) throws(DatabaseError)

    /// From here to ``releaseTransaction()`` a transaction is open; a statement after the database ended it by itself
    /// is refused.
    func holdTransaction()
    func releaseTransaction()

    /// Whether the database ended a transaction that is held.
    var hasLostTransaction: Bool { get }

    /// Compiles a statement without running it: throws what is wrong with it.
    func compile(_ sql: String) throws(DatabaseError)

    /// An empty database on the same server to try a definition in; nil where none is needed for that.
    ///
    /// - Throws: ``OpenError/noScratch(_:)`` where nothing may be made there.
    func scratch() throws(OpenError) -> ScratchDatabase?
}

// Servers refuse statements themselves when a transaction failed, or are lost with it.
extension Connection {
    package func holdTransaction() {}
    package func releaseTransaction() {}
    package var hasLostTransaction: Bool { false }
}

extension Connection {
    package func scratch() throws(OpenError) -> ScratchDatabase? { nil }
}

extension Connection {
    package func run(_ sql: String) throws(DatabaseError) { try rows(sql, []) }
    package func run(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) { try rows(sql, values) }
    package func rows(_ sql: String) throws(DatabaseError) -> [[SQLValue]] { try rows(sql, []) }

    /// The first column of the first row, where it is an integer.
    func number(_ sql: String, _ values: [SQLValue] = []) throws(DatabaseError) -> Int64? {
        try rows(sql, values).first?.first?.integer
    }

    /// The first column of every row, where it is a text.
    func texts(_ sql: String, _ values: [SQLValue] = []) throws(DatabaseError) -> [String] {
        try rows(sql, values).compactMap { $0.first?.text }
    }
}
