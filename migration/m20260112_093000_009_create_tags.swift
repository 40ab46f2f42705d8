// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `tags`.
let m20260112_093000_009_create_tags = Migration(
    id: "m20260112_093000_009_create_tags",
    batch: "20260112_093000",
    changes: [
        .createTable(
            Table(
                "tags",
                columns: [
                    Column("name", .varchar(40)),
                    Column("description", .varchar(255), nullable: true),
                    Column("hue", .varchar(255), nullable: true),
                ],
                primaryKey: ["name"]))
    ])
