// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `loans`.
let m20260303_181500_001_create_loans = Migration(
    id: "m20260303_181500_001_create_loans",
    batch: "20260303_181500",
    changes: [
        .createTable(
            Table(
                "loans",
                columns: [
                    Column("id", .bigInteger, identity: true),
                    Column("book_id", .bigInteger),
                    Column("state", .enumeration("State"), default: .integer(1)),
                    Column("until", .date, nullable: true),
                ],
                primaryKey: ["id"],
                indexes: [
                    Index("idx_loans_book_id", [.ascending("book_id")])
                ],
                foreignKeys: [
                    ForeignKey("fk_loans_book_id", ["book_id"], references: "books", ["id"], onDelete: .restrict)
                ],
                enums: [
                    EnumType(
                        "State", storage: .smallInteger, [.number(1, name: "Open"), .number(2, name: "Returned")])
                ]))
    ])
