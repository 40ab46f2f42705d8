// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Adds `phone`, renames `job_title` to `title`, changes `title`.
let m20260303_140500_002_alter_authors = Migration(
    id: "m20260303_140500_002_alter_authors",
    batch: "20260303_140500",
    changes: [
        .renameColumn("job_title", to: "title", in: "authors"),
        .addColumn(Column("phone", .varchar(20), nullable: true), to: "authors"),
        .alterColumn(
            in: "authors",
            from: Column("title", .varchar(80), nullable: true),
            to: Column("title", .varchar(120), nullable: true)),
    ])
