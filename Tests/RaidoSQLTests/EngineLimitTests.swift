import Raido
import RaidoSQL
import Testing

/// Tables that an engine would refuse, told before anything runs.
@Suite struct `Limits of engines` {
    private func refusal(_ tables: [Table], _ engine: Engine) throws -> String? {
        do throws(UnsupportedChange) {
            _ = try render(tables.map(Change.createTable), on: Schema(), for: engine)
            return nil
        } catch { return "\(error)" }
    }

    private func keyed(_ column: Column, method: String? = nil) -> [Table] {
        let index = Index("idx", [.ascending(column.name)], using: method)
        return [
            Table("t", columns: [column], primaryKey: [column.name]),
            Table("t", columns: [column], uniques: [UniqueConstraint("uq", [column.name])]),
            Table("t", columns: [column], indexes: [index]),
        ]
    }

    @Test(arguments: [Engine.mysql, .mariadb])
    func `a primary key over a long text is refused, and one over a short text is not`(engine: Engine) throws {
        for type in [ColumnType.text, .json, .blob, .xml] {
            let refusal = try refusal([keyed(Column("a", type))[0]], engine)
            #expect(refusal?.contains("does not take column 'a' into the primary key of 't'") == true, "\(type)")
        }
        #expect(try refusal([keyed(Column("a", .varchar(20)))[0]], engine) == nil)
    }

    @Test(arguments: [Engine.mysql, .mariadb])
    func `a default that a mapped type has no room for is refused`(engine: Engine) throws {
        func table(_ number: Int64) -> Table {
            Table(
                "t",
                columns: [Column("a", .integer, default: .integer(number), nativeTypes: [engine: "mediumint"])])
        }
        #expect(try refusal([table(8_388_607)], engine) == nil)
        #expect(try refusal([table(-8_388_608)], engine) == nil)
        #expect(
            try refusal([table(8_388_608)], engine)
                == "\(engine.displayName) cannot hold 8388608, the default of 't.a', in the type mediumint; "
                + "map the type to a wider one in \"type_mappings\", or change the default")
    }

    @Test(arguments: [Engine.mysql, .mariadb])
    func `the END of a CASE is not taken for a column named end`(engine: Engine) throws {
        let parent = Table("p", columns: [Column("id", .integer)], primaryKey: ["id"])
        func child(_ check: String) -> Table {
            Table(
                "c", columns: [Column("end", .integer, nullable: true), Column("n", .integer)],
                foreignKeys: [ForeignKey("fk", ["end"], references: "p", ["id"], onDelete: .setNull)],
                checks: [CheckConstraint("ck", SQLFragment(check))])
        }
        #expect(try refusal([parent, child("case when n = 6 then 1 else 0 end < 2")], engine) == nil)
        let refused = try refusal([parent, child("`end` > 0")], engine)
        #expect(refused?.contains("name 'end', which it numbers or a foreign key sets") == true, "\(refused ?? "")")
    }

    @Test(arguments: [Engine.mysql, .mariadb])
    func `a foreign key between texts of any length, or of two collations, is refused`(engine: Engine) throws {
        func tables(_ child: Column, _ parent: Column, isPrimary: Bool = false) -> [Table] {
            let uniques = isPrimary ? [] : [UniqueConstraint("uq", ["a"])]
            return [
                Table("p", columns: [parent], primaryKey: isPrimary ? ["a"] : [], uniques: uniques),
                Table(
                    "c", columns: [child],
                    foreignKeys: [ForeignKey("fk", [child.name], references: "p", [parent.name])]),
            ]
        }
        let long = try refusal(tables(Column("a", .text), Column("a", .varchar(9)), isPrimary: true), engine)
        let words = "\(engine.displayName) does not take column 'a' into foreign key 'fk' of 'c': it is longtext there"
        #expect(long?.hasPrefix(words) == true, "\(long ?? "")")
        let mixed = try refusal(
            tables(Column("a", .varchar(9), collation: "utf8mb4_bin"), Column("a", .varchar(9)), isPrimary: true),
            engine)
        #expect(
            mixed
                == "\(engine.displayName) refuses foreign key 'fk' of 'c': 'a' is varchar(9) COLLATE `utf8mb4_bin`, and "
                + "'p.a' is varchar(9) there; give both one type and one collation")
        #expect(
            try refusal(tables(Column("a", .varchar(9)), Column("a", .varchar(30)), isPrimary: true), engine) == nil)
    }

    @Test func `PostgreSQL compares no documents, and they may have other indexes`() throws {
        for type in [ColumnType.json, .xml, .custom("point")] {
            for table in keyed(Column("a", type)) {
                #expect(try refusal([table], .postgresql)?.contains("PostgreSQL does not take column 'a'") == true)
            }
        }
        for table in keyed(Column("a", .jsonb)) { #expect(try refusal([table], .postgresql) == nil) }
        #expect(try refusal([keyed(Column("a", .custom("point")), method: "gist")[2]], .postgresql) == nil)
        #expect(try refusal([keyed(Column("a", .json, nativeTypes: [.postgresql: "jsonb"]))[1]], .postgresql) == nil)
    }

    @Test func `access methods of MySQL are none of PostgreSQL's`() throws {
        for method in ["fulltext", "SPATIAL"] {
            let table = keyed(Column("a", .text), method: method)[2]
            #expect(
                try refusal([table], .postgresql)
                    == "PostgreSQL has no access method '\(method.lowercased())', which index 'idx' of 't' uses; remove "
                    + "'using \(method.lowercased())', or leave PostgreSQL out of \"engines\"")
            #expect(try refusal([table], .mysql) == nil)
        }
    }

    @Test func `keys have so many columns`() throws {
        func table(_ count: Int) -> Table {
            let columns = (1...count).map { Column("c\($0)", .integer) }
            return Table("t", columns: columns, indexes: [Index("idx", columns.map { .ascending($0.name) })])
        }
        for (engine, most) in [(Engine.mysql, 16), (.mariadb, 32), (.postgresql, 32)] {
            #expect(try refusal([table(most)], engine) == nil)
            #expect(
                try refusal([table(most + 1)], engine)
                    == "index 'idx' of 't' has \(most + 1) columns, and \(engine.displayName) allows \(most); leave some out"
            )
        }
        #expect(try refusal([table(60)], .sqlite) == nil)
    }

    @Test(arguments: Engine.allCases)
    func `a change of the Unicode normal form alone is rendered`(engine: Engine) throws {
        func table(_ text: String) -> Table {
            Table(
                "t",
                columns: [
                    Column("a", .varchar(9), default: .string(text)), Column("b", .enumeration("E")),
                    Column("c", .varchar(9), comment: text),
                ], checks: [CheckConstraint("ck", SQLFragment("a <> '\(text)'"))],
                enums: [EnumType("E", [.text(text)])],
                comment: text)
        }
        let (old, new) = (table("caf\u{E9}"), table("cafe\u{301}"))
        let changes: [[Change]] = [
            [.alterColumn(in: "t", from: old.columns[0], to: new.columns[0])],
            // SQLite stores no comments.
            engine == .sqlite ? [] : [.alterColumn(in: "t", from: old.columns[2], to: new.columns[2])],
            [.changeCheck(in: "t", from: old.checks[0], to: new.checks[0])],
            [
                .renameEnumValue("caf\u{E9}", to: "x", of: "E", in: "t"),
                .renameEnumValue("x", to: "cafe\u{301}", of: "E", in: "t"),
            ],
        ]
        for change in changes where !change.isEmpty {
            let steps = try render(change, on: Schema([old]), for: engine)
            let script = transactionScript(steps, for: engine)
            let isChanged = script.utf8.contains(0xCC)
            #expect(isChanged, "\(engine): \(script)")
        }
    }
}
