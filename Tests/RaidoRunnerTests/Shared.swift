import Raido
import Testing

@testable import RaidoRunner

extension SQLValue {
    var shown: String {
        switch self {
        case .null: ""
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .text(let text): text
        case .blob(let bytes): "x\(bytes)"
        }
    }
}

/// A database that changes are tried on.
protocol ChangeBench: AnyObject {
    associatedtype Link: Connection

    var connection: Link { get }

    /// What the changes made so far give.
    var schema: Schema { get }

    /// Makes the changes as one migration.
    func apply(_ changes: [Change]) throws

    /// What first differs between what is there and what is wanted.
    func difference() throws -> String?
}

extension ChangeBench {
    /// Makes the changes, compares what is there then, takes them back, and compares again.
    func applyAndRevert(_ changes: [Change], sourceLocation: SourceLocation = #_sourceLocation) throws {
        let before = schema
        let inverse = try Migration(id: "", batch: "", changes: changes).inverse()
        for step in [changes, inverse] {
            try apply(step)
            try expectAsWanted(sourceLocation: sourceLocation)
        }
        #expect(schema == before, sourceLocation: sourceLocation)
    }

    func expectAsWanted(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let difference = try difference()
        #expect(difference == nil, sourceLocation: sourceLocation)
    }

    func run(_ sql: String) throws { try connection.run(sql) }

    /// The rows as text, columns separated by `|`, NULL as nothing.
    func rows(_ sql: String) throws -> [String] {
        try connection.rows(sql).map { $0.map(\.shown).joined(separator: "|") }
    }
}

/// A table as most have it: a numbered key, then the columns given.
func table(_ name: String, _ columns: Column..., foreignKeys: [ForeignKey] = []) -> Table {
    Table(
        name, columns: [Column("id", .bigInteger, identity: true)] + columns, primaryKey: ["id"],
        foreignKeys: foreignKeys)
}

/// The error that is thrown.
func failure(sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void) throws -> any Error {
    try #require(throws: (any Error).self, sourceLocation: sourceLocation) { try body() }
}
