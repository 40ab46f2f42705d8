import Raido
import RaidoSQL

@testable import RaidoRunner

/// A connection that is lost at the first statement that begins so, before it is sent or just after it was made.
final class LostConnection<Inner: Connection>: Connection {
    private let inner: Inner
    private let beginning: String
    private let isSent: Bool
    private var isLost = false

    init(_ inner: Inner, at beginning: String, isSent: Bool) {
        self.inner = inner
        self.beginning = beginning
        self.isSent = isSent
    }

    var exists: Bool { !isLost }

    func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
        try lose(at: sql)
        return try inner.rows(sql, values)
    }

    func runScript(_ sql: String) throws(DatabaseError) {
        try lose(at: sql)
        try inner.runScript(sql)
    }

    func compile(_ sql: String) throws(DatabaseError) { try inner.compile(sql) }

    private func lose(at sql: String) throws(DatabaseError) {
        if !isLost, sql.hasPrefix(beginning) {
            isLost = true
            if isSent { _ = try inner.rows(sql, []) }
        }
        if isLost { throw DatabaseError(kind: .cannotConnect, code: 2013, message: "lost", statement: sql) }
    }
}
