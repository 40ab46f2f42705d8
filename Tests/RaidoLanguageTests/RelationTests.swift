import Raido
import RaidoLanguage
import Testing

@Suite struct Relations {
    private let author = "model! { BlogAuthor, table: \"authors\" }"

    /// The table `t` of a model with these sections, beside the model `BlogAuthor` of the table `authors`.
    private func related(_ sections: String) throws -> Table {
        try #require(try read("model! { T, table: \"t\", \(sections) } \(author)").schema["t"])
    }

    @Test(arguments: ["BlogAuthor", "blog_author", "blogAuthor", "authors", "BLOG_AUTHOR"])
    func theTargetIsAModelInAnyCaseStyleOrATable(_ target: String) throws {
        let table = try related("{ a_id: bigint }, relations: { belongs_to: \(target) via a_id [cascade, restrict] }")
        let key = ForeignKey(
            "fk_t_a_id", ["a_id"], references: "authors", ["id"], onDelete: .cascade, onUpdate: .restrict)
        #expect(table.foreignKeys == [key])
        #expect(table.indexes == [Index("idx_t_a_id", [.ascending("a_id")])])
    }

    @Test(
        arguments: [
            ("fk(authors.id)", .noAction, .noAction), ("fk(authors.id, cascade)", .cascade, .noAction),
            ("fk(BlogAuthor.id, set_null, cascade)", .setNull, .cascade),
            ("fk(authors, restrict)", .restrict, .noAction),
            ("fk(authors.id, on_update: cascade)", .noAction, .cascade),
            ("fk(authors.id, on_update: set_null, on_delete: set_default)", .setDefault, .setNull),
            ("fk: authors.id", .noAction, .noAction), ("fk(authors.id, no_action)", .noAction, .noAction),
        ] as [(String, ForeignKey.Action, ForeignKey.Action)])
    func theOptionSaysTheSame(_ option: String, _ onDelete: ForeignKey.Action, _ onUpdate: ForeignKey.Action) throws {
        let table = try related("{ a_id: bigint [\(option)] }")
        #expect(
            table.foreignKeys == [
                ForeignKey(
                    "fk_t_a_id", ["a_id"], references: "authors", ["id"], onDelete: onDelete, onUpdate: onUpdate)
            ])
        #expect(table.indexes.map(\.name) == ["idx_t_a_id"])
    }

    @Test func saidTwiceAlikeItIsOneKey() throws {
        for relation in ["belongs_to: BlogAuthor via a_id", "belongs_to: authors via a_id [cascade]"] {
            let table = try related("{ a_id: bigint [fk(authors.id, cascade)] }, relations: { \(relation) }")
            #expect(table.foreignKeys.count == 1)
            #expect(table.foreignKeys.first?.onDelete == .cascade)
        }
    }

    @Test(arguments: [
        "{ a_id: bigint [unique, fk(authors.id)] }", "{ a_id: bigint [index, fk(authors.id)] }",
        "{ a_id: bigint [fk(authors.id)], b: int }, meta: { indexes: [(a_id, b)] }",
        "{ a_id: bigint [fk(authors.id)], b: int }, meta: { unique_together: [(a_id, b)] }",
        "pk: (a_id, b), { a_id: bigint [fk(authors.id)], b: int }", "pk: a_id => Int [fk(authors.id)]",
    ])
    func anIndexThatLeadsWithTheColumnIsEnough(_ sections: String) throws {
        let table = try related(sections)
        #expect(!table.indexes.contains { $0.name == "idx_t_a_id" && !sections.contains("index,") })
        #expect(table.foreignKeys.count == 1)
    }

    @Test func anIndexThatServesOnlySomeRowsIsNotEnough() throws {
        let table = try related(
            "{ a_id: bigint [fk(authors.id)] }, meta: { indexes: [(a_id) where \"a_id > 5\" name \"few\"] }")
        #expect(table.indexes.map(\.name) == ["few", "idx_t_a_id"])
    }

    @Test func compositeKeysAreReferredToAsAWhole() throws {
        let schema = try read(
            """
            model! { P, table: "p", pk: (a, b), { a: int, b: text } }
            model! { C, table: "c", { x: int, y: text }, relations: { belongs_to: P via (x, y) [cascade] name "fk_c_p" } }
            """
        ).schema
        #expect(
            schema["c"]?.foreignKeys == [
                ForeignKey("fk_c_p", ["x", "y"], references: "p", ["a", "b"], onDelete: .cascade)
            ])
        #expect(schema["c"]?.indexes.map(\.parts) == [[.ascending("x"), .ascending("y")]])
    }

    @Test func aModelMayReferToItselfAndToUniqueColumns() throws {
        let table = try related("{ parent_id: bigint [fk(t.id)], slug: slug [unique], other: slug [fk(t.slug)] }")
        #expect(table.foreignKeys.map(\.referencedColumns) == [["slug"], ["id"]])
    }

    @Test func intFollowsAKeyThatIsWrittenPk() throws {
        let schema = try read(
            """
            model! { A, table: "a", pk: id => Pk }
            model! { B, table: "b", pk: (a_id), { a_id: int [fk(a.id)] } }
            model! { C, table: "c", { b_id: int [required], a_id: Pk }, relations: { belongs_to: B via b_id, belongs_to: A via a_id } }
            """
        ).schema
        #expect(schema["b"]?.column("a_id")?.type == .bigInteger)
        #expect(schema["c"]?.column("b_id")?.type == .bigInteger)
        #expect(schema["c"]?.column("a_id")?.type == .bigInteger)
    }

    @Test func frameworkTablesAreTargetsAndComeAlong() throws {
        let result = try read("model! { A, { user_id: int [fk(eihwaz_users.id, cascade)] } }")
        #expect(result.schema.tables.map(\.name) == ["a", "eihwaz_users"])
        #expect(result.frameworkTables == ["eihwaz_users"])
        let more = try read("model! { A, { s: int }, relations: { belongs_to: EihwazSessions via s } }")
        #expect(more.frameworkTables == ["eihwaz_sessions", "eihwaz_users"])
    }

    @Test func theOtherRelationsAreForApplications() throws {
        let result = try read(
            """
            model! { Post, relations: {
                has_many: Comment as replies, has_one: Cover via post_id, many_to_many: Tag through PostTag via post_id,
            } }
            model! { Comment, { post_id: bigint [fk(post.id)] } }
            model! { Cover, { post_id: bigint [unique, fk(post.id)] }, relations: { belongs_to: Post via post_id as post } }
            model! { Tag }
            model! { PostTag, { post_id: bigint, tag_id: bigint }, relations: { belongs_to: Post via post_id, belongs_to: Tag via tag_id } }
            """)
        #expect(result.warnings.isEmpty)
        #expect(result.schema["post"]?.foreignKeys.isEmpty == true)
        let relations = try #require(result.models.first { $0.name == "Post" }).relations
        #expect(relations.map(\.kind) == [.hasMany, .hasOne, .manyToMany])
        #expect(relations.map(\.name) == ["replies", nil, nil])
        #expect(relations.map(\.targetTable) == ["comment", "cover", "tag"])
        #expect(relations.map(\.junctionTable) == [nil, nil, "post_tag"])
        #expect(result.models.first { $0.name == "Cover" }?.relations.first?.name == "post")
    }
}

@Suite struct RelationMistakes {
    @Test func aForeignKeyHasTwoActions() {
        expect(
            "model! { A, { b: i64 [fk(b.id, cascade, restrict, 1️⃣set_null)] }, relations: { belongs_to: B via b [on_update: restrict, cascade, 2️⃣cascade] } } model! { B }",
            reports: [
                .error("1️⃣", "a foreign key has two actions: on_delete and on_update"),
                .error("2️⃣", "a foreign key has two actions: on_delete and on_update"),
            ])
    }

    @Test func anAbstractModelIsNoTarget() {
        expect(
            """
            model! { 1️⃣Base, meta: { abstract: true } }
            model! { A, { b: i64 [fk(2️⃣base.id)], c: i64 }, relations: { belongs_to: 3️⃣Base via c, has_many: 4️⃣Base } }
            """,
            reports: [
                .error("2️⃣", "'base' is abstract and has no table to refer to", notes: ["1️⃣ declared here"]),
                .error("3️⃣", "'Base' is abstract and has no table to refer to", notes: ["1️⃣ declared here"]),
                .error("4️⃣", "'Base' is abstract and has no table to refer to", notes: ["1️⃣ declared here"]),
            ])
    }

    @Test func aRelationsNameMeansOne() {
        expect(
            """
            model! {
                A, { b: i64 },
                relations: {
                    has_many: B as 1️⃣x, has_many: B as 2️⃣x, belongs_to: B via b as 3️⃣x, has_many: B as y,
                    4️⃣has_many: B, has_one: B, 5️⃣has_many: b, has_many: B via a,
                },
            }
            model! { B, { a: i64 [fk(a.id)] } }
            """,
            reports: [
                .error("2️⃣", "the relation 'x' is declared twice", notes: ["1️⃣ first here"]),
                .error("3️⃣", "the relation 'x' is declared twice", notes: ["2️⃣ first here"]),
                .error("5️⃣", "'has_many: b' is given twice", notes: ["4️⃣ first here"]),
            ])
    }

    private func expectRelations(
        _ sections: String, reports expected: [Expected], at location: SourceLocation = #_sourceLocation
    ) {
        expect(
            "model! { T, table: \"t\", \(sections) } model! { Author, table: \"authors\", { name: text, mail: text [unique] } } "
                + "model! { Pair, table: \"pairs\", pk: (a, b), { a: int, b: int } }",
            reports: expected, at: location)
    }

    @Test func targetsAndColumnsAreKnown() {
        expectRelations(
            "{ a: bigint, b: bigint }, relations: { belongs_to: 1️⃣Autor via a, belongs_to: Author via 2️⃣c, has_many: 3️⃣Authos, many_to_many: Author through 4️⃣X via a }",
            reports: [
                .error("1️⃣", "no model or table is named 'Autor'; did you mean 'Author'?"),
                .error("2️⃣", "no field 'c' is declared; did you mean 'a'?"),
                .error("3️⃣", "no model or table is named 'Authos'; did you mean 'Author'?"),
                .error("4️⃣", "no model or table is named 'X'; did you mean 'T'?"),
            ])
        expectRelations(
            "{ a: bigint [fk(1️⃣autors.id)], b: bigint [fk(2️⃣authors.idd)], c: text [fk(3️⃣authors.name)] }",
            reports: [
                .error("1️⃣", "no model or table is named 'autors'; did you mean 'authors'?"),
                .error("2️⃣", "'authors' has no column 'idd'; did you mean 'id'?"),
                .error("3️⃣", "'authors.name' is not unique; a foreign key refers to a primary key or a unique column"),
            ])
        expectRelations(
            "relations: { has_many: 2️⃣Author via 3️⃣t_id, many_to_many: Author through Pair via 4️⃣c }",
            reports: [
                .warning("2️⃣", "nothing in 'authors' refers to 't'"), .error("3️⃣", "'authors' has no column 't_id'"),
                .error("4️⃣", "'pairs' has no column 'c'; did you mean 'a'?"),
            ])
    }

    @Test func theColumnHasTheTypeOfItsKey() {
        expectRelations(
            "{ a: 2️⃣i32, c: 4️⃣text [3️⃣fk(authors.id)], d: 6️⃣text [max_length: 20, 5️⃣fk(authors.mail)] }, relations: { 1️⃣belongs_to: Author via a }",
            reports: [
                .error(
                    "3️⃣", "'c' is varchar(255), but 'authors.id' is big_integer; a foreign key has the type of its key",
                    notes: ["4️⃣ declared here"]),
                .error(
                    "5️⃣",
                    "'d' is varchar(20), but 'authors.mail' is varchar(255); a foreign key has the type of its key",
                    notes: ["6️⃣ declared here"]),
                .error(
                    "1️⃣", "'a' is integer, but 'authors.id' is big_integer; a foreign key has the type of its key",
                    notes: ["2️⃣ declared here"]),
            ])
        expect(
            "model! { A, table: \"a\", enums: { E: [X] }, { e: choice [enum(E), unique] } } model! { B, enums: { E: [X] }, { e: 2️⃣choice [enum(E), 1️⃣fk(a.e)] } }",
            reports: [
                .error(
                    "1️⃣", "'e' is enum(E), but 'a.e' is enum(E); a foreign key has the type of its key",
                    notes: ["2️⃣ declared here"])
            ])
    }

    @Test func keysAreReferredToWhole() {
        expectRelations(
            "{ a: int, b: bigint }, relations: { 1️⃣belongs_to: Pair via a, 2️⃣belongs_to: Author via (a, b) }",
            reports: [
                .error("1️⃣", "the primary key of 'pairs' is (a, b), but here there is one column"),
                .error("2️⃣", "the primary key of 'authors' is (id), but here there are 2 columns"),
            ])
    }

    @Test func actionsAreKnownAndPossible() {
        expectRelations(
            "{ a: bigint [required, fk(authors.id, 1️⃣cascad, 2️⃣delete)], 3️⃣b: bigint [required] }, relations: { belongs_to: Author via b [4️⃣set_null, 5️⃣set_default] }",
            reports: [
                .error("1️⃣", "unknown action 'cascad'; did you mean 'cascade'?"), .error("2️⃣", "unknown action 'delete'"),
                .error("4️⃣", "'set_null' on 'b', which is NOT NULL", notes: ["3️⃣ declared here"]),
                .error("5️⃣", "'set_default' on 'b', which is NOT NULL and has no default", notes: ["3️⃣ declared here"]),
            ])
        expectRelations(
            "{ a: bigint }, relations: { belongs_to: Author via a [cascade, restrict, 1️⃣cascade, 2️⃣on_delte: cascade, on_delete: 3️⃣restrict] }",
            reports: [
                .error("1️⃣", "a foreign key has two actions: on_delete and on_update"),
                .error("2️⃣", "unknown option 'on_delte'; did you mean 'on_delete'?"),
                .error("3️⃣", "'on_delete' is given twice"),
            ])
    }

    @Test func saidTwiceDifferentlyIsAMistake() {
        expectRelations(
            "{ a: bigint [2️⃣fk(authors.id, cascade)] }, relations: { belongs_to: Author via a [1️⃣restrict] }",
            reports: [.error("1️⃣", "the foreign key on 'a' already has another action", notes: ["2️⃣ first here"])])
        expectRelations(
            "{ a: bigint [2️⃣fk(authors.id)] }, relations: { 1️⃣belongs_to: T via a }",
            reports: [.error("1️⃣", "'a' already refers to 'authors', and now to 't'", notes: ["2️⃣ first here"])])
    }

    @Test func relationsAreWrittenWhole() {
        expectRelations(
            "{ a: bigint }, relations: { 1️⃣belong_to: Author via a, belongs_to: Author2️⃣, has_many: 7️⃣Author through 3️⃣Pair, many_to_many: Author4️⃣, many_to_many: Author through Pair5️⃣, 6️⃣x }",
            reports: [
                .error("1️⃣", "unknown relation 'belong_to'; did you mean 'belongs_to'?"),
                .error("2️⃣", "expected 'via' and a column, found ','"),
                .warning("7️⃣", "nothing in 'authors' refers to 't'"),
                .error("3️⃣", "'through' is not allowed with 'has_many'"),
                .error("4️⃣", "expected 'through' and a model, found ','"),
                .error("5️⃣", "expected 'via' and a column, found ','"), .error("6️⃣", "unknown relation 'x'"),
            ])
        expectRelations(
            "{ a: bigint }, relations: { belongs_to: Author via a through 1️⃣Pair, has_many: 5️⃣T [2️⃣cascade] name 3️⃣\"x\", belongs_to: 4️⃣\"Author\" via a }",
            reports: [
                .error("1️⃣", "'through' is not allowed with 'belongs_to'"),
                .warning("5️⃣", "nothing in 't' refers to 't'"),
                .error("2️⃣", "'[…]' is not allowed with 'has_many'"),
                .error("3️⃣", "'name' is not allowed with 'has_many'"),
                .error("4️⃣", "expected a model or table, found a string"),
            ])
        expectRelations("{ a: bigint [1️⃣fk(5)] }", reports: [.error("1️⃣", "expected table.column, found '5'")])
    }
}
