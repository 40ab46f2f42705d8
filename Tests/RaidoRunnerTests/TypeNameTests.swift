import Raido
import Testing

@testable import RaidoRunner

/// What messages about rows call the new type of a column.
@Suite struct `Names of types` {
    @Test func `a mapped type is called by its native name on that engine`() {
        let column = Column("s", .text)
        let mapped = Column("s", .text, nativeTypes: [.mysql: "TINYTEXT"])
        let changes = [Change.alterColumn(in: "t", from: column, to: mapped)]
        #expect(TypeNames(changes, on: .mysql).name(of: .text, "s", in: "t") == "TINYTEXT")
        #expect(TypeNames(changes, on: .sqlite).name(of: .text, "s", in: "t") == "text")
        #expect(TypeNames(changes, on: .mysql).name(of: .text, "other", in: "t") == "text")
    }

    @Test func `an enum is called by the name that the migration leaves it`() {
        let changes = [
            Change.alterColumn(
                in: "t", from: Column("p", .enumeration("P")), to: Column("p", .enumeration("raido_tmp_P"))),
            .dropEnum(EnumType("P", [.text("a")]), from: "t"), .renameEnum("raido_tmp_P", to: "P", in: "t"),
        ]
        let name = TypeNames(changes, on: .sqlite).name(of: .enumeration("raido_tmp_P"), "p", in: "t")
        #expect(name == "\(ColumnType.enumeration("P"))")
    }
}
