import Raido
import RaidoPlanning
import RaidoTestSupport
import Testing

private func migration(_ number: Int, _ changes: [Change]) -> Migration {
    Migration(id: "m\(number)", batch: "\(number)", changes: changes)
}

private func answer(_ table: String, _ part: String? = nil, in history: [[Change]]) -> Provenance? {
    let migrations = history.enumerated().map { migration($0.offset + 1, $0.element) }
    return provenance(of: ProvenanceQuestion(table: table, part: part), in: migrations)
}

@Suite struct ProvenanceTests {
    private let older = Table("posts", columns: [Column("body", .text)])
    private let status = EnumType("Status", [.text("draft")])
    private let posts = Table(
        "posts", columns: [Column("id", .integer), Column("title", .text)], primaryKey: ["id"],
        indexes: [Index("idx_title", [.ascending("title")])])

    @Test func `a table is followed through its renames to its creation, and not further`() throws {
        let history: [[Change]] = [
            [.createTable(older)], [.dropTable(older)],
            [.createTable(posts)], [.renameTable("posts", to: "articles")],
            [.addColumn(Column("views", .integer), to: "articles")], [.createTable(older)],
        ]
        let articles = try #require(answer("articles", in: history))
        #expect(articles.steps.map(\.migration) == ["m3", "m4", "m5"])
        #expect(articles.steps[1].lines == ["~ table posts → articles (rename)"])
        #expect(articles.ending == nil)
        #expect(answer("posts", in: history)?.steps.map(\.migration) == ["m6"])
        #expect(answer("nothing", in: history) == nil)
    }

    @Test func `a column's indexes, keys and enum belong to its story, other columns do not`() throws {
        let history: [[Change]] = [
            [.createTable(posts)],
            [.addColumn(Column("other", .text), to: "posts")],
            [
                .createEnum(status, in: "posts"),
                .addColumn(Column("status", .enumeration("Status"), default: .string("draft")), to: "posts"),
            ],
            [.addEnumValue(.text("gone"), to: "Status", in: "posts")],
            [.addIndex(Index("idx_status", [.ascending("status")]), to: "posts")],
            [
                .renameIndex("idx_title", to: "idx_heading", in: "posts"),
                .renameColumn("title", to: "heading", in: "posts"),
            ],
        ]
        #expect(answer("posts", "status", in: history)?.steps.map(\.migration) == ["m3", "m4", "m5"])
        #expect(answer("posts", "heading", in: history)?.steps.map(\.migration) == ["m1", "m6"])
        let index = try #require(answer("posts", "idx_heading", in: history))
        #expect(index.element == .index("idx_heading", table: "posts"))
        #expect(index.steps.map(\.migration) == ["m1", "m6"])
        #expect(answer("posts", "Status", in: history)?.steps.map(\.migration) == ["m3", "m4"])
    }

    @Test func `a foreign key follows the rename of the table that it refers to`() throws {
        let comments = Table(
            "comments", columns: [Column("post_id", .integer)],
            foreignKeys: [ForeignKey("fk", ["post_id"], references: "posts", ["id"])])
        let history: [[Change]] = [
            [.createTable(posts)], [.createTable(comments)], [.renameTable("posts", to: "articles")],
        ]
        let key = try #require(answer("comments", "fk", in: history))
        #expect(key.steps.map(\.migration) == ["m2", "m3"])
        #expect(key.steps[1].lines == ["~ foreign key fk follows the rename of posts to articles"])
        #expect(key.present.first?.contains("articles") == true)
    }

    @Test func `what is gone says how it ended`() throws {
        let history: [[Change]] = [
            [.createTable(posts)], [.renameColumn("title", to: "heading", in: "posts")],
            [
                .dropIndex(Index("idx_title", [.ascending("heading")]), from: "posts"),
                .dropColumn(Column("heading", .text), from: "posts"),
            ],
            [.renameTable("posts", to: "articles")],
        ]
        #expect(answer("posts", "title", in: history)?.ending == .renamed(to: "heading", by: "m2"))
        #expect(answer("articles", "heading", in: history)?.ending == .dropped(by: "m3"))
        #expect(answer("posts", in: history)?.ending == .renamed(to: "articles", by: "m4"))
    }

    @Test(arguments: Seeds.first(100))
    func `everything in a schema has a story that begins with its creation`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let first = randomSchema(using: &generator)
        let (second, hints) = randomSuccessor(of: first, using: &generator)
        let plans = [
            plan(PlanRequest(before: Schema(), after: first, batch: "20260131_120001")),
            plan(PlanRequest(before: first, after: second, hints: hints, batch: "20260131_120002")),
        ]
        let migrations = plans.flatMap(\.migrations)
        for table in second.tables {
            let whole = try #require(provenance(of: .init(table: table.name), in: migrations))
            #expect(whole.ending == nil && !whole.steps.isEmpty && !whole.present.isEmpty)
            for column in table.columns {
                let answer = try #require(provenance(of: .init(table: table.name, part: column.name), in: migrations))
                #expect(answer.ending == nil)
                #expect(!answer.steps.isEmpty, "\(table.name).\(column.name)")
            }
        }
    }
}
