import Raido
import RaidoPlanning
import Testing

@Suite struct SummaryTests {
    @Test func aSentenceSaysWhatAMigrationDoes() throws {
        let plan = try planned(
            [.with("articles", [Column("job_title", .text), Column("legacy", .text), Column("views", .integer)])],
            [
                .with(
                    "articles",
                    [
                        Column("title", .text), Column("phone", .varchar(20), nullable: true),
                        Column("views", .bigInteger),
                    ],
                    indexes: [Index("ix", [.descending("views")], where: "views > 0")])
            ], hints: .columns(["title": "job_title"]))
        let summary = try #require(plan.summaries.first)
        #expect(
            summary.sentence
                == "Adds `phone` and the index on `views desc`, renames `job_title` to `title`, changes `views`, drops `legacy`."
        )
        #expect(
            summary.lines == [
                "~ job_title → title (rename)", "+ phone varchar(20) NULL", "~ views: integer → big_integer",
                "+ index (views desc) where views > 0 as ix", "- legacy",
            ])
        #expect(summary.lost == ["Reverting restores the column `legacy`, not its values."])
        #expect((summary.verb, summary.table) == ("alter", "articles"))
    }

    @Test func aNewTableIsShownWhole() throws {
        let table = Table.with(
            "articles",
            [Column("title", .varchar(9), default: .string("it's"), comment: "c"), Column("s", .enumeration("S"))],
            uniques: [.init("uq", ["title"])],
            foreignKeys: [
                ForeignKey("fk", ["id"], references: "articles", ["id"], onDelete: .cascade, onUpdate: .setNull)
            ],
            checks: [.init("ck", "id > 0")], enums: [EnumType("S", [.text("a"), .text("b")])])
        let plan = try planned([], [table])
        #expect(plan.summaries[0].sentence == "Creates `articles`.")
        #expect(
            plan.summaries[0].lines == [
                "+ enum S: a, b", "+ id big_integer NOT NULL identity",
                "+ title varchar(9) NOT NULL default 'it''s' comment “c”", "+ s enum(S) NOT NULL", "+ primary key (id)",
                "+ unique (title) as uq",
                "+ foreign key (id) → articles (id) on delete cascade on update set null as fk",
                "+ check (id > 0) as ck",
            ])
    }

    @Test func everyDifferenceOfAColumnIsNamed() throws {
        let old = Column("c", .text, nullable: true, default: .integer(1), comment: "a")
        let new = Column(
            "c", .varchar(9), default: .sql("1 + 1"), setOnUpdate: true, collation: "NOCASE", nativeTypes: [.mysql: "x"]
        )
        let plan = try planned([.with("t", [old])], [.with("t", [new])])
        #expect(
            plan.summaries[0].lines == [
                "~ c: text → varchar(9), NULL → NOT NULL, default 1 → (1 + 1), set on update, collation none → NOCASE, "
                    + "comment “a” → none, type on MySQL usual → x, rows there get (1 + 1)"
            ])
        #expect(
            plan.summaries[0].lost == [
                "Reverting gives `c` its type back, not the values that were changed to fit.",
                "Reverting lets `c` be NULL again; rows that were filled keep what they got.",
            ], "nobody knows what MySQL makes of the type x")
    }

    @Test func aTypeThatChangesValuesIsSaidToLoseThem() throws {
        let plan = try planned([.with("t", [Column("c", .timestamp)])], [.with("t", [Column("c", .date)])])
        #expect(
            plan.summaries[0].lost == ["Reverting gives `c` its type back, not the values that were changed to fit."])
        let narrowed = try planned([.with("t", [Column("c", .varchar(9))])], [.with("t", [Column("c", .varchar(8))])])
        #expect(narrowed.summaries[0].lost == [], "what does not fit fails, and what fits comes back")
    }

    @Test func namesOnTheWayAreNotSaid() throws {
        let swapped = try planned(
            [.with("t", [Column("a", .text), Column("b", .integer)])],
            [.with("t", [Column("a", .integer), Column("b", .text)])],
            hints: .columns(["a": "b", "b": "a"], of: "t"))
        #expect(swapped.summaries[0].lines == ["~ b → a (rename)", "~ a → b (rename)"])
        #expect(swapped.summaries[0].sentence == "Renames `b` to `a` and `a` to `b`.")
        let cased = try planned([.with("t", [Column("A", .text)])], [.with("t", [Column("a", .text)])])
        #expect(cased.summaries[0].lines == ["~ A → a (rename)"])
    }

    @Test func whatOnlyFollowsARenameIsNotSaid() throws {
        func table(_ column: String) -> Table {
            .with(
                "t", [Column(column, .integer)], uniques: [.init(DerivedName.unique("t", [column]), [column])])
        }
        let plan = try planned([table("a")], [table("b")], hints: .columns(["b": "a"], of: "t"))
        #expect(plan.summaries[0].sentence == "Renames `a` to `b`.")
        let alone = try planned(
            [.with("t", indexes: [Index("a", [.ascending("id")])])],
            [.with("t", indexes: [Index("b", [.ascending("id")])])])
        #expect(alone.summaries[0].sentence == "Renames `a` to `b`.")
    }

    @Test func aStaleHintIsExplained() {
        func message(_ reason: StaleHint.Reason) -> String {
            StaleHint(key: .column(table: "t", "new"), oldName: "old", reason: reason).message
        }
        #expect(message(.alreadyDone) == "'new' already exists: its rename from 'old' is done; remove the hint")
        #expect(
            StaleHint(key: .enumValue(table: "t", enumType: "E", "new"), oldName: "old", reason: .neitherKnown).message
                == "neither 'old' nor 'new' was stored before, so nothing is renamed; hints name stored values")
        #expect(message(.neitherKnown) == "neither 'old' nor 'new' existed before, so nothing is renamed")
        #expect(
            message(.oldNameStillDeclared)
                == "'old' is still declared, so it is not renamed to 'new'. To rename it and add a new 'old', "
                + "use two runs and add 'old' in the second; otherwise, remove the hint")
        #expect(message(.newNameTaken) == "'new' already existed, so 'old' cannot be renamed to it; 'old' is dropped")
        #expect(message(.claimedTwice) == "'old' was already renamed to something else; 'new' is treated as new")
        #expect(
            message(.ambiguousSwap)
                == "'old' and 'new' look alike, so Raido cannot tell whether an earlier run already renamed "
                + "'old' to 'new'; nothing is renamed. If it did, remove the hint. If not, swap the names in "
                + "two runs: give one of them a temporary name first, and its new name in the second run"
        )
    }
}
