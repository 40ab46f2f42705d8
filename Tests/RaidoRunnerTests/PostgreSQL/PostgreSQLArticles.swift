#if PostgreSQL
    import Raido

    extension PostgreSQLWorkbench {
        /// A column of `articles`.
        static let title = Column("title", .varchar(20), default: .string("Un'titled"))

        /// A table with one of everything, `articles`, and the one that it refers to, `authors`; both with rows.
        static func articles() throws -> PostgreSQLWorkbench {
            let status = EnumType("Status", [.text("draft"), .text("published"), .text("gone")])
            let articles = Table(
                "articles",
                columns: [
                    Column("id", .integer, identity: true), title, Column("slug", .varchar(20), nullable: true),
                    Column("author_id", .bigInteger, nullable: true), Column("views", .integer, default: .integer(0)),
                    Column("status", .enumeration("Status"), default: .string("draft")),
                    Column("updated_at", .timestamp, nullable: true, setOnUpdate: true),
                    Column("twice", .integer, nullable: true, generated: "views * 2"),
                ],
                primaryKey: ["id"], uniques: [UniqueConstraint("uq_articles_slug", ["slug"])],
                indexes: [
                    Index(
                        "idx_articles_views", [.descending("views"), .expression("lower(title)")],
                        where: "slug IS NOT NULL AND status <> 'gone'")
                ],
                foreignKeys: [
                    ForeignKey(
                        "fk_articles_author_id", ["author_id"], references: "authors", ["id"], onDelete: .cascade,
                        onUpdate: .setNull)
                ],
                checks: [
                    CheckConstraint("ck_articles_views", "views >= 0 AND title <> 'views'"),
                    CheckConstraint("ck_articles_status", "status <> 'gone' OR views > 6"),
                ],
                enums: [status])
            let bench = try PostgreSQLWorkbench(table("authors", Column("name", .text)), articles)
            try bench.run("INSERT INTO authors (name) VALUES ('Ann'), ('Bob')")
            try bench.run(
                """
                INSERT INTO articles (title, slug, author_id, views, status)
                VALUES ('One', 'one', 1, 5, 'draft'), ('Two', 'two', 2, 7, 'gone'), ('Three', NULL, NULL, 9, 'published')
                """)
            return bench
        }
    }
#endif
