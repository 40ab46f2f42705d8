// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `article_tags`.
let m20260112_093000_010_create_article_tags = Migration(
    id: "m20260112_093000_010_create_article_tags",
    batch: "20260112_093000",
    changes: [
        .createTable(
            Table(
                "article_tags",
                columns: [
                    Column("article_id", .bigInteger),
                    Column("tag_name", .varchar(40)),
                    Column("tagged_at", .timestamp, default: .now),
                ],
                primaryKey: ["article_id", "tag_name"],
                indexes: [
                    Index("idx_article_tags_tag_name", [.ascending("tag_name")])
                ],
                foreignKeys: [
                    ForeignKey(
                        "fk_article_tags_article_id", ["article_id"], references: "articles", ["id"],
                        onDelete: .cascade),
                    ForeignKey(
                        "fk_article_tags_tag_name", ["tag_name"], references: "tags", ["name"], onDelete: .cascade,
                        onUpdate: .cascade),
                ]))
    ])
