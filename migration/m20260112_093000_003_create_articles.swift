// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `articles`.
let m20260112_093000_003_create_articles = Migration(
    id: "m20260112_093000_003_create_articles",
    batch: "20260112_093000",
    changes: [
        .createTable(
            Table(
                "articles",
                columns: [
                    Column("id", .bigInteger, identity: true),
                    Column("created_at", .timestamp, default: .now),
                    Column("updated_at", .timestamp, default: .now, setOnUpdate: true),
                    Column("title", .varchar(200)),
                    Column("slug", .varchar(255)),
                    Column("teaser", .text, nullable: true, comment: "One or two sentences for lists and feeds."),
                    Column("body", .text),
                    Column("status", .enumeration("Status"), default: .string("Draft")),
                    Column("views", .integer, default: .integer(0)),
                    Column("rating", .double, nullable: true),
                    Column("author_id", .bigInteger),
                    Column("category_id", .bigInteger, nullable: true),
                    Column("published_at", .timestampWithTimeZone, nullable: true),
                    Column("extra", .json, nullable: true),
                    Column("deleted_at", .timestamp, nullable: true),
                ],
                primaryKey: ["id"],
                uniques: [
                    UniqueConstraint("uq_articles_slug", ["slug"])
                ],
                indexes: [
                    Index(
                        "idx_articles_author_id_published_at",
                        [.ascending("author_id"), .descending("published_at")]),
                    Index("idx_articles_category_id", [.ascending("category_id")]),
                    Index("idx_articles_status", [.ascending("status")], where: "deleted_at IS NULL"),
                ],
                foreignKeys: [
                    ForeignKey(
                        "fk_articles_author_id", ["author_id"], references: "authors", ["id"], onDelete: .restrict),
                    ForeignKey(
                        "fk_articles_category_id", ["category_id"], references: "categories", ["id"],
                        onDelete: .setNull),
                ],
                checks: [
                    CheckConstraint("ck_articles_views_min", "views >= 0")
                ],
                enums: [
                    EnumType("Status", [.text("Draft"), .text("Review"), .text("published"), .text("gone")])
                ],
                comment: "What readers see."))
    ])
