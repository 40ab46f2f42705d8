import Raido
import RaidoPlanning
import Testing

@Suite struct ConstraintHazardTests {
    private let a = Column("a", .integer, nullable: true)
    private let b = Column("b", .integer, nullable: true)

    private func ids(_ before: Table..., to after: Table..., hints: Hints = Hints()) throws -> [String] {
        try planned(before, after, hints: hints).hazardIDs
    }

    private func breaking(
        _ rule: RowRule, otherwise others: ConcernedRows = .all(of: "articles")
    ) -> ConcernedRows {
        .breaking(rule, of: "articles", otherwise: others)
    }

    private func unique(_ columns: String...) -> UniqueConstraint {
        UniqueConstraint(DerivedName.unique("articles", columns), columns)
    }

    @Test func anAddedUniqueConstraintCountsTheDuplicates() throws {
        let plan = try planned([.with("articles", [a, b])], [.with("articles", [a, b], uniques: [unique("a", "b")])])
        #expect(plan.hazardIDs == ["add-unique:articles.a,b"])
        #expect(plan.hazards[0].rows == breaking(.key("uq_articles_a_b")))
    }

    @Test func anAddedColumnThatIsNullEverywhereBreaksNothing() throws {
        let authors = Table.with("authors")
        let column = Column("author_id", .bigInteger, nullable: true)
        let found = try ids(
            authors, .with("articles"),
            to: authors,
            .with(
                "articles", [column], uniques: [unique("author_id")],
                foreignKeys: [ForeignKey("fk", ["author_id"], references: "authors", ["id"], onDelete: .cascade)],
                checks: [.init("ck", "author_id > 0")]))
        #expect(found == [])
    }

    @Test func anAddedColumnWithADefaultCanBreakAUniqueConstraint() throws {
        let column = Column("a", .integer, default: .integer(0))
        #expect(
            try ids(.with("articles"), to: .with("articles", [column], uniques: [unique("a")]))
                == ["add-unique:articles.a"])
    }

    @Test func rowsThatAreFilledMayAgree() throws {
        func table(nullable: Bool) -> Table {
            .with(
                "articles", [Column("a", .integer, nullable: nullable, default: .sql("7 % 4"))],
                uniques: [unique("a")])
        }
        #expect(try ids(table(nullable: true), to: table(nullable: false)) == ["add-unique:articles.a"])
        #expect(try ids(table(nullable: false), to: table(nullable: true)) == [])
    }

    @Test func numbersOfAWiderTypeStayDifferentOnes() throws {
        func table(_ type: ColumnType) -> Table { .with("articles", [Column("a", type)], uniques: [unique("a")]) }
        #expect(try ids(table(.integer), to: table(.bigInteger)) == [])
        #expect(try ids(table(.smallInteger), to: table(.decimal(precision: 9, scale: 2))) == [])
        #expect(
            try ids(table(.decimal(precision: 9, scale: 2)), to: table(.integer))
                == ["change-type:articles.a", "add-unique:articles.a"])
    }

    static let all = Set(Engine.allCases)
    static let conversions: [(ColumnType, ColumnType, Set<Engine>)] = [
        (.varchar(9), .text, []), (.uuid, .text, []), (.integer, .text, []), (.text, .varchar(9), []),
        (.varchar(9), .char(9), [.postgresql, .mysql, .mariadb]), (.text, .uuid, all), (.timestamp, .date, all),
        (.double, .text, all),
    ]

    @Test(arguments: conversions)
    func valuesThatStayDifferentOnesAreNoHazard(old: ColumnType, new: ColumnType, engines: Set<Engine>) throws {
        func table(_ type: ColumnType) -> Table { .with("articles", [Column("a", type)], uniques: [unique("a")]) }
        let found = try planned([table(old)], [table(new)]).hazards.filter { $0.kind == .addUnique }
        #expect(Set(found.flatMap(\.engines)) == engines)
    }

    @Test func aStricterCollationKeepsValuesApart() throws {
        func found(_ old: String?, _ new: String?, on engine: Engine) throws -> [String] {
            func table(_ collation: String?) -> Table {
                .with("articles", [Column("a", .text, collation: collation)], uniques: [unique("a")])
            }
            return try planned([table(old)], [table(new)], targets: [engine]).hazardIDs
        }
        let change = "change-collation:articles.a"
        #expect(try found("NOCASE", "BINARY", on: .sqlite) == [change])
        #expect(try found("BINARY", "NOCASE", on: .sqlite) == ["add-unique:articles.a", change])
        #expect(try found(nil, "C", on: .postgresql) == [change])
        #expect(try found("C", "without_case", on: .postgresql) == ["add-unique:articles.a", change])
        #expect(try found("utf8mb4_general_ci", "utf8mb4_bin", on: .mysql) == [change])
        #expect(try found("utf8mb4_0900_ai_ci", "utf8mb4_bin", on: .mysql) == ["add-unique:articles.a", change])
        #expect(try found("utf8mb4_bin", nil, on: .mariadb) == ["add-unique:articles.a", change])
    }

    @Test func duplicatesAreCountedAsTheNewCollationComparesThem() throws {
        func table(_ collation: String?) -> Table {
            .with("articles", [Column("a", .text, collation: collation)], uniques: [unique("a")])
        }
        let plan = try planned([table(nil)], [table("nocase")])
        #expect(plan.hazardIDs == ["add-unique:articles.a", "change-collation:articles.a"])
        #expect(plan.hazards[0].rows == breaking(.key("uq_articles_a")))
    }

    @Test func generatedValuesAreCountedAsTheNewExpressionGivesThem() throws {
        func table(_ expression: SQLFragment, _ checks: [CheckConstraint]) -> Table {
            .with(
                "articles", [a, Column("g", .integer, nullable: true, generated: expression)], uniques: [unique("g")],
                checks: checks)
        }
        let check = CheckConstraint("ck_articles_g", "g < 9")
        for former in [[], [check]] {
            let plan = try planned([table("a", former)], [table("a % 2", [check])])
            #expect(plan.hazardIDs == ["add-unique:articles.g", "add-check:articles.g"])
            #expect(
                plan.hazards.map(\.rows) == [breaking(.key("uq_articles_g")), breaking(.check("ck_articles_g"))])
        }
    }

    @Test func aUniqueExpressionIsNamedAndItsDuplicatesAreCounted() throws {
        let index = Index("ix", [.expression("lower(b)")], unique: true)
        let text = Column("b", .text, nullable: true)
        let plan = try planned(
            [.with("articles", [Column("a", .text, nullable: true)])], [.with("articles", [text], indexes: [index])],
            hints: .columns(["b": "a"]))
        #expect(plan.hazards.map(\.message) == ["rows of 'articles' with duplicate 'lower(b)' make the migration fail"])
        #expect(plan.hazards.map(\.rows) == [breaking(.key("ix"))])
    }

    @Test func aUniqueIndexIsAsHazardousAsAConstraint() throws {
        let plain = Index("ix", [.ascending("a")])
        let unique = Index("ix", [.ascending("a")], unique: true)
        let tables = (Table.with("articles", [a], indexes: [plain]), Table.with("articles", [a], indexes: [unique]))
        #expect(try ids(tables.0, to: tables.1) == ["add-unique:articles.a"])
        #expect(try ids(tables.1, to: tables.0) == ["drop-unique:articles.a"])
        #expect(try ids(.with("articles", [a]), to: tables.0) == [])
    }

    @Test func moreColumnsGiveUpAPromiseAndFewerMakeOne() throws {
        let one = Table.with("articles", [a, b], uniques: [unique("a")])
        let two = Table.with("articles", [a, b], uniques: [unique("a", "b")])
        #expect(try ids(one, to: two) == ["drop-unique:articles.a"])
        #expect(try ids(two, to: one) == ["add-unique:articles.a"])
    }

    @Test func aConstraintThatBecomesAnIndexIsTheSamePromise() throws {
        let index = Index("ix", [.ascending("a")], unique: true)
        #expect(
            try ids(
                .with("articles", [a], uniques: [unique("a")]), to: .with("articles", [a], indexes: [index])) == [])
    }

    @Test func aDroppedUniqueConstraintIsAHazardUnlessItsColumnGoesToo() throws {
        #expect(
            try ids(.with("articles", [a], uniques: [unique("a")]), to: .with("articles", [a]))
                == ["drop-unique:articles.a"])
        #expect(
            try ids(.with("articles", [a, b], uniques: [unique("a")]), to: .with("articles", [b]))
                == ["drop-column:articles.a"])
    }

    @Test func anAddedCheckCountsTheRowsThatFail() throws {
        let check = CheckConstraint("ck_articles_positive", "a > 0")
        let plan = try planned([.with("articles", [a])], [.with("articles", [a], checks: [check])])
        #expect(plan.hazardIDs == ["add-check:articles.positive"])
        #expect(plan.hazards[0].rows == breaking(.check("ck_articles_positive")))
        #expect(
            try ids(.with("articles", [a], checks: [check]), to: .with("articles", [a]))
                == ["drop-check:articles.positive"])
    }

    @Test func theCheckOfARenamedColumnIsCountedUnderItsOldName() throws {
        let check = CheckConstraint("ck_articles_positive", "b > 0")
        let plan = try planned(
            [.with("articles", [a])], [.with("articles", [b], checks: [check])], hints: .columns(["b": "a"]))
        #expect(plan.hazards.map(\.rows) == [breaking(.check("ck_articles_positive"))])
    }

    @Test func aChangedCheckIsOneThatRowsMayBreak() throws {
        func table(_ text: SQLFragment) -> Table { .with("articles", [a], checks: [.init("ck_articles_c", text)]) }
        #expect(try ids(table("a > 0"), to: table("a > 1")) == ["add-check:articles.c"])
    }

    @Test func aCheckThatTheDefaultOfANewColumnMeetsIsNoHazard() throws {
        func table(_ value: Int64) -> Table {
            .with(
                "articles", [Column("a", .integer, default: .integer(value))],
                checks: [.init("ck_articles_a", "a >= 0")])
        }
        #expect(try ids(.with("articles"), to: table(0)) == [])
        #expect(try ids(.with("articles"), to: table(-1)) == ["add-check:articles.a"])
    }

    @Test func aCheckThatForbidsNullIsAHazardEvenOnANewColumn() throws {
        let check = CheckConstraint("ck_articles_a", "a IS NOT NULL")
        #expect(try ids(.with("articles"), to: .with("articles", [a], checks: [check])) == ["add-check:articles.a"])
    }

    private func key(_ action: ForeignKey.Action = .noAction, to table: String = "authors") -> ForeignKey {
        ForeignKey("fk_articles_a", ["a"], references: table, ["id"], onDelete: action)
    }

    @Test func anAddedForeignKeyCountsTheOrphans() throws {
        let authors = Table.with("authors")
        let column = Column("a", .bigInteger, nullable: true)
        let plan = try planned(
            [authors, .with("articles", [column])], [authors, .with("articles", [column], foreignKeys: [key()])])
        #expect(plan.hazardIDs == ["add-foreign-key:articles.a"])
        let referring = ConcernedRows.present(["a"], of: "articles")
        #expect(plan.hazards[0].rows == breaking(.foreignKey("fk_articles_a"), otherwise: referring))
    }

    @Test func aFilledForeignKeyMayReferToNothing() throws {
        func articles(nullable: Bool, default value: DefaultValue? = nil) -> Table {
            .with(
                "articles", [Column("a", .bigInteger, nullable: nullable, default: value)], foreignKeys: [key()])
        }
        let authors = Table.with("authors")
        let before = [articles(nullable: true), authors]
        let filled = try planned(
            before, [articles(nullable: false), authors], hints: .fills(["a": .integer(7)]))
        #expect(filled.hazardIDs == ["add-foreign-key:articles.a"])
        #expect(filled.hazards[0].rows == .missing("a", of: "articles"))
        let defaulted = try planned(before, [articles(nullable: false, default: .integer(7)), authors])
        #expect(defaulted.hazardIDs == ["add-foreign-key:articles.a"])
        var other = articles(nullable: false)
        other.foreignKeys = [key(.restrict)]
        let changed = try planned(before, [other, authors], hints: .fills(["a": .integer(7)]))
        #expect(changed.hazardIDs == ["add-foreign-key:articles.a"])
        #expect(try ids(articles(nullable: false), authors, to: articles(nullable: true), authors) == [])
    }

    @Test func aForeignKeyToANewTableCountsAllThatRefer() throws {
        let column = Column("a", .bigInteger, nullable: true)
        let plan = try planned(
            [.with("articles", [column])], [.with("authors"), .with("articles", [column], foreignKeys: [key()])])
        let referring = ConcernedRows.present(["a"], of: "articles")
        #expect(plan.hazards.map(\.rows) == [breaking(.foreignKey("fk_articles_a"), otherwise: referring)])
        #expect(
            plan.hazards.map(\.message) == [
                "'authors' is new and has no rows yet: rows of 'articles' that have a value in 'a' make the migration fail"
            ])
    }

    @Test func aForeignKeyThatStartsToCascade() throws {
        let column = Column("a", .bigInteger, nullable: true)
        func tables(_ action: ForeignKey.Action) -> [Table] {
            [.with("authors"), .with("articles", [column], foreignKeys: [key(action)])]
        }
        #expect(try planned(tables(.noAction), tables(.cascade)).hazardIDs == ["add-cascade:articles.a"])
        #expect(try planned(tables(.cascade), tables(.restrict)).hazardIDs == [])
        let added = try planned([.with("authors"), .with("articles", [column])], tables(.cascade))
        #expect(added.hazardIDs == ["add-foreign-key:articles.a", "add-cascade:articles.a"])
    }

    @Test func aDroppedForeignKeyIsAHazardWhereBothEndsStay() throws {
        let column = Column("a", .bigInteger, nullable: true)
        let referring = Table.with("articles", [column], foreignKeys: [key()])
        #expect(
            try ids(.with("authors"), referring, to: .with("authors"), .with("articles", [column]))
                == ["drop-foreign-key:articles.a"])
        #expect(
            try ids(.with("authors"), referring, to: .with("authors"), .with("articles")) == ["drop-column:articles.a"])
    }

    @Test func aColumnThatReferredToADroppedTableAndStaysIsAHazardOfItsOwn() throws {
        let column = Column("a", .bigInteger, nullable: true)
        let plan = try planned(
            [.with("authors"), .with("articles", [column], foreignKeys: [key()])], [.with("articles", [column])])
        #expect(plan.hazardIDs == ["drop-foreign-key:articles.a", "drop-table:authors"])
        #expect(
            plan.hazards[0].message
                == "the columns of 'authors' that 'articles.a' refers to are dropped: its values stay but refer "
                + "to nothing")
        #expect(
            try ids(.with("authors"), .with("articles", [column], foreignKeys: [key()]), to: .with("articles"))
                == ["drop-column:articles.a", "drop-table:authors"])
    }

    @Test func aForeignKeyThatTurnsToAnotherTableIsOneThatRowsMayBreak() throws {
        let column = Column("a", .bigInteger, nullable: true)
        func tables(_ target: String) -> [Table] {
            [.with("authors"), .with("people"), .with("articles", [column], foreignKeys: [key(to: target)])]
        }
        #expect(try planned(tables("authors"), tables("people")).hazardIDs == ["add-foreign-key:articles.a"])
    }

    @Test func aChangedPrimaryKey() throws {
        let columns = [Column("a", .integer), Column("b", .integer)]
        #expect(
            try ids(Table("t", columns: columns, primaryKey: ["a"]), to: Table("t", columns: columns))
                == ["change-primary-key:t"])
        let renamed = [Column("c", .integer), Column("b", .integer)]
        #expect(
            try ids(
                Table("t", columns: columns, primaryKey: ["a"]), to: Table("t", columns: renamed, primaryKey: ["c"]),
                hints: .columns(["c": "a"], of: "t")) == [])
    }

    @Test func partialUniqueIndexesOverTheSameColumnsAreFindingsOfTheirOwn() throws {
        let columns = [Column("x", .integer), Column("y", .integer)]
        let plan = try planned(
            [.with("a", columns)],
            [
                .with(
                    "a", columns,
                    indexes: [
                        Index("low", [.ascending("x")], unique: true, where: "a.y < 0"),
                        Index("high", [.ascending("x")], unique: true, where: "y > 0"),
                    ])
            ])
        #expect(plan.hazardIDs == ["add-unique:a.high", "add-unique:a.low"])
        let keys = ["high", "low"].map { name in
            ConcernedRows.breaking(.key(name), of: "a", otherwise: .all(of: "a"))
        }
        #expect(plan.hazards.map(\.rows) == keys)
    }

    @Test func rowsAreThoseOfTheTableUnderItsOldName() throws {
        let plan = try planned(
            [.with("posts", [Column("views", .integer)])],
            [.with("articles", [Column("views", .integer)], checks: [CheckConstraint("ck", "articles.VIEWS >= 0")])],
            hints: .tables(["articles": "posts"]))
        #expect(
            plan.hazards.map(\.rows) == [.breaking(.check("ck"), of: "articles", otherwise: .all(of: "posts"))])
    }
}
