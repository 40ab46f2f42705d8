import Raido
import RaidoConsole
import RaidoProject
import Testing

/// Ways to write a migration that a person may choose.
@Suite struct AcceptedFormsTests {
    private let expected = Migration(
        id: "m", batch: "b",
        changes: [.addColumn(Column("a", .varchar(32), default: .string("x")), to: "t", fill: .placeholder)])

    @Test(arguments: [
        #".addColumn(Column("a", .varchar(32), default: .string("x")), to: "t", fill: .placeholder)"#,
        #"Change.addColumn(.init("a", .varchar(32), default: .string("x")), to: "t", fill: Fill.placeholder)"#,
        #"Raido.Change.addColumn(Raido.Column("a", ColumnType.varchar(0x20), default: .string("x")), to: "t", fill: .placeholder,)"#,
        #".addColumn(Column.init("a", .varchar(+32), nullable: false, identity: false, default: .string("x"), setOnUpdate: false, generated: nil, collation: nil, comment: nil, nativeTypes: [:]), to: "t", fill: .placeholder)"#,
        #".`addColumn`(Column("a", . varchar(32), `default` : .string("x")), to:"t", fill:.placeholder)"#,
        ".addColumn /* */ (Column\n.init(\n\"a\",\n.varchar(32)\n, default: .string(#\"x\"#)), to: \"\"\"\nt\n\"\"\", fill: .placeholder)",
    ])
    func aChangeIsReadInEveryFormThatSwiftTakes(_ change: String) {
        for list in ["[\(change)]", "[\(change),]", "[ // first\n\(change), /* last */\n]"] {
            expectValue(of: "let m = Migration(id: \"m\", batch: \"b\", changes: \(list))", toBe: expected)
        }
    }

    @Test(arguments: [
        ("", "let m = Migration(", ")"), ("import Raido\n", "public let m: Migration = .init(", ")"),
        (
            "@preconcurrency internal import struct Raido.Column; import Foundation\n",
            "let `m`: Raido.Migration = .init(", ");"
        ),
        ("/// Words.\n@_spi(A) import Raido\n", "package\nlet m\n=\nRaido.Migration.init(", ",) // end"),
    ])
    func aDeclarationIsReadInEveryFormThatSwiftTakes(_ head: String, _ start: String, _ end: String) {
        let migration = Migration(id: "m", batch: "b", changes: [])
        expectValue(of: head + start + "id: \"m\", batch: \"b\", changes: []" + end, toBe: migration)
    }

    @Test(arguments: [
        (#""a""#, SQLFragment("a")), (#".sql("a")"#, SQLFragment("a")), ("SQLFragment(nil)", SQLFragment(nil)),
        (".sql()", SQLFragment(nil)), (#".init("a", overrides: [.mysql: "b"])"#, .sql("a", mysql: "b")),
        (#"SQLFragment.sql(sqlite: "a", mysql: nil)"#, .sql(sqlite: "a")),
        (#"SQLFragment(stringLiteral: "a")"#, SQLFragment("a")),
    ])
    func sqlIsReadInEveryFormThatSwiftTakes(_ text: String, _ fragment: SQLFragment) {
        let migration = Migration(id: "m", batch: "b", changes: [.sql(RawSQL(up: [fragment], effect: []))])
        expectValue(
            of: "let m = Migration(id: \"m\", batch: \"b\", changes: [.sql(.init(up: [\(text)]))])", toBe: migration)
    }
}
