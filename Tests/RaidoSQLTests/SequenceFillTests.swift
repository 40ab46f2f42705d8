import Raido
import RaidoSQL
import Testing

/// Rows are checked with the SQL of a fill. A number that a sequence gives is gone, so such SQL is not evaluated before the
/// migration.
@Suite struct `A fill that takes numbers of a sequence` {
    private func checks(_ fill: String) throws -> [RowCheck] {
        let table = Table("t", columns: [Column("v", .integer, nullable: true)])
        var search = RowCheckSearch(.mariadb, on: Schema([table]))
        let change = Change.addColumn(Column("n", .integer), to: "t", fill: .value(.sql(SQLFragment(fill))))
        let found = try search.next([change])
        return found.atStart + found.late
    }

    @Test(arguments: ["nextval(s)", "NEXT VALUE FOR s", "coalesce(v, next value for s)"])
    func `is not evaluated by the check`(fill: String) throws {
        #expect(try checks(fill) == [])
    }

    @Test(arguments: ["v + 1", "next + 1"]) func `other fills are`(fill: String) throws {
        #expect(try checks(fill).map(\.rule) == [.computedValue("n"), .type("n", .integer)])
    }
}
