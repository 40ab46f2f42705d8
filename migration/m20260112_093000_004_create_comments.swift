// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `comments`.
let m20260112_093000_004_create_comments = Migration(
    id: "m20260112_093000_004_create_comments",
    batch: "20260112_093000",
    changes: [
        .createTable(
            Table(
                "comments",
                columns: [
                    Column("id", .bigInteger, identity: true),
                    Column("articleId", .bigInteger),
                    Column("author", .varchar(80)),
                    Column("email", .varchar(255), nullable: true),
                    Column("body", .varchar(4000)),
                    Column("isSpam", .boolean, default: .boolean(false)),
                    Column("address", .inet, nullable: true),
                    Column("createdAt", .timestampWithTimeZone, default: .now),
                ],
                primaryKey: ["id"],
                indexes: [
                    Index("idx_comments_articleId_createdAt", [.ascending("articleId"), .descending("createdAt")])
                ],
                foreignKeys: [
                    ForeignKey(
                        "fk_comments_articleId", ["articleId"], references: "articles", ["id"], onDelete: .cascade)
                ]))
    ])
