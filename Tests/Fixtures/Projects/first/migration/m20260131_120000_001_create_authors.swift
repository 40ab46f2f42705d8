// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `authors`.
let m20260131_120000_001_create_authors = Migration(
    id: "m20260131_120000_001_create_authors",
    batch: "20260131_120000",
    changes: [
        .createTable(
            Table(
                "authors",
                columns: [
                    Column("id", .bigInteger, identity: true),
                    Column("name", .varchar(40)),
                    Column("email", .varchar(254)),
                    Column("rank", .enumeration("Rank"), default: .string("Guest")),
                    Column("views", .integer, default: .integer(0)),
                    Column("website", .varchar(255), nullable: true, nativeTypes: [.postgresql: "varchar(2000)"]),
                    Column("note", .text, nullable: true),
                    Column("created_at", .timestamp, default: .now),
                ],
                primaryKey: ["id"],
                uniques: [
                    UniqueConstraint("uq_authors_email", ["email"])
                ],
                enums: [
                    EnumType("Rank", [.text("Guest"), .text("Member"), .text("staff")])
                ],
                comment: "People who write."))
    ])
