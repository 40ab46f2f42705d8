// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `books`.
let m20260131_120000_002_create_books = Migration(
    id: "m20260131_120000_002_create_books",
    batch: "20260131_120000",
    changes: [
        .createTable(
            Table(
                "books",
                columns: [
                    Column("id", .bigInteger, identity: true),
                    Column("title", .varchar(80)),
                    Column("pages", .integer, default: .integer(1)),
                    Column("price", .decimal(precision: 8, scale: 2), default: .integer(0)),
                    Column("author_id", .bigInteger),
                ],
                primaryKey: ["id"],
                indexes: [
                    Index("idx_books_author_id", [.ascending("author_id")])
                ],
                foreignKeys: [
                    ForeignKey(
                        "fk_books_author_id", ["author_id"], references: "authors", ["id"], onDelete: .cascade)
                ],
                checks: [
                    CheckConstraint("ck_books_pages_min", "pages >= 1")
                ]))
    ])
