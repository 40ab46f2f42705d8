package import Raido

/// Every type, default, enum storage and option of a column.
package enum ColumnExamples {
    package static let types: [ColumnType] = [
        .varchar(200), .char(2), .text, .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger,
        .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .real, .double,
        .decimal(precision: 10, scale: 2), .date, .time, .timestamp, .timestampWithTimeZone, .interval, .uuid, .json,
        .jsonb, .blob, .binary(16), .varbinary(40), .inet, .cidr, .macAddress, .xml, .enumeration("Mood"),
        .custom("tsvector"),
    ]

    package static let defaults: [DefaultValue] = [
        .string(""), .string("it's \"new\"\n"), .integer(0), .integer(.min), .integer(.max), .unsigned(.max),
        .decimal("-12.50"), .boolean(true), .boolean(false), .now, .today, .uuid, .sql("1 + 1"),
        .sql(.sql("a", sqlite: "b", postgresql: "c", mysql: "d", mariadb: "e")), .sql(.sql(postgresql: "only")),
        .sql(SQLFragment(nil)),
    ]

    /// Texts that count in bytes, and such as could be taken for what stands around them.
    package static let texts = [
        "", " ", "a b", "it's", "\"", "\\", "line\nline\n", "\r\n\t", "1:a", "table(1:a)", ")", "[]", "comment=1:a",
        "é", "e\u{301}", "🙂", "\u{0}", "\u{FEFF}\u{2028}",
    ]

    package static let enumTypes: [EnumType] =
        [EnumType("Empty", []), EnumType("Mood", [.text("good"), .text("it's \"fine\"")])]
        + [
            ColumnType.tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
            .unsignedInteger, .unsignedBigInteger,
        ].map { EnumType("Level", storage: $0, [.number(0, name: "Low"), .number(9, name: "High")]) }

    /// One for each option, and one with all that may be given together.
    package static let options: [Column] = [
        Column("nullable", .text, nullable: true), Column("identity", .bigInteger, identity: true),
        Column("updated_at", .timestamp, default: .now, setOnUpdate: true),
        Column("generated", .text, generated: "lower(a)"),
        Column("generated_by", .text, generated: .sql("lower(a)", mysql: "lcase(a)")),
        Column("collated", .text, collation: "NOCASE"), Column("commented", .text, comment: "What it \"is\""),
        Column("native", .text, nativeTypes: [.postgresql: "citext"]),
        Column(
            "natives", .text, nativeTypes: [.mariadb: "inet4", .sqlite: "ANY", .postgresql: "citext", .mysql: "text"]),
        Column(
            "all", .varchar(9), nullable: true, identity: true, default: .string("x"), setOnUpdate: true,
            generated: "a", collation: "C", comment: "c", nativeTypes: [.sqlite: "s"]),
    ]
}
