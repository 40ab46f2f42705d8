// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Drops `note`.
let m20260303_181500_002_alter_authors = Migration(
    id: "m20260303_181500_002_alter_authors",
    batch: "20260303_181500",
    changes: [
        // Reverting brings the column back, and not its values.
        .dropColumn(Column("note", .text, nullable: true), from: "authors")
    ])
