import Raido
import RaidoPlanning
import Testing

@Suite struct RenameTests {
    private func stale(_ plan: Plan) -> [StaleHint.Reason] { plan.staleHints.map(\.reason) }

    @Test func aHintRenamesAColumn() throws {
        let plan = try planned(
            [.with("articles", [Column("job_title", .varchar(100))])],
            [.with("articles", [Column("title", .varchar(100))])],
            hints: .columns(["title": "job_title"]))
        #expect(plan.changes == [.renameColumn("job_title", to: "title", in: "articles")])
        #expect(plan.hazards == [])
        #expect(plan.summaries[0].lines == ["~ job_title → title (rename)"])
        #expect(plan.summaries[0].sentence == "Renames `job_title` to `title`.")
    }

    @Test func aRenameTogetherWithOtherChangesIsARenameAndThenAnAlteration() throws {
        let plan = try planned(
            [.with("articles", [Column("views", .integer)])],
            [.with("articles", [Column("hits", .bigInteger, default: .integer(0))])],
            hints: .columns(["hits": "views"]))
        #expect(
            plan.changes == [
                .renameColumn("views", to: "hits", in: "articles"),
                .alterColumn(
                    in: "articles", from: Column("hits", .integer),
                    to: Column("hits", .bigInteger, default: .integer(0))),
            ])
        #expect(plan.hazards == [])
        #expect(
            plan.summaries[0].lines == ["~ views → hits (rename)", "~ hits: integer → big_integer, default none → 0"])
    }

    @Test func whatIsNamedAfterAColumnIsRenamedWithIt() throws {
        let author = Table.with("authors")
        func articles(_ column: String) -> Table {
            .with(
                "articles", [Column(column, .bigInteger)],
                uniques: [.init(DerivedName.unique("articles", [column]), [column])],
                indexes: [Index(DerivedName.index("articles", [.ascending(column)]), [.ascending(column)])],
                foreignKeys: [
                    ForeignKey(DerivedName.foreignKey("articles", [column]), [column], references: "authors", ["id"])
                ],
                checks: [CheckConstraint(DerivedName.check("articles", column), SQLFragment("\(column) > 0"))])
        }
        let plan = try planned(
            [author, articles("writer_id")], [author, articles("author_id")],
            hints: .columns(["author_id": "writer_id"]))
        #expect(
            Set(plan.changes) == [
                .renameColumn("writer_id", to: "author_id", in: "articles"),
                .renameUnique("uq_articles_writer_id", to: "uq_articles_author_id", in: "articles"),
                .renameIndex("idx_articles_writer_id", to: "idx_articles_author_id", in: "articles"),
                .renameForeignKey("fk_articles_writer_id", to: "fk_articles_author_id", in: "articles"),
                .renameCheck("ck_articles_writer_id", to: "ck_articles_author_id", in: "articles"),
            ])
        #expect(plan.hazards == [])
    }

    @Test func withoutAHintAColumnIsDroppedAndAddedAndTheHintIsOffered() throws {
        let plan = try planned(
            [.with("articles", [Column("job_title", .varchar(100))])],
            [.with("articles", [Column("title", .varchar(100), nullable: true)])])
        #expect(plan.changes.count == 2)
        #expect(plan.hazardIDs == ["drop-column:articles.job_title"])
        #expect(plan.hazards[0].advice.joined().contains("[renamed_from: \"job_title\"] on 'title'"))
    }

    @Test func columnsOfDifferentTypesThatAreSwappedKeepTheirValues() throws {
        let plan = try planned(
            [.with("articles", [Column("a", .text), Column("b", .integer)])],
            [.with("articles", [Column("a", .integer), Column("b", .text)])], hints: .columns(["a": "b", "b": "a"]))
        #expect(
            plan.changes == [
                .renameColumn("b", to: "raido_tmp_a", in: "articles"),
                .renameColumn("a", to: "b", in: "articles"),
                .renameColumn("raido_tmp_a", to: "a", in: "articles"),
            ])
        #expect(plan.hazards == [])
    }

    @Test func aSwapThatIsDoneStaysDone() throws {
        let table = Table.with("articles", [Column("a", .integer), Column("b", .text)])
        let plan = try planned([table], [table], hints: .columns(["a": "b", "b": "a"]))
        #expect(plan.migrations == [])
        #expect(plan.staleHints == [])
    }

    @Test func aSwapOfColumnsThatLookAlikeIsAskedAbout() throws {
        let table = Table.with("articles", [Column("a", .text), Column("b", .text)])
        let plan = try planned([table], [table], hints: .columns(["a": "b", "b": "a"]))
        #expect(plan.migrations == [])
        #expect(stale(plan) == [.ambiguousSwap, .ambiguousSwap])
    }

    @Test func columnsThatExchangeWhatAnyChangeMayAreNotTakenForSwapped() throws {
        func table(_ a: Bool, _ b: Bool) -> Table {
            .with(
                "articles",
                [
                    Column("a", .text, nullable: a, comment: a ? "x" : nil),
                    Column("b", .text, nullable: b, comment: b ? "x" : nil),
                ])
        }
        let plan = try planned([table(true, false)], [table(false, true)], hints: .columns(["a": "b", "b": "a"]))
        #expect(plan.hazardIDs == ["set-not-null:articles.a"])
        #expect(stale(plan) == [.ambiguousSwap, .ambiguousSwap])
    }

    @Test func columnsThatLookAlikeChangePlacesInTwoRunsThroughAThirdName() throws {
        func table(_ names: String...) -> Table { .with("articles", names.map { Column($0, .text) }) }
        let first = try planned([table("a", "b")], [table("c", "a")], hints: .columns(["c": "a", "a": "b"]))
        #expect(
            first.changes == [
                .renameColumn("a", to: "c", in: "articles"), .renameColumn("b", to: "a", in: "articles"),
            ])
        let hints = Hints.columns(["b": "c", "a": "b"])
        let second = try planned([table("c", "a")], [table("b", "a")], hints: hints)
        #expect(second.changes == [.renameColumn("c", to: "b", in: "articles")])
        let third = try planned([table("b", "a")], [table("b", "a")], hints: hints)
        #expect((first.staleHints + second.staleHints + third.staleHints).isEmpty)
    }

    @Test func chainsOfColumnsWorkAndTheirHintsMayStay() throws {
        let before = Table.with("articles", [Column("a", .text), Column("b", .text)])
        let after = Table.with("articles", [Column("b", .text), Column("c", .text)])
        let hints = Hints.columns(["b": "a", "c": "b"])
        let plan = try planned([before], [after], hints: hints)
        #expect(
            plan.changes == [
                .renameColumn("b", to: "c", in: "articles"), .renameColumn("a", to: "b", in: "articles"),
            ])
        let again = try planned([after], [after], hints: hints)
        #expect(again.staleHints == [])
    }

    @Test func tablesThatAreSwappedGoThroughATemporaryName() throws {
        func table(_ name: String, _ column: String) -> Table {
            .with(name, [Column(column, .integer)], uniques: [.init(DerivedName.unique(name, [column]), [column])])
        }
        let plan = try planned(
            [table("a", "x"), table("b", "y")], [table("a", "y"), table("b", "x")],
            hints: .tables(["a": "b", "b": "a"]))
        #expect(plan.names == ["001_alter_a", "002_alter_b", "003_alter_a"])
        #expect(plan.hazards == [])
        #expect(
            plan.changes.filter { if case .renameTable = $0 { true } else { false } } == [
                .renameTable("b", to: "raido_tmp_a"), .renameTable("a", to: "b"), .renameTable("raido_tmp_a", to: "a"),
            ])
    }

    @Test func swappedTablesWhosePartsChangeNamesWithThemTakeThreeSteps() throws {
        func table(_ name: String, _ other: String) -> Table {
            .with(
                name, [Column("x", .integer), Column(other, .text)],
                uniques: [.init(DerivedName.unique(name, ["x"]), ["x"])])
        }
        let plan = try planned(
            [table("a", "p"), table("b", "q")], [table("a", "q"), table("b", "p")],
            hints: .tables(["a": "b", "b": "a"]))
        #expect(plan.names == ["001_alter_a", "002_alter_b", "003_alter_a"])
        #expect(plan.hazards == [])
    }

    @Test func aRenamedTableKeepsItsRowsAndWhatRefersToIt() throws {
        func comments(_ target: String) -> Table {
            .with(
                "comments", [Column("post_id", .bigInteger)],
                foreignKeys: [ForeignKey("fk_comments_post_id", ["post_id"], references: target, ["id"])])
        }
        let plan = try planned(
            [.with("posts"), comments("posts")], [.with("articles"), comments("articles")],
            hints: .tables(["articles": "posts"]))
        #expect(plan.changes == [.renameTable("posts", to: "articles")])
        #expect(plan.names == ["001_alter_articles"])
        #expect(plan.hazards == [])
    }

    @Test func aNewTableMayTakeTheNameOfARenamedOne() throws {
        let plan = try planned(
            [.with("posts", [Column("title", .text)])],
            [.with("articles", [Column("title", .text)]), .with("blog")], hints: .tables(["articles": "posts"]))
        #expect(plan.names == ["001_alter_articles", "002_create_blog"])
    }

    @Test func anOldNameThatIsStillDeclaredMakesTheHintStale() throws {
        let plan = try planned(
            [.with("articles", [Column("a", .text)])],
            [.with("articles", [Column("a", .text), Column("b", .text, nullable: true)])], hints: .columns(["b": "a"]))
        #expect(plan.changes == [.addColumn(Column("b", .text, nullable: true), to: "articles")])
        #expect(
            plan.staleHints == [
                StaleHint(key: .column(table: "articles", "b"), oldName: "a", reason: .oldNameStillDeclared)
            ])
    }

    @Test func aHintWhoseOldNameComesBackIsDone() throws {
        let (a, b) = (Column("a", .text, nullable: true), Column("b", .text, nullable: true))
        let both: [Table] = [.with("articles", [a, b])]
        let comesBack = try planned([.with("articles", [b])], both, hints: .columns(["b": "a"]))
        #expect(comesBack.changes == [.addColumn(a, to: "articles")])
        #expect(stale(comesBack) == [.alreadyDone])
        #expect(stale(try planned(both, both, hints: .columns(["b": "a"]))) == [.alreadyDone])
    }

    @Test func aTableWhoseOldNameComesBackIsDone() throws {
        let plan = try planned([.with("b")], [.with("a"), .with("b")], hints: .tables(["b": "a"]))
        #expect(plan.names == ["001_create_a"])
        #expect(stale(plan) == [.alreadyDone])
    }

    @Test func aHintOfWhichNeitherNameIsKnownHasCandidates() throws {
        func status(_ values: String...) -> [Table] {
            [
                .with(
                    "articles", [Column("status", .enumeration("Status"), nullable: true)],
                    enums: [EnumType("Status", values.map { .text($0) })])
            ]
        }
        let plan = try planned(
            status("admin", "guest", "rest"), status("root", "reader", "rest"),
            hints: .values(["root": "Admin", "reader": "Guest"]))
        #expect(plan.staleHints.map(\.reason) == [.neitherKnown, .neitherKnown])
        #expect(plan.staleHints.map(\.candidates) == [["admin", "guest"], ["admin", "guest"]])
    }

    @Test func aHintOfWhichNeitherNameIsKnownIsStale() throws {
        let plan = try planned(
            [.with("articles")], [.with("articles", [Column("b", .text, nullable: true)])], hints: .columns(["b": "a"]))
        #expect(stale(plan) == [.neitherKnown])
    }

    @Test func ofTwoRenamesOfOneColumnTheFirstCounts() throws {
        let plan = try planned(
            [.with("articles", [Column("a", .text)])],
            [.with("articles", [Column("b", .text), Column("c", .text, nullable: true)])],
            hints: .columns(["b": "a", "c": "a"]))
        #expect(plan.changes.contains(.renameColumn("a", to: "b", in: "articles")))
        #expect(stale(plan) == [.claimedTwice])
    }

    @Test func aColumnThatWasThereIsNotReplacedByARename() throws {
        let plan = try planned(
            [.with("articles", [Column("a", .text), Column("b", .text)])], [.with("articles", [Column("b", .text)])],
            hints: .columns(["b": "a"]))
        #expect(plan.changes == [.dropColumn(Column("a", .text), from: "articles")])
        #expect(stale(plan) == [.newNameTaken])
    }

    @Test func aNameThatDiffersInCaseAloneIsReachedThroughAnother() throws {
        let plan = try planned([.with("articles")], [.with("Articles")], hints: .tables(["Articles": "articles"]))
        #expect(
            plan.changes == [
                .renameTable("articles", to: "raido_tmp_Articles"), .renameTable("raido_tmp_Articles", to: "Articles"),
            ])
    }

    @Test func aNameThatDiffersInCaseAloneIsTheSameWithoutAHint() throws {
        let plan = try planned(
            [.with("articles", [Column("Title", .text)])], [.with("articles", [Column("title", .text)])])
        #expect(
            plan.changes == [
                .renameColumn("Title", to: "raido_tmp_title", in: "articles"),
                .renameColumn("raido_tmp_title", to: "title", in: "articles"),
            ])
        #expect(plan.hazards == [])
    }
}
