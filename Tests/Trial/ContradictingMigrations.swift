import Raido

/// What a merge of two branches can leave: one renames a table and its column, the other refers to the old names.
let contradictingMigrations = [
    Migration(
        id: "m1_create_authors", batch: "1",
        changes: [
            .createTable(
                Table(
                    "authors", columns: [Column("id", .bigInteger, identity: true), Column("code", .varchar(20))],
                    primaryKey: ["id"], uniques: [UniqueConstraint("uq_authors_code", ["code"])]))
        ]),
    Migration(
        id: "m2_rename_authors", batch: "2",
        changes: [.renameTable("authors", to: "writers"), .renameColumn("code", to: "handle", in: "writers")]),
    Migration(
        id: "m3_create_books", batch: "3",
        changes: [
            .createTable(
                Table(
                    "books", columns: [Column("id", .bigInteger, identity: true), Column("author", .varchar(20))],
                    primaryKey: ["id"],
                    foreignKeys: [ForeignKey("fk_books_author", ["author"], references: "authors", ["code"])]))
        ]),
]
