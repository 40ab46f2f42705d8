import Raido
import RaidoTestSupport

/// Changes that between them use every case, every argument, and texts of every kind.
enum Samples {
    static let texts =
        hostileTexts + [
            "", " ", "it's", "\"", "\"\"\"", "\\", "\\(1 + 1)", "\\\"\\", "#\"a\"#", "line\nline\n", "\r\n\r",
            "\t\ttab",
            "${a}",
            "é e\u{301} 🙂 👩‍👩‍👧", "\u{1}\u{7}\u{1B}[0m\u{7F}\u{85}", "\u{200B}\u{202E}\u{2028}\u{FEFF}\u{A0}\u{E000}",
            "*/ // /*",
            String(repeating: "words that go on ", count: 30), String(repeating: "x", count: 300),
            String(repeating: "\"", count: 200), String(repeating: "\\", count: 200),
            String(repeating: "é\r\n", count: 60),
            "first line  \n   second line \n\n" + String(repeating: "and a long one, ", count: 12) + "\n  ",
            " " + String(repeating: " ", count: 150), String(repeating: "e\u{301}", count: 100) + "\u{301}",
        ]

    static let types: [ColumnType] = [
        .varchar(200), .char(1), .text, .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger,
        .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .real, .double,
        .decimal(precision: 10, scale: 2), .date, .time, .timestamp, .timestampWithTimeZone, .interval, .uuid, .json,
        .jsonb, .blob, .binary(16), .varbinary(40), .inet, .cidr, .macAddress, .xml, .enumeration("Status"),
        .custom("tsvector"),
    ]

    static let defaults: [DefaultValue] = [
        .string("a"), .integer(0), .integer(.min), .integer(.max), .unsigned(.max), .unsigned(1), .decimal("-12.50"),
        .boolean(true), .boolean(false), .now, .today, .uuid, .sql("1 + 1"),
        .sql(.sql("a", sqlite: "b", postgresql: "c", mysql: "d", mariadb: "e")), .sql(.sql(postgresql: "only")),
        .sql(SQLFragment(nil)),
    ]

    /// One that uses every part of a table, with every argument of each part.
    static let table = Table(
        "all",
        columns: types.enumerated().map { Column("c\($0)", $1) }
            + defaults.enumerated().map { Column("d\($0)", .text, default: $1) }
            + texts.enumerated().map { Column("t\($0)", .text, default: .string($1), comment: $1) }
            + [
                Column("nullable", .text, nullable: true), Column("identity", .bigInteger, identity: true),
                Column("updated_at", .timestamp, default: .now, setOnUpdate: true),
                Column("generated", .text, generated: .sql("a", mysql: "b")),
                Column("collated", .text, collation: "NOCASE"),
                Column(
                    "native", .text, nativeTypes: [.mariadb: "m", .sqlite: "s", .postgresql: "citext", .mysql: "y"]),
            ],
        primaryKey: ["c0", "c1"],
        uniques: [UniqueConstraint("uq_a", ["c1", "c2"]), UniqueConstraint("uq_b", ["c1"])],
        indexes: [
            Index("idx_a", [.ascending("c1"), .descending("c2"), .expression("lower(c3)")]),
            Index("idx_b", [.ascending("c1")], unique: true, where: .sql(sqlite: "c1 > 0"), using: "gin"),
        ],
        foreignKeys: ForeignKey.Action.allCases.flatMap { action in
            [
                ForeignKey("fk_d_\(action)", ["c1"], references: "other", ["id"], onDelete: action),
                ForeignKey("fk_u_\(action)", ["c1", "c2"], references: "other", ["id", "no"], onUpdate: action),
            ]
        },
        checks: texts.enumerated().map { CheckConstraint("ck_\($0)", SQLFragment($1)) },
        enums: [
            EnumType("Status", [.text("draft"), .text("it's \"it\"")]),
            EnumType("Level", storage: .smallInteger, [.number(-1, name: "Low"), .number(.max, name: "High")]),
        ],
        comment: "What \"readers\" see")

    static let small = Table("small", columns: [Column("id", .integer)])

    static let changes: [Change] = tableChanges + columnChanges + constraintChanges + enumChanges + rawChanges

    private static let tableChanges: [Change] = [
        .createTable(table), .dropTable(small), .adoptTable(small), .releaseTable(small),
        .createTable(Table("e", columns: [])),
        .renameTable("a", to: "b"), .changeTableComment(of: "a", from: nil, to: "b"),
        .changeTableComment(of: "a", from: "b", to: nil),
    ]

    private static let columnChanges: [Change] =
        [
            .addColumn(Column("phone", .varchar(20), nullable: true), to: "employees"),
            .addColumn(Column("phone", .varchar(20)), to: "employees", fill: .placeholder),
            .dropColumn(Column("phone", .varchar(20)), from: "employees"),
            .renameColumn("job_title", to: "title", in: "employees"),
            .alterColumn(in: "a", from: Column("b", .text), to: Column("b", .integer, nullable: true)),
            .alterColumn(
                in: "a", from: Column("b", .text), to: Column("b", .integer), using: .sql("b::int", mysql: "CAST(b)"),
                fill: .value(.integer(-1))),
            .alterColumn(in: "a", from: Column("b", .text), to: Column("b", .varchar(9)), using: "left(b, 9)"),
        ] + defaults.map { .addColumn(Column("b", .text), to: "a", fill: .value($0)) }
        + texts.map { .renameTable($0, to: $0 + "!") }
        + texts.map { .alterColumn(in: "a", from: Column($0, .text), to: Column($0, .integer), using: SQLFragment($0)) }

    private static let constraintChanges: [Change] = [
        .changePrimaryKey(of: "a", from: [], to: ["b", "c"]), .changePrimaryKey(of: "a", from: ["b"], to: []),
        .addUnique(UniqueConstraint("u", ["a"]), to: "t"), .dropUnique(UniqueConstraint("u", ["a"]), from: "t"),
        .changeUnique(in: "t", from: UniqueConstraint("u", ["a"]), to: UniqueConstraint("u", ["b"])),
        .renameUnique("u", to: "v", in: "t"),
        .addIndex(table.indexes[0], to: "t"), .dropIndex(table.indexes[1], from: "t"),
        .changeIndex(in: "t", from: table.indexes[0], to: table.indexes[1]), .renameIndex("i", to: "j", in: "t"),
        .addForeignKey(table.foreignKeys[0], to: "t"), .dropForeignKey(table.foreignKeys[1], from: "t"),
        .changeForeignKey(in: "t", from: table.foreignKeys[2], to: table.foreignKeys[3]),
        .renameForeignKey("f", to: "g", in: "t"),
        .addCheck(CheckConstraint("c", "a > 0"), to: "t"), .dropCheck(CheckConstraint("c", "a > 0"), from: "t"),
        .changeCheck(in: "t", from: CheckConstraint("c", "a > 0"), to: CheckConstraint("c", .sql(mysql: "a > 1"))),
        .renameCheck("c", to: "d", in: "t"),
    ]

    private static let enumChanges: [Change] = [
        .createEnum(table.enums[0], in: "t"), .dropEnum(table.enums[1], from: "t"),
        .createEnum(EnumType("Empty", []), in: "t"), .renameEnum("E", to: "F", in: "t"),
        .addEnumValue(.text("a"), to: "E", in: "t"),
        .addEnumValue(.number(1, name: "a"), to: "E", in: "t", before: "b"),
        .dropEnumValue(.text("a"), from: "E", in: "t"),
        .dropEnumValue(.number(-1, name: "line\nline"), from: "E", in: "t", before: "b", replacement: "c"),
        .dropEnumValue(.text("a"), from: "E", in: "t", replacement: "c"),
        .renameEnumValue("a", to: "b", of: "E", in: "t"), .renumberEnumValue("a", from: .min, to: 2, of: "E", in: "t"),
        .reorderEnum("E", from: ["a", "b"], to: ["b", "a"], in: "t"),
    ]

    private static let rawChanges: [Change] = [
        .sql(RawSQL(up: [])), .sql(RawSQL(up: ["A"], down: [])),
        .sql(RawSQL(up: ["A", .sql(sqlite: "B")], down: ["C"], effect: [.renameTable("a", to: "b")])),
        .sql(RawSQL(up: texts.map { SQLFragment($0) }, down: texts.map { .sql($0, postgresql: $0) })),
        .sql(RawSQL(up: ["A"], effect: [.createTable(small), .sql(RawSQL(up: ["B"]))])),
    ]
}
