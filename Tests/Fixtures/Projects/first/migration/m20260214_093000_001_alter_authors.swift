// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Adds the value `Reader` to `Rank`, `level`, `phone` and the index on `rank`, `level desc`, renames `name` to
/// `full_name`, changes `full_name` and `views`.
let m20260214_093000_001_alter_authors = Migration(
    id: "m20260214_093000_001_alter_authors",
    batch: "20260214_093000",
    changes: [
        .renameColumn("name", to: "full_name", in: "authors"),
        .addEnumValue(.text("Reader"), to: "Rank", in: "authors", before: "Member"),
        .addColumn(Column("level", .integer), to: "authors", fill: .value(.integer(3))),
        .addColumn(Column("phone", .varchar(20), nullable: true), to: "authors"),
        .alterColumn(in: "authors", from: Column("full_name", .varchar(40)), to: Column("full_name", .varchar(60))),
        .alterColumn(
            in: "authors",
            from: Column("views", .integer, default: .integer(0)),
            to: Column("views", .bigInteger, default: .integer(0))),
        .sql(
            RawSQL(
                up: [
                    """
                    UPDATE authors SET level = level + 1 WHERE email LIKE '%@example.org';
                    UPDATE authors SET views = views * 10
                    """,
                    "UPDATE authors SET views = views + 1",
                ],
                down: [
                    "UPDATE authors SET views = (views - 1) / 10"
                ])),
        .addIndex(Index("idx_authors_rank_level", [.ascending("rank"), .descending("level")]), to: "authors"),
    ])
