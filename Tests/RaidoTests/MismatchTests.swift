import Raido
import Testing

/// A change that meets a schema it does not fit says what differs, and changes nothing.
@Suite struct MismatchTests {
    private let schema = Schema([
        Table(
            "articles",
            columns: [
                Column("id", .bigInteger, identity: true), Column("title", .varchar(200)),
                Column("status", .enumeration("Status")), Column("author_id", .bigInteger),
            ],
            primaryKey: ["id"], uniques: [UniqueConstraint("uq", ["title"])],
            indexes: [Index("ix", [.ascending("author_id")])],
            foreignKeys: [ForeignKey("fk", ["author_id"], references: "authors", ["id"])],
            checks: [CheckConstraint("ck", "id > 0")],
            enums: [EnumType("Status", [.text("a"), .text("b")])], comment: "c"),
        Table("authors", columns: [Column("id", .bigInteger, identity: true)], primaryKey: ["id"]),
    ])

    private func says(_ text: String, _ change: Change, sourceLocation: SourceLocation = #_sourceLocation) {
        var changed = schema
        do throws(SchemaMismatch) {
            try changed.apply(change)
            Issue.record("it applied", sourceLocation: sourceLocation)
        } catch {
            #expect(error.description == text, sourceLocation: sourceLocation)
        }
        #expect(changed == schema, sourceLocation: sourceLocation)
    }

    @Test func tables() {
        says("table 'articles' already exists", .createTable(Table("articles", columns: [])))
        says("table 'tags' does not exist", .dropTable(Table("tags", columns: [])))
        says("table 'tags' does not exist", .renameTable("tags", to: "words"))
        says("table 'authors' already exists", .renameTable("articles", to: "authors"))
        says("table 'tags' does not exist", .addColumn(Column("a", .text), to: "tags"))
        says(
            "table 'articles' is not as the change expects it: expected 'd', found 'c'",
            .changeTableComment(of: "articles", from: "d", to: nil))
    }

    @Test func aTableThatIsReferredToStays() throws {
        let authors = try #require(schema["authors"])
        says("table 'authors' is still used by foreign key 'fk' of 'articles'", .dropTable(authors))
    }

    @Test func aTableThatDiffersFromTheDroppedOneStays() throws {
        var articles = try #require(schema["articles"])
        articles.columns.removeAll { $0.name == "title" }
        says("column 'articles.title' already exists", .dropTable(articles))
    }

    @Test func columns() {
        says("column 'articles.title' already exists", .addColumn(Column("title", .text), to: "articles"))
        says(
            "enum 'Level' of 'articles' does not exist", .addColumn(Column("l", .enumeration("Level")), to: "articles"))
        says("column 'articles.body' does not exist", .dropColumn(Column("body", .text), from: "articles"))
        says("column 'articles.body' does not exist", .renameColumn("body", to: "text", in: "articles"))
        says("column 'articles.id' already exists", .renameColumn("title", to: "id", in: "articles"))
        says(
            "column 'articles.title' is still used by unique constraint 'uq' of 'articles'",
            .dropColumn(Column("title", .varchar(200)), from: "articles"))
        says(
            "column 'articles.author_id' is still used by index 'ix' of 'articles'",
            .dropColumn(Column("author_id", .bigInteger), from: "articles"))
        says(
            "column 'articles.id' is still used by the primary key of 'articles'",
            .dropColumn(Column("id", .bigInteger, identity: true), from: "articles"))
    }

    @Test func aColumnInAnotherState() {
        says(
            "column 'articles.title' is not as the change expects it: expected title varchar(100) NULL, "
                + "found title varchar(200) NOT NULL",
            .alterColumn(
                in: "articles", from: Column("title", .varchar(100), nullable: true), to: Column("title", .text)))
        says(
            "column 'articles.title' is not as the change expects it: expected the same name, found 'name'",
            .alterColumn(in: "articles", from: Column("title", .varchar(200)), to: Column("name", .text)))
    }

    @Test func keysAndConstraints() {
        says(
            "the primary key of 'articles' is not as the change expects it: expected (title), found (id)",
            .changePrimaryKey(of: "articles", from: ["title"], to: []))
        says("column 'articles.body' does not exist", .changePrimaryKey(of: "articles", from: ["id"], to: ["body"]))
        says(
            "unique constraint 'uq' of 'articles' already exists",
            .addUnique(UniqueConstraint("uq", ["id"]), to: "articles"))
        says("column 'articles.body' does not exist", .addUnique(UniqueConstraint("u", ["body"]), to: "articles"))
        says(
            "unique constraint 'uq' of 'articles' is not as the change expects it: expected unique (id) as uq, "
                + "found unique (title) as uq",
            .dropUnique(UniqueConstraint("uq", ["id"]), from: "articles"))
        says(
            "index 'ix' of 'articles' is not as the change expects it: expected unique index (author_id desc) as ix, "
                + "found index (author_id) as ix",
            .dropIndex(Index("ix", [.descending("author_id")], unique: true), from: "articles"))
        says(
            "check constraint 'ck' of 'articles' is not as the change expects it: expected check (id > 1) as ck, "
                + "found check (id > 0) as ck",
            .dropCheck(CheckConstraint("ck", "id > 1"), from: "articles"))
        says("index 'no' of 'articles' does not exist", .dropIndex(Index("no", []), from: "articles"))
        says("index 'no' of 'articles' does not exist", .renameIndex("no", to: "yes", in: "articles"))
        says(
            "check constraint 'no' of 'articles' does not exist",
            .dropCheck(CheckConstraint("no", "1 = 1"), from: "articles"))
        says(
            "foreign key 'fk' of 'articles' already exists",
            .addForeignKey(ForeignKey("fk", ["id"], references: "authors", ["id"]), to: "articles"))
    }

    @Test func enums() {
        says("enum 'Status' of 'articles' already exists", .createEnum(EnumType("Status", []), in: "articles"))
        says(
            "enum 'Status' of 'articles' is still used by column 'articles.status'",
            .dropEnum(EnumType("Status", [.text("a"), .text("b")]), from: "articles"))
        says(
            "value 'a' of enum 'Status' of 'articles' already exists",
            .addEnumValue(.text("a"), to: "Status", in: "articles"))
        says(
            "value 'c' of enum 'Status' of 'articles' does not exist",
            .addEnumValue(.text("d"), to: "Status", in: "articles", before: "c"))
        says(
            "value 'c' of enum 'Status' of 'articles' does not exist",
            .dropEnumValue(.text("c"), from: "Status", in: "articles"))
        says(
            "value 'a' of enum 'Status' of 'articles' is not as the change expects it: expected it at the end, "
                + "found it at place 1",
            .dropEnumValue(.text("a"), from: "Status", in: "articles"))
        says(
            "value 'z' of enum 'Status' of 'articles' does not exist",
            .dropEnumValue(.text("a"), from: "Status", in: "articles", before: "b", replacement: "z"))
        says(
            "value 'b' of enum 'Status' of 'articles' already exists",
            .renameEnumValue("a", to: "b", of: "Status", in: "articles"))
        says(
            "enum 'Status' of 'articles' is not as the change expects it: expected (b, a), found (a, b)",
            .reorderEnum("Status", from: ["b", "a"], to: ["a", "b"], in: "articles"))
    }

    @Test func aStatedEffectThatDoesNotFit() {
        says(
            "column 'articles.title' already exists",
            .sql(
                RawSQL(
                    up: ["SELECT 1"],
                    effect: [
                        .addColumn(Column("new", .text), to: "articles"),
                        .renameColumn("id", to: "title", in: "articles"),
                    ]
                )))
    }
}
