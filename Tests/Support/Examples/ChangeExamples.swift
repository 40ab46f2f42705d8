package import Raido

/// Changes that between them use every case and every option, each option left out and set.
///
/// Golden files hold what is made of them, so add to the end of a list and change none that is there.
package enum ChangeExamples {
    package static let all: [Change] = tables + columns + keys + constraints + enums + rawSQL

    private static let tables: [Change] = [
        .createTable(TableExamples.usual), .createTable(TableExamples.full), .createTable(Table("none", columns: [])),
        .dropTable(TableExamples.small), .renameTable("old", to: "new"),
        .changeTableComment(of: "t", from: nil, to: "new"), .changeTableComment(of: "t", from: "old", to: nil),
        .changeTableComment(of: "t", from: "old", to: "new"),
        .adoptTable(TableExamples.small), .releaseTable(TableExamples.small),
    ]

    private static let columns: [Change] =
        [
            .addColumn(Column("c", .text), to: "t"), .addColumn(Column("c", .text), to: "t", fill: .placeholder),
            .dropColumn(Column("c", .text, nullable: true), from: "t"), .renameColumn("old", to: "new", in: "t"),
            .alterColumn(in: "t", from: Column("c", .text), to: Column("c", .text, nullable: true)),
            .alterColumn(in: "t", from: Column("c", .text), to: Column("c", .integer), using: "length(c)"),
            .alterColumn(
                in: "t", from: Column("c", .text, nullable: true), to: Column("c", .text), fill: .value(.string("x"))),
            .alterColumn(
                in: "t", from: Column("c", .text, nullable: true), to: Column("c", .integer),
                using: .sql("length(c)", postgresql: "char_length(c)"), fill: .placeholder),
        ]
        + ColumnExamples.defaults.map { .addColumn(Column("c", .text), to: "t", fill: .value($0)) }
        + ColumnExamples.texts.map { .renameTable($0, to: $0 + "!") }

    private static let keys: [Change] = [
        .changePrimaryKey(of: "t", from: [], to: ["a", "b"]), .changePrimaryKey(of: "t", from: ["a"], to: []),
        .addUnique(UniqueConstraint("u", ["a"]), to: "t"), .dropUnique(UniqueConstraint("u", ["a", "b"]), from: "t"),
        .changeUnique(in: "t", from: UniqueConstraint("u", ["a"]), to: UniqueConstraint("u", ["b"])),
        .renameUnique("old", to: "new", in: "t"),
        .addIndex(TableExamples.usualIndex, to: "t"), .dropIndex(TableExamples.fullIndex, from: "t"),
        .changeIndex(in: "t", from: TableExamples.usualIndex, to: Index("i", [.descending("a")])),
        .renameIndex("old", to: "new", in: "t"),
    ]

    private static let constraints: [Change] =
        TableExamples.foreignKeys.map { .addForeignKey($0, to: "t") } + [
            .dropForeignKey(TableExamples.usualForeignKey, from: "t"),
            .changeForeignKey(
                in: "t", from: TableExamples.usualForeignKey,
                to: ForeignKey("f", ["a"], references: "other", ["id"], onDelete: .cascade)),
            .renameForeignKey("old", to: "new", in: "t"),
            .addCheck(CheckConstraint("c", "a > 0"), to: "t"), .dropCheck(CheckConstraint("c", "a > 0"), from: "t"),
            .changeCheck(in: "t", from: CheckConstraint("c", "a > 0"), to: CheckConstraint("c", .sql(mysql: "a > 1"))),
            .renameCheck("old", to: "new", in: "t"),
        ]

    private static let enums: [Change] =
        ColumnExamples.enumTypes.map { .createEnum($0, in: "t") } + [
            .dropEnum(EnumType("E", [.text("a")]), from: "t"), .renameEnum("old", to: "new", in: "t"),
            .addEnumValue(.text("a"), to: "E", in: "t"),
            .addEnumValue(.number(7, name: "Seven"), to: "E", in: "t", before: "b"),
            .dropEnumValue(.text("a"), from: "E", in: "t"),
            .dropEnumValue(.text("a"), from: "E", in: "t", before: "b"),
            .dropEnumValue(.text("a"), from: "E", in: "t", replacement: "c"),
            .dropEnumValue(.number(.min, name: "Least"), from: "E", in: "t", before: "b", replacement: "c"),
            .renameEnumValue("old", to: "new", of: "E", in: "t"),
            .renumberEnumValue("a", from: -1, to: .max, of: "E", in: "t"),
            .reorderEnum("E", from: ["a", "b"], to: ["b", "a"], in: "t"),
        ]

    private static let rawSQL: [Change] = [
        .sql(RawSQL(up: [])), .sql(RawSQL(up: ["A"])), .sql(RawSQL(up: ["A"], down: [])),
        .sql(RawSQL(up: ["A", "B"], down: ["C", "D"])),
        .sql(RawSQL(up: [.sql("A", sqlite: "B", postgresql: "C", mysql: "D", mariadb: "E")])),
        .sql(RawSQL(up: [.sql(postgresql: "only")], down: [.sql(mariadb: "only"), .sql(mysql: "only")])),
        .sql(RawSQL(up: [SQLFragment(nil)])),
        .sql(RawSQL(up: ["UPDATE t\nSET a = 'it''s';\n\n-- \"done\" \\(x)\n"])),
        .sql(RawSQL(up: ["A"], effect: [.addIndex(TableExamples.usualIndex, to: "t")])),
        .sql(
            RawSQL(
                up: ["A"], down: ["B"],
                effect: [.renameTable("t", to: "u"), .sql(RawSQL(up: ["C"], down: nil, effect: []))])),
    ]
}
