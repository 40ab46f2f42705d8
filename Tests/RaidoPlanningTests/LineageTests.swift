import Raido
import RaidoPlanning
import RaidoTestSupport
import Testing

@Suite struct `The lineage of a name` {
    private func column(_ name: String, of table: String = "t") -> SchemaElement { .column(name, table: table) }

    private func rename(_ old: String, _ new: String) -> Change { .renameColumn(old, to: new, in: "t") }

    @Test func `columns that exchange names keep their identity`() {
        let lineage = Lineage(ofNames: [rename("a", "x"), rename("b", "a"), rename("x", "b")])
        #expect(lineage.origin(of: column("a")) == .start(column("b")))
        #expect(lineage.origin(of: column("b")) == .start(column("a")))
        #expect(lineage.fate(of: column("a")) == .kept(column("b")))
        #expect(lineage.names(of: column("a")) == ["a", "x", "b"].map { column($0) })
        #expect(lineage.concerned == [column("a"), column("b")])
    }

    @Test func `a part follows its table, and a value its enum`() {
        let value = SchemaElement.enumValue("draft", enumType: "Status", table: "posts")
        let lineage = Lineage(ofNames: [
            .renameTable("posts", to: "articles"), .renameEnum("Status", to: "State", in: "articles"),
            .renameEnumValue("draft", to: "new", of: "State", in: "articles"),
        ])
        #expect(lineage.fate(of: value) == .kept(.enumValue("new", enumType: "State", table: "articles")))
        #expect(lineage.fate(of: .index("ix", table: "posts")) == .kept(.index("ix", table: "articles")))
        #expect(lineage.origin(of: column("title", of: "articles")) == .start(column("title", of: "posts")))
        #expect(lineage.origin(of: .table("posts")) == .nothing)
    }

    @Test func `a column that takes the name of a dropped one is another`() {
        let (old, new) = (Column("a", .integer), Column("a", .text))
        let add = Change.addColumn(new, to: "t")
        let lineage = Lineage(ofNames: [.dropColumn(old, from: "t"), add])
        #expect(lineage.fate(of: column("a")) == .dropped)
        #expect(lineage.origin(of: column("a")) == .created(by: add))
    }

    @Test func `the rows of a removed value go to its replacement, under the name that it has in the end`() {
        let lineage = Lineage(ofNames: [
            .dropEnumValue(.text("old"), from: "S", in: "t", replacement: "other"),
            .renameEnumValue("other", to: "rest", of: "S", in: "t"),
        ])
        #expect(
            lineage.fate(of: .enumValue("old", enumType: "S", table: "t"))
                == .replaced(by: .enumValue("rest", enumType: "S", table: "t")))
    }

    @Test func `an adopted table was there before`() {
        let users = Table("users", columns: [Column("id", .integer)])
        let lineage = Lineage(ofNames: [.adoptTable(users), .renameTable("users", to: "people")])
        #expect(lineage.origin(of: column("id", of: "people")) == .start(column("id", of: "users")))
    }

    @Test func `the effects of user SQL count`() {
        let sql = Change.sql(RawSQL(up: [], down: [], effect: [rename("a", "b")]))
        let lineage = Lineage(ofNames: [sql])
        #expect(lineage.origin(of: column("b")) == .start(column("a")))
        #expect(lineage.hasUserSQL)
    }

    @Test func `the values of a column know each step that they went through`() throws {
        let status = EnumType("S", [.text("a"), .text("b"), .text("c")])
        let (old, wide) = (Column("code", .enumeration("S")), Column("code", .text))
        let start = Schema([Table("t", columns: [old, Column("other", .text)], enums: [status])])
        let changes: [Change] = [
            .renameEnumValue("a", to: "z", of: "S", in: "t"),
            .dropEnumValue(.text("b"), from: "S", in: "t", before: "c", replacement: "z"), rename("code", "label"),
            .alterColumn(
                in: "t", from: Column("label", .enumeration("S")), to: Column("label", .text), using: nil, fill: nil),
        ]
        let history = try Lineage(changes, on: start).values(of: "label", in: "t")
        #expect(history.origin == .start(column("code")))
        #expect(history.steps.count == 3)
        #expect(history.steps.first == .renamed("a", to: "z", of: status))
        #expect(try Lineage(changes, on: start).values(of: "other", in: "t").steps.isEmpty)
        #expect(wide.name == "code")
    }

    @Test func `what is marked is found under its later names`() {
        var lineage = Lineage(ofNames: [rename("a", "b")])
        let thing = lineage.mark(column("b"))
        lineage.follow(rename("b", "c"))
        lineage.follow(.renameTable("t", to: "u"))
        #expect(lineage.fate(of: thing) == .kept(column("c", of: "u")))
        #expect(lineage.names(of: thing) == [column("b"), column("c"), column("c", of: "u")])
        lineage.follow(.dropColumn(Column("c", .text), from: "u"))
        lineage.follow(.addColumn(Column("c", .text), to: "u"))
        #expect(lineage.fate(of: thing) == .dropped)
        #expect(lineage.names(of: thing).last == column("c", of: "u"))
    }

    @Test func `a name on the way to another one is temporary`() {
        let type = EnumType("S", [.text("a")])
        let lineage = Lineage(ofNames: [
            rename("a", "x"), rename("b", "a"), rename("x", "y"), rename("y", "b"),
            .createEnum(EnumType("S2", [.text("a")]), in: "t"), .dropEnum(type, from: "t"),
            .renameEnum("S2", to: "S", in: "t"), rename("c", "gone"), .dropColumn(Column("gone", .text), from: "t"),
        ])
        #expect(
            lineage.temporaryNames == [
                column("x"): column("b"), column("y"): column("b"),
                .enumType("S2", table: "t"): .enumType("S", table: "t"),
            ])
    }

    @Test func `a temporary name is one whatever its table is called`() {
        let lineage = Lineage(ofNames: [
            .renameTable("t", to: "tmp_T"), .renameIndex("ix_t", to: "tmp_ix", in: "tmp_T"),
            .renameTable("tmp_T", to: "T"), .renameIndex("tmp_ix", to: "ix_T", in: "T"),
        ])
        let final = SchemaElement.index("ix_T", table: "T")
        #expect(lineage.temporaryNames[.index("tmp_ix", table: "tmp_T")] == final)
        #expect(lineage.temporaryNames[.index("tmp_ix", table: "T")] == final)
    }

    @Test func `what values go through is known forwards, until the column is dropped`() {
        let (text, long, number) = (Column("a", .varchar(9)), Column("a", .text), Column("b", .integer))
        let lineage = Lineage(ofNames: [
            .alterColumn(in: "t", from: text, to: long), rename("a", "b"), .renameTable("t", to: "u"),
            .alterColumn(in: "u", from: Column("b", .text), to: number), .dropColumn(number, from: "u"),
            .addColumn(number, to: "u"), .alterColumn(in: "u", from: number, to: Column("b", .bigInteger)),
        ])
        #expect(
            lineage.steps(of: "a", in: "t") == [
                .altered(from: text, to: long, using: nil, fill: nil, in: nil),
                .altered(from: Column("b", .text), to: number, using: nil, fill: nil, in: nil),
            ])
    }

    @Test func `tables are found by each name that they had`() {
        let lineage = Lineage(ofNames: [
            .renameTable("a", to: "b"), .renameTable("b", to: "c"), .createTable(Table("b", columns: [])),
            .renameTable("d", to: "e"),
        ])
        #expect(lineage.names(ofTablesEverNamed: "b") == ["a", "b", "c"])
        #expect(lineage.names(ofTablesEverNamed: "c") == ["a", "b", "c"])
        #expect(lineage.changes(of: "a").count == 2)
    }

    @Test func `the user's SQL names what is renamed later as it is called then`() throws {
        let columns = ["a", "b", "d"].map { Column($0, .text) }
        let (old, new) = (Column("d", .text), Column("d", .integer))
        let added = Column("f", .text)
        let changes: [Change] = [
            .addColumn(added, to: "t", fill: .value(.sql("a || t.b"))),
            .alterColumn(in: "t", from: old, to: new, using: "length(a || b)", fill: nil), rename("a", "x"),
            .dropColumn(Column("b", .text), from: "t"), .addColumn(Column("b", .text), to: "t"), rename("b", "y"),
            .renameTable("t", to: "u"),
        ]
        let lineage = try Lineage(changes, on: Schema([Table("t", columns: columns)]))
        guard case .altered(_, _, let using, _, _) = lineage.values(of: "d", in: "u").steps.first else {
            Issue.record("no step")
            return
        }
        #expect(using == "length(x || b)")
        #expect(
            lineage.values(of: "f", in: "u").origin
                == .created(by: .addColumn(added, to: "t", fill: .value(.sql("x || u.b")))))
    }
}

@Suite struct `The laws of lineages` {
    /// Every element of a schema, by its name.
    private func elements(of schema: Schema) -> Set<SchemaElement> {
        Set(
            schema.tables.flatMap { table -> [SchemaElement] in
                let name = table.name
                let parts: [SchemaElement] =
                    table.columns.map { .column($0.name, table: name) }
                    + table.uniques.map { .unique($0.name, table: name) }
                    + table.indexes.map { .index($0.name, table: name) }
                    + table.foreignKeys.map { .foreignKey($0.name, table: name) }
                    + table.checks.map { .check($0.name, table: name) }
                let enums = table.enums.flatMap { type -> [SchemaElement] in
                    [.enumType(type.name, table: name)]
                        + type.values.map { .enumValue($0.identity, enumType: type.name, table: name) }
                }
                return [.table(name)] + parts + enums
            })
    }

    /// What is marked on the way has the fate that it has for those who follow the rest of the way alone.
    @Test(arguments: Seeds.first(100))
    func `a mark is a start`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let before = randomSchema(using: &generator)
        let (after, hints) = randomSuccessor(of: before, using: &generator)
        let changes = plan(PlanRequest(before: before, after: after, hints: hints, batch: "1")).migrations.flatMap(
            \.changes)
        guard let middle = changes.indices.randomElement(using: &generator) else { return }
        var schema = try before.applying(Array(changes[..<middle]))
        var lineage = try Lineage(Array(changes[..<middle]), on: before)
        let marked = elements(of: schema).map { ($0, lineage.mark($0)) }
        for change in changes[middle...] {
            lineage.follow(change, on: schema)
            try schema.apply(change)
        }
        let rest = Lineage(ofNames: Array(changes[middle...]))
        for (element, thing) in marked {
            #expect(lineage.fate(of: thing) == rest.fate(of: element))
            #expect(lineage.names(of: thing) == rest.names(of: element))
        }
    }

    /// Nothing keeps a name that is only on the way, and what follows it is there in the end.
    @Test(arguments: Seeds.first(100))
    func `temporary names end`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let before = randomSchema(using: &generator)
        let (after, hints) = randomSuccessor(of: before, using: &generator)
        var start = before
        for migration in plan(PlanRequest(before: before, after: after, hints: hints, batch: "1")).migrations {
            let end = try start.applying(migration.changes)
            for (temporary, final) in Lineage(ofNames: migration.changes).temporaryNames {
                #expect(!elements(of: start).contains(temporary))
                #expect(!elements(of: end).contains(temporary))
                #expect(elements(of: end).contains(final))
            }
            start = end
        }
    }

    /// What is kept there is what it was on the way back; what has an origin has that fate; nothing has two.
    @Test(arguments: Seeds.first(300))
    func `forwards and back is the identity`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let before = randomSchema(using: &generator)
        let (after, hints) = randomSuccessor(of: before, using: &generator)
        let changes = plan(PlanRequest(before: before, after: after, hints: hints, batch: "1")).migrations.flatMap(
            \.changes)
        let forwards = try Lineage(changes, on: before)
        let back = try Lineage(changes.reversed().compactMap(\.inverse), on: after)
        let present = elements(of: after)
        var kept: Set<SchemaElement> = []
        for element in elements(of: before) {
            switch forwards.fate(of: element) {
            case .kept(let later):
                #expect(present.contains(later), "\(element) became \(later), which does not exist")
                #expect(kept.insert(later).inserted, "\(later) has two origins")
                #expect(forwards.origin(of: later) == .start(element))
                #expect(back.fate(of: later) == .kept(element))
                #expect(back.origin(of: element) == .start(later))
            case .replaced(by: let later): #expect(present.contains(later))
            case .dropped: break
            }
        }
        for element in present.subtracting(kept) {
            if case .start(let origin) = forwards.origin(of: element) {
                Issue.record("\(element) comes from \(origin), which became something else")
            }
        }
    }
}
