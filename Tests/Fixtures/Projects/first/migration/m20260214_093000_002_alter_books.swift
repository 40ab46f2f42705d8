// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Adds the index on `title`.
let m20260214_093000_002_alter_books = Migration(
    id: "m20260214_093000_002_alter_books",
    batch: "20260214_093000",
    changes: [
        .sql(RawSQL(up: ["UPDATE books SET pages = pages + 1"], down: ["UPDATE books SET pages = pages - 1"])),
        // PostgreSQL refuses this one in a transaction.
        .sql(
            RawSQL(
                up: [
                    .sql(
                        "CREATE INDEX idx_books_title ON books (title)",
                        postgresql: "CREATE INDEX CONCURRENTLY idx_books_title ON books (title)")
                ],
                down: [
                    .sql(
                        "DROP INDEX idx_books_title ON books", sqlite: "DROP INDEX idx_books_title",
                        postgresql: "DROP INDEX CONCURRENTLY idx_books_title")
                ],
                effect: [.addIndex(Index("idx_books_title", [.ascending("title")]), to: "books")])),
        .sql(RawSQL(up: ["UPDATE books SET price = price + 0.5"], down: ["UPDATE books SET price = price - 0.5"])),
    ])
