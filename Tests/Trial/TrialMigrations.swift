import Raido

/// Three migrations. The second one has at least ten statements on each engine, and made twice, or in part, any of them
/// shows in the rows or in the tables.
let trialMigrations = [
    Migration(
        id: "m1_create_authors", batch: "1",
        changes: [
            .createTable(
                Table(
                    "authors",
                    columns: [
                        Column("id", .bigInteger, identity: true), Column("name", .varchar(40)),
                        Column("views", .integer, default: .integer(0)), Column("note", .text, nullable: true),
                    ], primaryKey: ["id"]))
        ]),
    Migration(
        id: "m2_ten_statements", batch: "2",
        changes: [
            .createTable(
                Table(
                    "tags", columns: [Column("id", .bigInteger, identity: true), Column("name", .varchar(40))],
                    primaryKey: ["id"])),
            .addColumn(Column("slug", .varchar(60)), to: "authors", fill: .placeholder),
            .sql(
                RawSQL(
                    up: [
                        "UPDATE authors SET views = views + 1; INSERT INTO tags (name) SELECT name FROM authors",
                        "UPDATE authors SET views = views * 10",
                    ],
                    down: [
                        "UPDATE authors SET views = views / 10; DELETE FROM tags; UPDATE authors SET views = views - 1"
                    ])),
            .alterColumn(
                in: "authors", from: Column("views", .integer, default: .integer(0)),
                to: Column("views", .bigInteger, default: .integer(0)), using: "views + 1000"),
            .renameColumn("name", to: "title", in: "authors"),
            .addUnique(UniqueConstraint("uq_authors_slug", ["slug"]), to: "authors"),
            .dropColumn(Column("note", .text, nullable: true), from: "authors"),
            .addIndex(Index("idx_tags_name", [.ascending("name")]), to: "tags"),
            .renameTable("tags", to: "labels"),
        ]),
    Migration(
        id: "m3_add_phone", batch: "3",
        changes: [
            .addColumn(Column("phone", .varchar(20), nullable: true), to: "authors"),
            // PostgreSQL refuses this one in a transaction.
            .sql(
                RawSQL(
                    up: [
                        .sql(
                            sqlite: "CREATE INDEX idx_authors_title ON authors (title)",
                            postgresql: "CREATE INDEX CONCURRENTLY idx_authors_title ON authors (title)",
                            mysql: "CREATE INDEX idx_authors_title ON authors (title)",
                            mariadb: "CREATE INDEX idx_authors_title ON authors (title)")
                    ],
                    down: [
                        .sql(
                            sqlite: "DROP INDEX idx_authors_title",
                            postgresql: "DROP INDEX CONCURRENTLY idx_authors_title",
                            mysql: "DROP INDEX idx_authors_title ON authors",
                            mariadb: "DROP INDEX idx_authors_title ON authors")
                    ], effect: [.addIndex(Index("idx_authors_title", [.ascending("title")]), to: "authors")])),
            .sql(RawSQL(up: ["UPDATE authors SET views = views * 2"], down: ["UPDATE authors SET views = views / 2"])),
        ]),
]
