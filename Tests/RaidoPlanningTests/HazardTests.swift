import Raido
import RaidoPlanning
import Testing

/// Each kind of hazard, with what is one and what is none.
@Suite struct HazardTests {
    private func hazards(
        _ before: [Column], _ after: [Column], hints: Hints = Hints(), targets: Set<Engine> = Set(Engine.allCases)
    ) throws -> [Hazard] {
        try planned([.with("articles", before)], [.with("articles", after)], hints: hints, targets: targets).hazards
    }

    private func ids(_ before: Column, _ after: Column, hints: Hints = Hints()) throws -> [String] {
        try hazards([before], [after], hints: hints).map(\.id)
    }

    @Test func aDroppedTable() throws {
        let plan = try planned([.with("articles", [Column("a", .text)])], [])
        #expect(plan.hazardIDs == ["drop-table:articles"])
        #expect(plan.hazards[0].message == "the table 'articles' and all its rows are deleted")
        #expect(plan.hazards[0].rows == .all(of: "articles"))
        #expect(plan.hazards[0].engines == [.sqlite, .postgresql, .mysql, .mariadb])
        #expect(plan.hazards[0].advice == [])
        let renamed = try planned([.with("articles")], [.with("posts")], hints: .tables(["posts": "articles"]))
        #expect(renamed.hazards == [])
    }

    @Test func aDroppedTableBesideOneLikeItOffersTheHint() throws {
        let plan = try planned([.with("posts", [Column("a", .text)])], [.with("articles", [Column("a", .text)])])
        #expect(plan.hazards[0].advice.count == 1)
        #expect(plan.hazards[0].advice[0].contains("renamed_from: \"posts\""))
    }

    @Test func aDroppedColumn() throws {
        let found = try hazards([Column("title", .text)], [])
        #expect(found.map(\.id) == ["drop-column:articles.title"])
        #expect(found[0].rows == .present(["title"], of: "articles"))
        #expect(try hazards([], [Column("title", .text, nullable: true)]) == [])
        let name = Column("name", .text)
        let upper = Column("upper", .text, nullable: true, generated: "upper(name)")
        #expect(try hazards([name, upper], [name]) == [])
    }

    @Test func rowsAreThoseOfTheDatabaseBeforeThePlan() throws {
        var hints = Hints.tables(["articles": "posts"])
        hints.columns[.init(table: "articles", column: "title")] = "name"
        let plan = try planned(
            [.with("posts", [Column("name", .varchar(200)), Column("legacy", .text)])],
            [.with("articles", [Column("title", .varchar(20))])], hints: hints)
        #expect(plan.hazardIDs == ["drop-column:articles.legacy", "change-type:articles.title"])
        #expect(plan.hazards[0].rows == .present(["legacy"], of: "posts"))
        #expect(
            plan.hazards[1].rows
                == .breaking(.type("title"), of: "articles", otherwise: .present(["name"], of: "posts")))
    }

    static let widenings: [(ColumnType, ColumnType)] = [
        (.varchar(10), .varchar(11)), (.varchar(10), .text), (.char(3), .varchar(3)), (.char(3), .text),
        (.integer, .bigInteger), (.tinyInteger, .smallInteger), (.unsignedInteger, .bigInteger),
        (.unsignedTinyInteger, .unsignedBigInteger), (.real, .double), (.integer, .double), (.smallInteger, .real),
        (.decimal(precision: 8, scale: 2), .decimal(precision: 9, scale: 2)),
        (.decimal(precision: 8, scale: 2), .decimal(precision: 10, scale: 4)),
        (.integer, .decimal(precision: 12, scale: 2)), (.bigInteger, .varchar(20)), (.uuid, .varchar(36)),
        (.date, .timestamp), (.jsonb, .json), (.json, .text), (.binary(4), .varbinary(4)), (.varbinary(4), .blob),
        (.cidr, .inet), (.boolean, .integer), (.decimal(precision: 4, scale: 0), .integer),
    ]

    @Test(arguments: widenings)
    func wideningIsNoHazard(old: ColumnType, new: ColumnType) throws {
        #expect(try ids(Column("c", old), Column("c", new)) == [])
    }

    static let servers: Set<Engine> = [.postgresql, .mysql, .mariadb]
    static let narrowings: [(ColumnType, ColumnType, Set<Engine>)] = [
        (.varchar(11), .varchar(10), Set(Engine.allCases)), (.text, .varchar(10), Set(Engine.allCases)),
        (.text, .integer, Set(Engine.allCases)), (.varchar(10), .date, Set(Engine.allCases)),
        (.integer, .unsignedInteger, Set(Engine.allCases)), (.uuid, .varchar(35), Set(Engine.allCases)),
        (.timestamp, .text, servers), (.blob, .text, Set(Engine.allCases)),
        (.bigInteger, .double, Set(Engine.allCases)), (.custom("ltree"), .text, Set(Engine.allCases)),
        (.bigInteger, .integer, servers), (.unsignedInteger, .integer, servers), (.double, .real, servers),
        (.double, .integer, Set(Engine.allCases)), (.timestamp, .date, Set(Engine.allCases)),
        (.timestampWithTimeZone, .time, Set(Engine.allCases)), (.text, .date, Set(Engine.allCases)),
        (.double, .text, Set(Engine.allCases)), (.double, .decimal(precision: 5, scale: 1), servers),
        (.decimal(precision: 10, scale: 4), .decimal(precision: 10, scale: 2), servers),
        (.decimal(precision: 10, scale: 2), .decimal(precision: 8, scale: 2), servers),
        (.decimal(precision: 10, scale: 2), .bigInteger, Set(Engine.allCases)),
        (.timestamp, .timestampWithTimeZone, servers), (.timestampWithTimeZone, .timestamp, servers),
        (.json, .jsonb, [.postgresql]),
        (.binary(4), .binary(8), Set(Engine.allCases)), (.varbinary(8), .binary(8), Set(Engine.allCases)),
    ]

    @Test(arguments: narrowings)
    func narrowingAndConversionAreHazardsWhereTheyHappen(old: ColumnType, new: ColumnType, engines: Set<Engine>) throws
    {
        let found = try hazards([Column("c", old)], [Column("c", new)])
        #expect(found.map(\.id) == ["change-type:articles.c"])
        #expect(Set(found.flatMap(\.engines)) == engines)
        if engines.count < 4 { #expect(found[0].message.contains("(on ")) }
        let elsewhere = Set(Engine.allCases).subtracting(engines)
        if !elsewhere.isEmpty { #expect(try hazards([Column("c", old)], [Column("c", new)], targets: elsewhere) == []) }
    }

    @Test func aGeneratedColumnOfAShorterType() throws {
        let a = Column("a", .integer)
        func generated(_ type: ColumnType) -> Column { Column("g", type, nullable: true, generated: "a + 1") }
        #expect(
            try hazards([a, generated(.integer)], [a, generated(.varchar(3))]).map(\.id) == ["change-type:articles.g"])
        #expect(try hazards([a, generated(.integer)], [a, generated(.text)]) == [])
    }

    @Test func aColumnThatIsNoLongerGeneratedKeepsItsValuesUnlessItsTypeIsAnother() throws {
        let a = Column("a", .double)
        let generated = Column("g", .double, nullable: true, generated: "a + 1")
        #expect(try hazards([a, generated], [a, Column("g", .double, nullable: true)]) == [])
        #expect(
            try hazards([a, generated], [a, Column("g", .uuid, nullable: true)]).map(\.id) == [
                "change-type:articles.g"
            ])
    }

    static let messages: [(ColumnType, ColumnType, String)] = [
        (
            .timestamp, .date,
            """
            'articles.c' changes from timestamp to date: values lose their time of day, without an error
            """
        ),
        (
            .double, .integer,
            """
            'articles.c' changes from double to integer: values that do not fit make the migration fail (on \
            SQLite); values are rounded, without an error (on PostgreSQL)
            """
        ),
        (
            .decimal(precision: 9, scale: 2), .decimal(precision: 9, scale: 1),
            """
            'articles.c' changes from decimal(9,2) to decimal(9,1): values are rounded, without an error \
            (on PostgreSQL)
            """
        ),
        (
            .bigInteger, .double,
            """
            'articles.c' changes from big_integer to double: values that do not fit make the migration fail (on \
            SQLite); values are rounded, without an error (on PostgreSQL)
            """
        ),
        (
            .json, .date,
            """
            'articles.c' changes from json to date: values are converted, and values that cannot be converted \
            make the migration fail
            """
        ),
        (
            .binary(4), .binary(8),
            """
            'articles.c' changes from binary(4) to binary(8): values that do not fit make the migration fail
            """
        ),
        (
            .text, .date,
            """
            'articles.c' changes from text to date: values that do not fit make the migration fail (on SQLite); \
            values are converted, and values that cannot be converted make the migration fail (on PostgreSQL)
            """
        ),
    ]

    @Test(arguments: messages)
    func itIsSaidWhatHappensWhere(old: ColumnType, new: ColumnType, message: String) throws {
        let found = try hazards([Column("c", old)], [Column("c", new)], targets: [.postgresql, .sqlite])
        #expect(found.map(\.message) == [message])
    }

    @Test func aNativeTypeThatChangesIsAHazardOnItsEngine() throws {
        let found = try hazards([Column("c", .text)], [Column("c", .text, nativeTypes: [.postgresql: "citext"])])
        #expect(found.map(\.id) == ["change-type:articles.c"])
        #expect(found[0].engines == [.postgresql])
    }

    @Test func aColumnThatBecomesGeneratedLosesItsValues() throws {
        let name = Column("name", .text)
        let found = try hazards(
            [name, Column("c", .text, nullable: true)],
            [name, Column("c", .text, nullable: true, generated: "upper(name)")])
        #expect(found.map(\.id) == ["change-type:articles.c"])
    }

    @Test func aColumnMadeNotNull() throws {
        let (old, new) = (Column("c", .text, nullable: true), Column("c", .text))
        let found = try hazards([old], [new])
        #expect(found.map(\.id) == ["set-not-null:articles.c"])
        #expect(found[0].rows == .missing("c", of: "articles"))
        #expect(try ids(new, old) == [])
    }

    @Test func aFillOrADefaultGoesToTheRowsThatHaveNull() throws {
        let old = Column("c", .text, nullable: true)
        let filled = try planned(
            [.with("articles", [old])], [.with("articles", [Column("c", .text)])], hints: .fills(["c": .string("x")]))
        #expect(filled.hazards == [])
        #expect(
            filled.changes == [
                .alterColumn(in: "articles", from: old, to: Column("c", .text), fill: .value(.string("x")))
            ])
        let new = Column("c", .text, default: .string("y"))
        let defaulted = try planned([.with("articles", [old])], [.with("articles", [new])])
        #expect(defaulted.hazards == [])
        #expect(defaulted.changes == [.alterColumn(in: "articles", from: old, to: new, fill: .value(.string("y")))])
    }

    @Test func aNotNullColumnAdded() throws {
        let column = Column("c", .integer)
        #expect(try hazards([], [column]).map(\.id) == ["add-not-null:articles.c"])
        #expect(try hazards([], [Column("c", .integer, default: .integer(0))]) == [])
        let plan = try planned(
            [.with("articles")], [.with("articles", [column])], hints: .fills(["c": .integer(7)]))
        #expect(plan.hazards == [])
        #expect(plan.changes == [.addColumn(column, to: "articles", fill: .value(.integer(7)))])
    }

    @Test(arguments: [
        ("v", true), ("upper(v)", true), ("coalesce(v, w)", true), ("NULL", true), ("n + 1", false),
        ("coalesce(v, 'x')", false), ("coalesce(v, 'x') || v", true), ("7", false),
    ])
    func aFillOfSQLThatMayBeNull(sql: String, isFound: Bool) throws {
        let others = [
            Column("v", .text, nullable: true), Column("w", .text, nullable: true), Column("n", .integer),
        ]
        let fill = Hints.fills(["c": .sql(SQLFragment(sql))])
        let added = try hazards(others, others + [Column("c", .text)], hints: fill)
        #expect(added.map(\.id) == (isFound ? ["add-not-null:articles.c"] : []))
        let old = Column("c", .text, nullable: true)
        let altered = try hazards(others + [old], others + [Column("c", .text)], hints: fill)
        #expect(altered.map(\.id) == (isFound ? ["set-not-null:articles.c"] : []))
        #expect(
            altered.allSatisfy {
                $0.rows == .breaking(.value("c"), of: "articles", otherwise: .missing("c", of: "articles"))
            })
        #expect(try hazards(others, others + [old], hints: fill) == [])
    }

    @Test(arguments: [Engine.mysql, .mariadb])
    func aLocalTimeThatIsReadAsUTCIsAHazard(engine: Engine) throws {
        let (local, instant) = (Column("c", .timestamp), Column("c", .timestampWithTimeZone))
        #expect(
            try hazards([local], [instant], targets: [engine]).map(\.message) == [
                "'articles.c' changes from \(local.type) to \(instant.type): values are kept as they are, and what was "
                    + "written as local time is read as UTC from now on"
            ])
        #expect(
            try hazards([instant], [local], targets: [engine]).map(\.message) == [
                "'articles.c' changes from \(instant.type) to \(local.type): values are kept as they are, and what was "
                    + "written as UTC is read as local time from now on"
            ])
    }

    @Test func aGeneratedColumnThatTakesNoNull() throws {
        let a = Column("a", .integer, nullable: true)
        func generated(_ text: SQLFragment, nullable: Bool = false) -> Column {
            Column("g", .integer, nullable: nullable, generated: text)
        }
        let rows = ConcernedRows.breaking(.value("g"), of: "articles", otherwise: .all(of: "articles"))
        let added = try hazards([a], [a, generated("a + 1")])
        #expect(added.map(\.id) == ["add-not-null:articles.g"])
        #expect(added.map(\.rows) == [rows])
        let other = try hazards([a, generated("coalesce(a, 0)")], [a, generated("a + 1")])
        #expect(other.map(\.id) == ["set-not-null:articles.g"])
        #expect(other.map(\.rows) == [rows])
        let required = try hazards([a, generated("a + 1", nullable: true)], [a, generated("a + 1")])
        #expect(required.map(\.id) == ["set-not-null:articles.g"])
        #expect(required.map(\.rows) == [rows])
        #expect(try hazards([Column("a", .integer)], [Column("a", .integer), generated("2 * (a + 1)")]) == [])
    }

    @Test func aDroppedDefault() throws {
        #expect(
            try ids(Column("c", .integer, default: .integer(0)), Column("c", .integer)) == ["drop-default:articles.c"])
        #expect(
            try ids(Column("c", .integer, default: .integer(0)), Column("c", .integer, default: .integer(1))) == [])
    }

    @Test func aChangedCollation() throws {
        #expect(
            try ids(Column("c", .text), Column("c", .text, collation: "NOCASE")) == ["change-collation:articles.c"])
        #expect(try ids(Column("c", .text), Column("c", .text, comment: "x")) == [])
    }

    @Test func nothingIsAHazardOnATableOfTheSameRun() throws {
        let status = EnumType("Status", [.text("a")])
        let table = Table.with(
            "articles", [Column("a", .integer), Column("s", .enumeration("Status"))], uniques: [.init("uq", ["a"])],
            foreignKeys: [ForeignKey("fk", ["id"], references: "articles", ["id"], onDelete: .cascade)],
            checks: [.init("ck", "a > 0")], enums: [status])
        #expect(try planned([], [table]).hazards == [])
    }
}
