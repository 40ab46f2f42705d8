import Raido
import RaidoTestSupport
import Testing

@testable import RaidoRunner

/// Parents whose identity column is dropped, with and without children, and children whose default refers to a parent.
struct ReturningKeys {
    let database: any Database
    let run: (String) throws -> Void
    let rows: (String) throws -> [String]

    private static let id = Column("id", .bigInteger, identity: true)
    private static let code = Column("code", .varchar(20))

    private func migrator(_ changes: [Change]...) throws -> Migrator {
        let history = changes.enumerated().map { number, changes in
            Migration(id: "m\(number + 1)", batch: "\(number + 1)", changes: changes)
        }
        return try Migrator(fromTextOf: history, database: database, backups: false)
    }

    private func fill(_ table: String, _ column: String, _ value: DefaultValue) -> ColumnFill {
        ColumnFill(table: table, column: column, value: value)
    }

    private static let parents = Change.createTable(Table("parents", columns: [id, code], primaryKey: ["id"]))

    /// 'parents' gets the primary key 'code', and its numbers go.
    private static let unnumbered = [
        Change.changePrimaryKey(of: "parents", from: ["id"], to: ["code"]), .dropColumn(id, from: "parents"),
    ]

    private static let numbers = DefaultValue.sql("CASE code WHEN 'a' THEN 50 ELSE 7 END")

    func expectNoNumbersInvented() throws {
        let migrator = try migrator([Self.parents], Self.unnumbered)
        try migrator.up()
        #expect(try migrator.down() == ["m2"])
        try migrator.up()
        try run("INSERT INTO parents (code) VALUES ('a'), ('b')")
        #expect(
            "\(try failure { try migrator.down() })" == """
                These columns come back without their values:
                  m2 brings back 'parents.id', which numbers the rows: 2 rows would get the numbers 1, 2, … in no \
                particular order
                Nothing was reverted. Use --force to continue, or --fill parents.id='sql("…")' to choose the value.
                """)
        let twice = try failure { try migrator.down(fills: [fill("parents", "id", .sql("1"))]) }
        #expect("\(twice)".contains("1 value of 'parents' (id), which must be unique, occurs in several rows"))
        let none = try failure { try migrator.down(fills: [fill("parents", "id", .sql("NULLIF(1, 1)"))]) }
        #expect("\(none)".contains("2 rows of 'parents' would have no value in 'id', which is NOT NULL"), "\(none)")
        #expect(try migrator.status().allSatisfy { $0.state == .applied })
        #expect(try migrator.down(fills: [fill("parents", "id", Self.numbers)]) == ["m2"])
        #expect(try rows("SELECT id, code FROM parents ORDER BY code") == ["50|a", "7|b"])
        try run("INSERT INTO parents (code) VALUES ('c')")
        #expect(try rows("SELECT id FROM parents WHERE code = 'c'") == ["51"])
        try migrator.up()
        #expect(try migrator.down(force: true) == ["m2"])
        #expect(try rows("SELECT id FROM parents ORDER BY id") == ["1", "2", "3"])
    }

    /// The numbers of children would be those of other parents.
    func expectNoParentsInvented() throws {
        let parent = Column("parent_id", .bigInteger, nullable: true)
        let key = ForeignKey("fk_children_parent_id", ["parent_id"], references: "parents", ["id"])
        let migrator = try migrator(
            [Self.parents, .createTable(table("children", parent, foreignKeys: [key]))],
            [.dropForeignKey(key, from: "children")], Self.unnumbered)
        try migrator.up()
        try run("INSERT INTO parents (code) VALUES ('a'), ('b')")
        try run("INSERT INTO children (parent_id) VALUES (50)")
        for force in [false, true] {
            #expect(
                "\(try failure { try migrator.down(.to("m1"), force: force) })" == """
                    These columns come back without their values:
                      m3 brings back 'parents.id', which numbers the rows and which rows of 'children' refer to: 2 rows \
                    would get the numbers 1, 2, … in no particular order
                    Nothing was reverted. Use --fill parents.id='sql("…")' to choose the value that rows of 'children' \
                    refer to, or delete these rows first; --force does not choose which row they refer to.
                    """)
        }
        let orphans = try failure { try migrator.down(.to("m1"), fills: [fill("parents", "id", .sql("length(code)"))]) }
        #expect("\(orphans)".contains("1 row of 'children' refers through (parent_id) to missing rows"), "\(orphans)")
        #expect(try migrator.status().allSatisfy { $0.state == .applied })
        #expect(try migrator.down(.to("m1"), fills: [fill("parents", "id", Self.numbers)]) == ["m3", "m2"])
        #expect(try rows("SELECT code FROM parents JOIN children ON parents.id = parent_id") == ["a"])
        try migrator.up()
        try run("UPDATE children SET parent_id = NULL")
        #expect(try migrator.down(.to("m1"), force: true) == ["m3", "m2"])
    }

    /// What is true of numbers is true of any values that others refer to.
    func expectNoOtherKeysInvented() throws {
        let parent = Column("parent_code", .varchar(20), nullable: true)
        let key = ForeignKey("fk_children_parent_code", ["parent_code"], references: "parents", ["code"])
        let unique = UniqueConstraint("uq_parents_code", ["code"])
        let parents = Table("parents", columns: [Self.id, Self.code], primaryKey: ["id"], uniques: [unique])
        let migrator = try migrator(
            [.createTable(parents), .createTable(table("children", parent, foreignKeys: [key]))],
            [
                .dropForeignKey(key, from: "children"), .dropUnique(unique, from: "parents"),
                .dropColumn(Self.code, from: "parents"),
            ])
        try migrator.up()
        try run("INSERT INTO parents (id) VALUES (1), (2)")
        try run("INSERT INTO children (parent_code) VALUES ('2')")
        let error = try failure { try migrator.down(force: true) }
        #expect(
            "\(error)".contains("'parents.code', which is NOT NULL and which rows of 'children' refer to"), "\(error)")
        try run("DELETE FROM children")
        #expect(try migrator.down(force: true) == ["m2"])
    }

    /// A default is some row, too.
    func expectNoDefaultParents() throws {
        let (home, other) = (
            Column("home_id", .bigInteger, default: .integer(1)),
            Column("other_id", .bigInteger, nullable: true, default: .integer(1))
        )
        let keys = ["home_id", "other_id"].map { ForeignKey("fk_c_\($0)", [$0], references: "parents", ["id"]) }
        var drops = keys.map { Change.dropForeignKey($0, from: "children") }
        drops += [home, other].map { Change.dropColumn($0, from: "children") }
        let children = table("children", home, other, foreignKeys: keys)
        let migrator = try migrator([Self.parents, .createTable(children)], drops)
        try migrator.up()
        #expect(try migrator.down() == ["m2"])
        try migrator.up()
        try run("INSERT INTO parents (id, code) VALUES (1, 'a'), (2, 'b')")
        try run("INSERT INTO children (id) VALUES (5)")
        for force in [false, true] {
            let error = try failure { try migrator.down(force: force, skippingChecks: true) }
            #expect(
                "\(error)".contains(
                    "m2 brings back 'children.home_id', which is NOT NULL and refers to 'parents': 1 row would have no value"
                ),
                "\(error)")
            #expect(!"\(error)".contains("other_id"), "\(error)")
        }
        #expect(try migrator.down(fills: [fill("children", "home_id", .integer(2))]) == ["m2"])
        #expect(try rows("SELECT home_id, other_id FROM children") == ["2|"])
        try run("INSERT INTO children (id) VALUES (6)")
        #expect(try rows("SELECT home_id, other_id FROM children WHERE id = 6") == ["1|1"])
    }

    func expectScripts() throws {
        let migrator = try migrator([Self.parents], Self.unnumbered)
        try migrator.up()
        let script = try #require(try migrator.plannedSQL(.down).first)
        #expect(
            script.text.hasPrefix(
                "-- 'parents.id' comes back: it numbers the rows, so rows get the numbers 1, 2, … in no particular order. "
                    + "'down --fill parents.id=sql(\"…\")' gives them other numbers.\n"), "\(script.text)")
    }

    enum Case: String, CaseIterable {
        case noNumbers, noParents, noOtherKeys, noDefaultParents, scripts

        func expect(_ keys: ReturningKeys) throws {
            switch self {
            case .noNumbers: try keys.expectNoNumbersInvented()
            case .noParents: try keys.expectNoParentsInvented()
            case .noOtherKeys: try keys.expectNoOtherKeysInvented()
            case .noDefaultParents: try keys.expectNoDefaultParents()
            case .scripts: try keys.expectScripts()
            }
        }
    }
}

@Suite struct `Keys that reverting brings back` {
    #if SQLite
        @Test(arguments: ReturningKeys.Case.allCases) func `refer to no other row on SQLite`(
            name: ReturningKeys.Case
        ) throws {
            let connection = try SQLiteConnection(path: ":memory:")
            try name.expect(
                ReturningKeys(database: SQLiteDatabase(connection)) {
                    try connection.run($0)
                } rows: { sql in
                    try connection.rows(sql).map { $0.map(\.shown).joined(separator: "|") }
                })
        }
    #endif

    #if PostgreSQL
        @Test(.enabled(if: PostgreSQLServer.isAvailable), arguments: ReturningKeys.Case.allCases)
        func `refer to no other row on PostgreSQL`(name: ReturningKeys.Case) throws {
            let bench = try PostgreSQLWorkbench()
            try name.expect(
                ReturningKeys(database: bench.database) {
                    try bench.run($0)
                } rows: {
                    try bench.rows($0)
                })
        }
    #endif

    #if MySQL
        @Test(arguments: MySQLServer.available, ReturningKeys.Case.allCases)
        func `refer to no other row on MySQL and MariaDB`(server: MySQLServer, name: ReturningKeys.Case) throws {
            let bench = try MySQLBench(server)
            try name.expect(
                ReturningKeys(database: bench.database) {
                    try bench.run($0)
                } rows: {
                    try bench.rows($0)
                })
        }
    #endif
}
