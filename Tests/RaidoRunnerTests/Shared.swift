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
