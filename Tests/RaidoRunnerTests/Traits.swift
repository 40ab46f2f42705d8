import Raido
import RaidoPlanning
import Testing

@testable import RaidoRunner

extension Inspection {
    /// What no schema says and makes tables of that schema others.
    func drift(in schema: Schema) -> [String] {
        traits.filter { $0.isDrift && schema[$0.element.table] != nil }.map { "\($0.element): \($0.found)" }
    }
}

/// Something done to a database by hand, and how it is told: what it is about, how it was, how it is now.
struct ForeignHand: Sendable, CustomTestStringConvertible {
    var statements: [String]
    var drift: [String]

    init(_ statements: String..., drift: String...) {
        self.statements = statements
        self.drift = drift
    }

    var testDescription: String { drift.joined(separator: "; ") }

    /// What a comparison says of it.
    static func drift(_ migrator: Migrator) throws -> [String] {
        let comparison = try migrator.compare()
        let traits = comparison.traits.map {
            SchemaDifference(element: $0.element, expected: $0.usual, found: $0.found)
        }
        let all = differences(expected: comparison.expected, found: comparison.found) + traits
        #expect(comparison.matches == all.isEmpty)
        return all.map { "\($0.element): \($0.expected ?? "not there") -> \($0.found ?? "not there")" }
    }

    /// Two tables that each case changes.
    static let tables = Migration(
        id: "m1", batch: "1",
        changes: [
            .createTable(Table("parents", columns: [Column("id", .bigInteger, identity: true)], primaryKey: ["id"])),
            .createTable(
                Table(
                    "children",
                    columns: [
                        Column("id", .bigInteger, identity: true), Column("parent", .bigInteger, nullable: true),
                        Column("name", .varchar(40), nullable: true), Column("n", .integer, nullable: true),
                        Column("twice", .integer, nullable: true, generated: "n + n"),
                    ], primaryKey: ["id"], uniques: [UniqueConstraint("uq_n", ["n"])],
                    indexes: [Index("idx_name", [.ascending("name")])],
                    foreignKeys: [ForeignKey("fk_parent", ["parent"], references: "parents", ["id"])],
                    checks: [CheckConstraint("ck_n", "n > 0")])),
        ])
}
