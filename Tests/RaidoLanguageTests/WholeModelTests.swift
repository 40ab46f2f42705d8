import Raido
import RaidoConsole
import RaidoLanguage
import Testing

@Suite struct WholeModels {
    @Test func theModelOfTheLanguagesDescriptionIsReadWhole() throws {
        let result = try read(
            """
            model! {
                /// What readers see
                Article,
                table: "articles",
                renamed_from: "posts",
                pk: id => i64,
                enums: { Status: [Draft, Published = "published", Gone = ("gone", "No longer here")] },
                fields: {
                    title:      text     [required, max_length: 200],
                    slug:       slug     [required, unique],
                    status:     choice   [enum(Status), default: Draft],
                    views:      int      [required, default: 0],
                    author_id:  bigint   [required],
                    timestamps,
                    soft_delete,
                },
                relations: {
                    belongs_to: Author via author_id [cascade],
                    has_many: Comment,
                },
                meta: {
                    unique_together: [(slug, status)],
                    indexes: [(author_id, -created_at), (title) where "deleted_at IS NULL"],
                    checks: { views_not_negative: "views >= 0" },
                },
            }
            model! { Author, table: "authors" }
            model! { Comment, table: "comments", { article_id: bigint }, relations: { belongs_to: article via article_id } }
            """)
        #expect(
            result.schema["articles"]
                == Table(
                    "articles",
                    columns: [
                        Column("id", .bigInteger, identity: true),
                        Column("title", .varchar(200)),
                        Column("slug", .varchar(255)),
                        Column("status", .enumeration("Status"), nullable: true, default: .string("Draft")),
                        Column("views", .integer, default: .integer(0)),
                        Column("author_id", .bigInteger),
                        Column("created_at", .timestamp, default: .now),
                        Column("updated_at", .timestamp, default: .now, setOnUpdate: true),
                        Column("deleted_at", .timestamp, nullable: true),
                    ],
                    primaryKey: ["id"],
                    uniques: [
                        UniqueConstraint("uq_articles_slug", ["slug"]),
                        UniqueConstraint("uq_articles_slug_status", ["slug", "status"]),
                    ],
                    indexes: [
                        Index(
                            "idx_articles_author_id_created_at", [.ascending("author_id"), .descending("created_at")]),
                        Index("idx_articles_title", [.ascending("title")], where: "deleted_at IS NULL"),
                    ],
                    foreignKeys: [
                        ForeignKey(
                            "fk_articles_author_id", ["author_id"], references: "authors", ["id"], onDelete: .cascade)
                    ],
                    checks: [CheckConstraint("ck_articles_views_not_negative", "views >= 0")],
                    enums: [EnumType("Status", [.text("Draft"), .text("published"), .text("gone")])],
                    comment: "What readers see"))
        #expect(result.hints.tables == ["articles": "posts"])
        #expect(result.counts.description == "3 models, 1 enum in 1 file")
        #expect(result.schema["comments"]?.indexes.map(\.name) == ["idx_comments_article_id"])
    }
}
