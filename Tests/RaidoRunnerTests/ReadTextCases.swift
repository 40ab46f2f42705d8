import Raido

@testable import RaidoRunner

// Values that an engine reads as texts, or keeps as such.
extension RowCase {
    private static let uuid = "'8f14e45f-ceea-467f-a8f6-0c1b2d3e4f5a'"

    /// Those that no engine makes anything of.
    static let reading: [RowCase] = [
        retyping(
            "a day that is no document", .date, .json, "(1, NULL), (2, '2024-01-31')", count: 1, examples: ["id 2"]),
        retyping(
            "a time that is no document", .time, .jsonb, "(1, NULL), (2, '10:00:00')", count: 1, examples: ["id 2"]),
        retyping(
            "a moment that is no document", .timestamp, .json, "(1, NULL), (2, '2024-01-31 10:00:00')", count: 1,
            examples: ["id 2"]),
        retyping("a UUID that is no document", .uuid, .json, "(1, NULL), (2, \(uuid))", count: 1, examples: ["id 2"]),
        retyping(
            "a document that is no day, though it looks like a number", .json, .date,
            "(1, NULL), (2, '12345678901234567890.12345'), (3, '\"2024-01-01\"')", count: 2,
            examples: ["id 2", "id 3"]),
        retyping(
            "documents that are no numbers", .json, .integer, "(1, '12'), (2, '{\"a\": 1}'), (3, 'true')", count: 2,
            examples: ["id 2", "id 3"]),
        retyping(
            "texts that are no documents", .text, .jsonb,
            """
            (1, '{"a": [1, {"b": null}], "c": "]"}'), (2, '{"a": 1,}'), (3, '[1 2]'), (4, 'hello'), (5, '["a":1]'),
            (6, ' -1.5e3 ')
            """, count: 4, examples: ["id 2", "id 3", "id 4", "id 5"]),
    ]

    static let readingOnServers: [RowCase] = [
        retyping(
            "texts that are no network addresses", .varchar(60), .inet,
            """
            (1, '192.168.0.1'), (2, 'hello'), (3, '::ffff:1.2.3.4'), (4, '192.168.0.256'), (5, '2001:db8::1/64'),
            (6, '1::2::3')
            """, count: 3, examples: ["id 2", "id 4", "id 6"]),
        retyping(
            "texts that are no networks", .varchar(60), .cidr, "(1, '192.168.0.0/24'), (2, 'hello'), (3, '::/0')",
            count: 1, examples: ["id 2"]),
        retyping(
            "texts that are no addresses of devices", .varchar(60), .macAddress,
            "(1, '08:00:2b:01:02:03'), (2, 'hello'), (3, '08002b010203'), (4, '08:00:2b:01:02:0g')", count: 2,
            examples: ["id 2", "id 4"]),
        retyping(
            "texts that are no days of the calendar", .varchar(40), .date,
            "(1, '2024-02-29'), (2, '2023-02-29'), (3, '2024-13-01'), (4, '2024-1-1'), (5, '01/02/2024')", count: 3,
            examples: ["id 2", "id 3", "id 5"]),
        retyping(
            "texts that are no times of a day", .varchar(40), .time,
            "(1, '23:59:59.5'), (2, '10 o''clock'), (3, '10:61')", count: 2, examples: ["id 2", "id 3"]),
        retyping(
            "texts with more than a moment", .varchar(40), .timestampWithTimeZone,
            "(1, '2024-01-01 10:00:00'), (2, '2024-01-01 10:00 o''clock'), (3, '2024-01-01 25:00:00')", count: 2,
            examples: ["id 2", "id 3"]),
    ]

    static let readingOnMySQLFamily: [RowCase] = [
        retyping(
            "bytes that are no text", .blob, .text, "(1, x'c3a9'), (2, x'ff'), (3, x'c3'), (4, NULL), (5, x'')",
            count: 2, examples: ["id 2", "id 3"]),
        retyping(
            "bytes that are no document", .blob, .json, "(1, x'5b5d'), (2, x'ff'), (3, x'5b'), (4, NULL)", count: 2,
            examples: ["id 2", "id 3"]),
        retyping(
            "times of half a day", .varchar(40), .time, "(1, '12:00'), (2, '12:00 AM')", count: 1, examples: ["id 2"]),
        retyping(
            "moments in UTC", .varchar(40), .timestampWithTimeZone,
            "(1, '2024-01-01 10:00:00'), (2, '2024-01-01T10:00:00Z')", count: 1, examples: ["id 2"]),
        retyping(
            "moments with an offset that MariaDB does not read", .varchar(40), .timestampWithTimeZone,
            "(1, '2024-01-01 10:00:00'), (2, '2024-01-01 10:00:00+02:00')", count: 1, examples: ["id 2"],
            indifferent: [.mysql]),
        retyping(
            "floating numbers that become no unsigned ones", .double, .unsignedBigInteger, "(1, 1), (2, 1e19)",
            count: 1, examples: ["id 2"]),
        retyping(
            "floating numbers that MySQL makes no whole ones of", .double, .bigInteger,
            "(1, 9e18), (2, 9223372036854774784), (3, -9223372036854775808)", count: 2, examples: ["id 2", "id 3"],
            indifferent: [.mariadb]),
        retyping(
            "texts of numbers that MySQL does not read for their digits", .varchar(20),
            .decimal(precision: 9, scale: 2), "(1, '0e-400'), (2, '1e-90')", count: 1, examples: ["id 2"],
            indifferent: [.mariadb]),
        retyping(
            "texts that are longer than an interval may be", .varchar(90), .interval,
            "(1, '1 day'), (2, '\(String(repeating: "1", count: 70))')", count: 1, examples: ["id 2"]),
    ]

    static let readingOnPostgreSQL: [RowCase] = [
        retyping(
            "bytes that are no text", .blob, .text,
            #"""
            (1, '\xc3a9f09f9880e282ac'), (2, '\xff'), (3, '\x6100'), (4, '\xeda080'), (5, ''), (6, '\xf4908080')
            """#, count: 4, examples: ["id 2", "id 3", "id 4", "id 6"]),
        retyping(
            "bytes that are no number", .blob, .integer, #"(1, '\x3132'), (2, '\xff'), (3, '\x61'), (4, NULL)"#,
            count: 2, examples: ["id 2", "id 3"]),
        retyping(
            "bytes that are no day", .varbinary(20), .date,
            #"(1, '\x323032342d30312d3031'), (2, '\xff'), (3, '\x31')"#, count: 2, examples: ["id 2", "id 3"]),
        retyping(
            "networks with bits of an address", .inet, .cidr, "(1, '10.0.0.0/8'), (2, '10.0.0.1/8'), (3, '::1')",
            count: 1, examples: ["id 2"]),
        retyping(
            "days that are too far away for a moment", .date, .timestamp,
            "(1, '294276-12-31'), (2, '294277-01-01'), (3, '5874897-12-31'), (4, 'infinity'), (5, '4713-01-01 BC')",
            count: 2, examples: ["id 2", "id 3"]),
        retyping(
            "texts of days that the years before the first one do not have", .varchar(40), .timestamp,
            """
            (1, '0001-02-29 BC'), (2, '2024-02-29 12:00:00 BC'), (3, '0005-02-29 BC'), (4, '0101-02-29 BC'),
            (5, '2021-02-29 12:00:00 BC'), (6, '2024-02-29 12:00:00 AD'), (7, '0004-02-29 BC')
            """, count: 3, examples: ["id 2", "id 4", "id 7"]),
        retyping(
            "texts that are no intervals", .varchar(40), .interval,
            "(1, '1 day 02:00'), (2, 'hello'), (3, 'P1DT2H'), (4, '1 fortnight'), (5, '10:70:00'), (6, '12')",
            count: 3, examples: ["id 2", "id 4", "id 5"]),
        retyping(
            "booleans that are no intervals", .boolean, .interval, "(1, NULL), (2, true)", count: 1,
            examples: ["id 2"]),
        retyping(
            "texts that are no XML", .text, .xml, "(1, '<a>x</a>'), (2, '<a><b></a>')", count: 1, examples: ["id 2"]),
        retyping(
            "intervals that are no binary documents", .interval, .jsonb, "(1, NULL), (2, '1 day')", count: 1,
            examples: ["id 2"]),
        retyping(
            "XML that is no binary document", .xml, .jsonb, "(1, NULL), (2, '<a/>'), (3, '5')", count: 1,
            examples: ["id 2"]),
        RowCase(
            testDescription: "values of an enum that are no binary documents",
            tables: [
                books(
                    Column("x", .enumeration("E"), nullable: true),
                    enums: [EnumType("E", [.text("5"), .text("five")])])
            ],
            rows: ["INSERT INTO books (id, x) VALUES (1, '5'), (2, 'five')"],
            changes: [
                .alterColumn(
                    in: "books", from: Column("x", .enumeration("E"), nullable: true),
                    to: Column("x", .jsonb, nullable: true))
            ], kind: .unfit(column: "x", type: "jsonb"), count: 1, examples: ["id 2"]),
        retyping(
            "texts of documents with what no text holds", .text, .jsonb,
            #"(1, '"\\u0000"'), (2, '"\u0000"'), (3, '"\ud83d\ude00"'), (4, '"\ud83d"')"#, count: 2,
            examples: ["id 2", "id 4"]),
        retyping(
            "whole numbers that are other bytes", .integer, .binary(4), "(1, 1234), (2, 5)", count: 1,
            examples: ["id 2"]),
        retyping(
            "UUIDs that are longer bytes", .uuid, .binary(16), "(1, NULL), (2, \(uuid))", count: 1,
            examples: ["id 2"]),
        retyping(
            "decimals that are no booleans", .decimal(precision: 9, scale: 2), .boolean,
            "(1, 1), (2, 0.5), (3, 0), (4, 2)", count: 2, examples: ["id 2", "id 4"]),
    ]

    /// Bytes, which SQLite leaves what they are where they are no text.
    private static let readingBytesOnSQLite: [RowCase] = [
        retyping(
            "bytes that are no text", .blob, .text,
            """
            (1, x'c3a9f09f9880e282ac'), (2, x'ff'), (3, x'6100'), (4, x'eda080'), (5, x''), (6, x'f4908080'),
            (7, x'c0af'), (8, CAST(replace(hex(zeroblob(300)), '0', 'é') AS blob))
            """, count: 5, examples: ["id 2", "id 3", "id 4", "id 6", "id 7"]),
        retyping(
            "bytes that are no whole number", .blob, .integer, "(1, NULL), (2, x'31')", count: 1, examples: ["id 2"]),
        retyping(
            "bytes that are no decimal", .varbinary(9), .decimal(precision: 10, scale: 2), "(1, NULL), (2, x'31')",
            count: 1, examples: ["id 2"]),
        retyping(
            "bytes that are no floating number", .binary(1), .real, "(1, NULL), (2, x'31')", count: 1,
            examples: ["id 2"]),
        retyping("bytes that are no boolean", .blob, .boolean, "(1, NULL), (2, x'31')", count: 1, examples: ["id 2"]),
        retyping(
            "bytes that are no day", .blob, .date, "(1, x'323032342d30312d3031'), (2, x'ff'), (3, x'31')", count: 2,
            examples: ["id 2", "id 3"]),
        retyping(
            "bytes that are no time", .blob, .time, "(1, x'31323a3030'), (2, x'ff'), (3, x'31')", count: 2,
            examples: ["id 2", "id 3"]),
        retyping(
            "bytes that are no document", .blob, .json, "(1, x'5b5d'), (2, x'ff'), (3, x'5b')", count: 2,
            examples: ["id 2", "id 3"]),
    ]

    static let readingOnSQLite: [RowCase] =
        readingBytesOnSQLite + [
            retyping(
                "texts of numbers with more digits than floating point has", .varchar(20), .double,
                "(1, '0.1'), (2, '123456789012345678'), (3, '9007199254740993'), (4, '1e5'), (5, '5')", count: 2,
                examples: ["id 2", "id 3"]),
            retyping(
                "whole numbers that are no bytes", .integer, .blob, "(1, NULL), (2, 5)", count: 1, examples: ["id 2"]),
            retyping("booleans that are no bytes", .boolean, .blob, "(1, NULL), (2, 1)", count: 1, examples: ["id 2"]),
            retyping(
                "floating numbers that are no bytes", .double, .varbinary(9), "(1, NULL), (2, 1.5)", count: 1,
                examples: ["id 2"]),
            retyping(
                "whole numbers with more digits than floating point has", .bigInteger, .double,
                "(1, 9007199254740992), (2, 9007199254740993), (3, -9223372036854775808)", count: 2,
                examples: ["id 2", "id 3"]),
            retyping(
                "texts of numbers below zero", .text, .unsignedInteger, "(1, '5'), (2, '-5')", count: 1,
                examples: ["id 2"]),
            retyping(
                "floating numbers below zero", .double, .unsignedInteger, "(1, 5), (2, -5)", count: 1,
                examples: ["id 2"]),
            retyping(
                "texts of numbers with an exponent", .text, .decimal(precision: 10, scale: 2),
                "(1, '1E+2'), (2, '1e400'), (3, '1.5e1'), (4, '1e'), (5, '1e-400')", count: 3,
                examples: ["id 2", "id 4", "id 5"]),
            retyping(
                "intervals that are no days", .interval, .date, "(1, NULL), (2, '1 day')", count: 1, examples: ["id 2"]),
            RowCase(
                testDescription: "UUIDs that become bytes",
                tables: [books(Column("x", .uuid, nullable: true))],
                rows: ["INSERT INTO books (id, x) VALUES (1, NULL), (2, \(uuid))"],
                changes: [
                    .alterColumn(
                        in: "books", from: Column("x", .uuid, nullable: true),
                        to: Column("x", .uuid, nullable: true, nativeTypes: [.sqlite: Column.uuidBlobType]))
                ], kind: .unfit(column: "x", type: Column.uuidBlobType), count: 1, examples: ["id 2"]),
        ]
}
