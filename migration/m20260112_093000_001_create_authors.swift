// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `authors`.
let m20260112_093000_001_create_authors = Migration(
    id: "m20260112_093000_001_create_authors",
    batch: "20260112_093000",
    changes: [
        .createTable(
            Table(
                "authors",
                columns: [
                    Column("id", .bigInteger, identity: true),
                    Column("created_at", .timestamp, default: .now),
                    Column("updated_at", .timestamp, default: .now, setOnUpdate: true),
                    Column("name", .varchar(120)),
                    Column("email", .varchar(254)),
                    Column("job_title", .varchar(80), nullable: true),
                    Column("website", .varchar(255), nullable: true),
                    Column("accent", .varchar(255), nullable: true, default: .string("#336699")),
                    Column("portrait", .varchar(255), nullable: true),
                    Column("born_on", .date, nullable: true),
                    Column("is_active", .boolean, default: .boolean(true)),
                ],
                primaryKey: ["id"],
                uniques: [
                    UniqueConstraint("uq_authors_email", ["email"])
                ]))
    ])
