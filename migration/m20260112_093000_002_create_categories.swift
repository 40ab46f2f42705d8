// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `categories`.
let m20260112_093000_002_create_categories = Migration(
    id: "m20260112_093000_002_create_categories",
    batch: "20260112_093000",
    changes: [
        .createTable(
            Table(
                "categories",
                columns: [
                    Column("id", .bigInteger, identity: true),
                    Column("name", .varchar(80)),
                    Column("slug", .varchar(255)),
                    Column("parent_id", .bigInteger, nullable: true),
                    Column("position", .smallInteger, default: .integer(0)),
                ],
                primaryKey: ["id"],
                uniques: [
                    UniqueConstraint("uq_categories_parent_id_slug", ["parent_id", "slug"])
                ],
                foreignKeys: [
                    ForeignKey(
                        "fk_categories_parent_id", ["parent_id"], references: "categories", ["id"],
                        onDelete: .cascade)
                ]))
    ])
