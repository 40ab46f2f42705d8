import Raido
import RaidoPlanning
import Testing

@Suite struct DifferenceTests {
    private let title = Column("title", .varchar(200))

    /// Plans a change of one column.
    private func altered(_ old: Column, _ new: Column) throws -> [Change] {
        try planned([.with("articles", [old])], [.with("articles", [new])]).changes
    }

    @Test func everythingAColumnHoldsIsCompared() throws {
        let changes: [(inout Column) -> Void] = [
            { $0.type = .varchar(201) }, { $0.isNullable = true }, { $0.defaultValue = .string("x") },
            { $0.isSetOnUpdate = true }, { $0.generated = "upper(title)" }, { $0.collation = "NOCASE" },
            { $0.comment = "c" }, { $0.nativeTypes = [.postgresql: "citext"] },
        ]
        for change in changes {
            var new = title
            change(&new)
            #expect(try altered(title, new) == [.alterColumn(in: "articles", from: title, to: new)])
        }
    }

    @Test func anotherPrecisionIsADifference() throws {
        let (old, new) = (Column("p", .decimal(precision: 8, scale: 2)), Column("p", .decimal(precision: 9, scale: 2)))
        #expect(try altered(old, new) == [.alterColumn(in: "articles", from: old, to: new)])
    }

    @Test func aDefaultAloneIsAChange() throws {
        let (old, new) = (Column("n", .integer, default: .integer(0)), Column("n", .integer, default: .integer(1)))
        let plan = try planned([.with("articles", [old])], [.with("articles", [new])])
        #expect(plan.changes == [.alterColumn(in: "articles", from: old, to: new)])
        #expect(plan.hazards == [])
        #expect(plan.summaries[0].lines == ["~ n: default 0 → 1"])
    }

    @Test func aKeyAloneIsAChange() throws {
        let columns = [Column("a", .integer), Column("b", .integer)]
        let plan = try planned(
            [Table("t", columns: columns, primaryKey: ["a"])], [Table("t", columns: columns, primaryKey: ["b", "a"])])
        #expect(plan.changes == [.changePrimaryKey(of: "t", from: ["a"], to: ["b", "a"])])
        #expect(plan.hazardIDs == ["change-primary-key:t"])
    }

    @Test func columnsOfAKeyChangeAroundIt() throws {
        let before = Table(
            "t", columns: [Column("id", .bigInteger, identity: true), Column("n", .bigInteger)], primaryKey: ["id"])
        let after = Table(
            "t", columns: [Column("id", .bigInteger, nullable: true), Column("n", .bigInteger, identity: true)],
            primaryKey: ["n"])
        let plan = try planned([before], [after])
        #expect(
            plan.changes == [
                .alterColumn(in: "t", from: before.columns[0], to: Column("id", .bigInteger)),
                .changePrimaryKey(of: "t", from: ["id"], to: ["n"]),
                .alterColumn(in: "t", from: Column("id", .bigInteger), to: Column("id", .bigInteger, nullable: true)),
                .alterColumn(in: "t", from: Column("n", .bigInteger), to: after.columns[1]),
            ])
    }

    @Test func everythingAnIndexHoldsIsComparedUnderOneName() throws {
        let old = Index("ix", [.ascending("title")])
        let others = [
            Index("ix", [.ascending("id")]), Index("ix", [.descending("title")]),
            Index("ix", [.ascending("title"), .ascending("id")]), Index("ix", [.expression("lower(title)")]),
            Index("ix", [.ascending("title")], unique: true), Index("ix", [.ascending("title")], where: "id > 0"),
            Index("ix", [.ascending("title")], using: "hash"),
        ]
        for new in others {
            let plan = try planned(
                [.with("articles", [title], indexes: [old])], [.with("articles", [title], indexes: [new])])
            #expect(plan.changes == [.changeIndex(in: "articles", from: old, to: new)])
        }
    }

    @Test func aUniqueConstraintACheckAndAForeignKeyChangeUnderTheirNames() throws {
        let other = Table.with("others")
        func table(_ columns: [String], _ check: SQLFragment, _ action: ForeignKey.Action) -> Table {
            .with(
                "articles", [Column("a", .bigInteger), Column("b", .bigInteger)], uniques: [.init("uq", columns)],
                foreignKeys: [ForeignKey("fk", ["a"], references: "others", ["id"], onDelete: action)],
                checks: [CheckConstraint("ck", check)])
        }
        let (old, new) = (table(["a"], "a > 0", .cascade), table(["a", "b"], "a > 1", .restrict))
        let plan = try planned([other, old], [other, new])
        #expect(
            plan.changes == [
                .changeUnique(in: "articles", from: old.uniques[0], to: new.uniques[0]),
                .changeCheck(in: "articles", from: old.checks[0], to: new.checks[0]),
                .changeForeignKey(in: "articles", from: old.foreignKeys[0], to: new.foreignKeys[0]),
            ])
    }

    /// What takes no NULL, and what expressions name, may stand in one of the two keys only.
    @Test func aForeignKeyThatChangesIsAwayWhileColumnsChange() throws {
        let other = Table.with("others")
        func table(nullable: Bool, _ action: ForeignKey.Action) -> Table {
            .with(
                "articles", [Column("a", .bigInteger, nullable: nullable, default: .integer(1))],
                foreignKeys: [ForeignKey("fk", ["a"], references: "others", ["id"], onDelete: action)])
        }
        let (old, new) = (table(nullable: true, .setNull), table(nullable: false, .restrict))
        let plan = try planned([other, old], [other, new])
        let (first, last) = (try #require(plan.changes.first), try #require(plan.changes.last))
        #expect(first == .dropForeignKey(old.foreignKeys[0], from: "articles"))
        #expect(last == .addForeignKey(new.foreignKeys[0], to: "articles"))
        #expect(plan.changes.count == 3)
    }

    @Test func aForeignKeyThatChangesIsAwayWhileWhatItRefersToChanges() throws {
        func tables(nullable: Bool, _ action: ForeignKey.Action) -> [Table] {
            [
                .with(
                    "others", [Column("code", .bigInteger, nullable: nullable, default: .integer(1))],
                    uniques: [.init("uq", ["code"])]),
                .with(
                    "articles", [Column("a", .bigInteger)],
                    foreignKeys: [ForeignKey("fk", ["a"], references: "others", ["code"], onUpdate: action)]),
            ]
        }
        let (old, new) = (tables(nullable: false, .cascade), tables(nullable: true, .noAction))
        let plan = try planned(old, new)
        let (first, last) = (try #require(plan.changes.first), try #require(plan.changes.last))
        #expect(first == .dropForeignKey(old[1].foreignKeys[0], from: "articles"))
        #expect(last == .addForeignKey(new[1].foreignKeys[0], to: "articles"))
    }

    @Test func equalContentUnderAnotherNameIsARename() throws {
        let plan = try planned(
            [.with("articles", [title], indexes: [Index("one", [.ascending("title")])])],
            [.with("articles", [title], indexes: [Index("two", [.ascending("title")])])])
        #expect(plan.changes == [.renameIndex("one", to: "two", in: "articles")])
    }

    @Test func namesThatChangePlacesAreFreedFirst() throws {
        func table(_ first: String, _ second: String) -> Table {
            .with(
                "articles", [title],
                indexes: [Index(first, [.ascending("title")]), Index(second, [.descending("title")])])
        }
        let plan = try planned([table("one", "two")], [table("two", "one")])
        #expect(plan.changes.count == 3)
    }

    @Test func anIndexNameThatMovesToAnotherTableIsFreeWhenItArrives() throws {
        let index = Index("ix", [.ascending("id")])
        let plan = try planned(
            [.with("b", indexes: [index]), .with("a")], [.with("b"), .with("a", indexes: [index])])
        #expect(plan.changes == [.dropIndex(index, from: "b"), .addIndex(index, to: "a")])
    }

    @Test func theCommentOfATableIsCompared() throws {
        let plan = try planned([.with("articles", comment: "a")], [.with("articles", comment: nil)])
        #expect(plan.changes == [.changeTableComment(of: "articles", from: "a", to: nil)])
    }

    @Test func anIndexGoesBeforeItsColumnAndAnEnumComesBeforeIt() throws {
        let status = EnumType("Status", [.text("a"), .text("b")])
        let before = Table.with("articles", [title], indexes: [Index("ix", [.ascending("title")])])
        let after = Table.with("articles", [Column("status", .enumeration("Status"), nullable: true)], enums: [status])
        let plan = try planned([before], [after])
        #expect(
            plan.changes == [
                .dropIndex(before.indexes[0], from: "articles"), .createEnum(status, in: "articles"),
                .addColumn(after.columns[1], to: "articles"), .dropColumn(title, from: "articles"),
            ])
    }
}
