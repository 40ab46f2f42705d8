import Raido
import RaidoPlanning
import Testing

@Suite struct EnumTests {
    private func table(
        _ values: [String], default defaultValue: String? = nil, type: String = "Status", column: String = "status"
    ) -> Table {
        .with(
            "articles",
            [Column(column, .enumeration(type), default: defaultValue.map(DefaultValue.string))],
            enums: [EnumType(type, values.map { .text($0) })])
    }

    private func numbers(_ values: [(String, Int64)], storage: ColumnType = .integer) -> Table {
        .with(
            "articles", [Column("level", .enumeration("Level"))],
            enums: [EnumType("Level", storage: storage, values.map { .number($1, name: $0) })])
    }

    @Test func aValueIsAddedAtItsPlace() throws {
        let plan = try planned([table(["a", "d"])], [table(["a", "b", "c", "d", "e"])])
        #expect(
            plan.changes == [
                .addEnumValue(.text("e"), to: "Status", in: "articles"),
                .addEnumValue(.text("c"), to: "Status", in: "articles", before: "d"),
                .addEnumValue(.text("b"), to: "Status", in: "articles", before: "c"),
            ])
        #expect(plan.hazards == [])
    }

    @Test func aRemovedValueIsGuardedAndItsRowsAreCounted() throws {
        let plan = try planned([table(["a", "it's", "c"])], [table(["a", "c"])])
        #expect(plan.changes == [.dropEnumValue(.text("it's"), from: "Status", in: "articles", before: "c")])
        #expect(plan.hazardIDs == ["drop-enum-value:articles.Status.it's"])
        #expect(plan.hazards[0].rows == .holding(.text("it's"), in: ["status"], of: "articles"))
        #expect(plan.hazards[0].message == "rows of 'articles' with 'it's' of Status make the migration fail")
    }

    @Test func aValueThatComesBackInOtherCaseMayBeItsNewName() throws {
        let plan = try planned([table(["Low", "High", "Gone"])], [table(["low", "High"])])
        let advice = Dictionary(uniqueKeysWithValues: plan.hazards.map { ($0.id, $0.advice) })
        #expect(
            advice["drop-enum-value:articles.Status.Low"] == [
                "if 'low' is the new name of 'Low', write [renamed_from: \"Low\"] on 'low' of Status",
                "name the replacement for rows that have it: Low [removed, to: …]",
            ])
        #expect(
            advice["drop-enum-value:articles.Status.Gone"] == [
                "name the replacement for rows that have it: Gone [removed, to: …]"
            ])
    }

    @Test func aReplacedValueSaysWhatItsRowsGet() throws {
        var hints = Hints()
        hints.replacements[.init(table: "articles", enumType: "Status", value: "gone")] = "draft"
        let plan = try planned([table(["draft", "gone"])], [table(["draft"])], hints: hints)
        #expect(plan.changes == [.dropEnumValue(.text("gone"), from: "Status", in: "articles", replacement: "draft")])
        #expect(plan.hazards.map(\.message) == ["rows of 'articles' with 'gone' of Status get 'draft'"])
        #expect(plan.summaries[0].lost == ["Reverting restores the value `gone`; rows that held it keep `draft`."])
    }

    /// Rows keep the check only once they have the other value; the former check may not let them have it.
    @Test func aCheckIsForTheValuesThatRowsHaveInTheEnd() throws {
        var (old, new) = (table(["a", "b", "c"]), table(["a", "b"]))
        old.checks = [CheckConstraint("ck", "status <> 'b' or id > 0")]
        new.checks = [CheckConstraint("ck", "status = 'a' or status = 'b'"), CheckConstraint("two", "id > 0")]
        var hints = Hints()
        hints.replacements[.init(table: "articles", enumType: "Status", value: "c")] = "b"
        let plan = try planned([old], [new], hints: hints)
        #expect(
            plan.changes == [
                .dropCheck(old.checks[0], from: "articles"), .addCheck(new.checks[1], to: "articles"),
                .dropEnumValue(.text("c"), from: "Status", in: "articles", replacement: "b"),
                .addCheck(new.checks[0], to: "articles"),
            ])
        #expect(
            plan.hazards.first { $0.id == "add-check:articles.ck" }?.rows
                == .breaking(.check("ck"), of: "articles", otherwise: .all(of: "articles")))
    }

    @Test func anExpressionForAnEnumThatKeepsItsNameIsToldOf() throws {
        var hints = Hints()
        hints.usings[.init(table: "articles", column: "status")] = "upper(status)"
        let plan = try planned([table(["a", "b"])], [table(["p", "q", "r"])], hints: hints)
        #expect(
            plan.unusedExpressions.map(\.message) == [
                "'status' keeps the enum Status, so 'using' has no effect; in the enum, name the replacement "
                    + "of each removed value, as in 'old [removed, to: new]', or give the enum with the new values "
                    + "another name"
            ])
        let grown = try planned([table(["a"])], [table(["a", "b"])], hints: hints)
        #expect(grown.unusedExpressions.map(\.reason) == [.sameType])
        let renamed = try planned([table(["a"])], [table(["p"], type: "Other")], hints: hints)
        #expect(renamed.unusedExpressions == [])
    }

    @Test func theDefaultChangesBeforeItsValueGoesAndAfterTheNewOneCame() throws {
        let plan = try planned([table(["a", "b"], default: "a")], [table(["b", "c", "d"], default: "c")])
        let alteration = Change.alterColumn(
            in: "articles", from: Column("status", .enumeration("Status"), default: .string("a")),
            to: Column("status", .enumeration("Status"), default: .string("c")))
        #expect(
            plan.changes == [
                .addEnumValue(.text("d"), to: "Status", in: "articles"),
                .addEnumValue(.text("c"), to: "Status", in: "articles", before: "d"), alteration,
                .dropEnumValue(.text("a"), from: "Status", in: "articles", before: "b"),
            ])
    }

    @Test func aHintRenamesAValueAndItsDefault() throws {
        let plan = try planned(
            [table(["draft", "live"], default: "draft")], [table(["sketch", "live"], default: "sketch")],
            hints: .values(["sketch": "draft"]))
        #expect(plan.changes == [.renameEnumValue("draft", to: "sketch", of: "Status", in: "articles")])
        #expect(plan.hazards == [])
    }

    @Test func oneValueGoneAndOneFreshInItsPlaceIsAnInferredRename() throws {
        let plan = try planned([table(["draft", "live"])], [table(["sketch", "live"])])
        #expect(plan.changes == [.renameEnumValue("draft", to: "sketch", of: "Status", in: "articles")])
        #expect(plan.hazardIDs == ["rename-enum-value:articles.Status.draft"])
        #expect(plan.hazards[0].message.contains("a rename is assumed"))
        #expect(plan.hazards[0].advice[0].contains("[renamed_from: \"draft\"] on 'sketch'"))
    }

    @Test func nothingIsInferredInAnotherPlaceOrFromTwo() throws {
        let moved = try planned([table(["draft", "live"])], [table(["live", "sketch"])])
        #expect(moved.hazardIDs == ["drop-enum-value:articles.Status.draft"])
        let two = try planned([table(["a", "b", "c"])], [table(["x", "y", "c"])])
        #expect(two.hazardIDs == ["drop-enum-value:articles.Status.a", "drop-enum-value:articles.Status.b"])
        var hints = Hints()
        hints.replacements[.init(table: "articles", enumType: "Status", value: "draft")] = "live"
        let replaced = try planned([table(["draft", "live"])], [table(["sketch", "live"])], hints: hints)
        #expect(replaced.hazardIDs == ["drop-enum-value:articles.Status.draft"])
    }

    @Test func valuesThatAreSwappedByHintsAreAskedAboutWhateverTheirOrder() throws {
        let hints = Hints.values(["a": "b", "b": "a"])
        let warnings: [StaleHint.Reason] = [.ambiguousSwap, .ambiguousSwap]
        let reordered = try planned([table(["a", "b"])], [table(["b", "a"])], hints: hints)
        #expect(reordered.changes == [.reorderEnum("Status", from: ["a", "b"], to: ["b", "a"], in: "articles")])
        #expect(reordered.staleHints.map(\.reason) == warnings)
        let same = try planned([table(["a", "b", "c"])], [table(["a", "b", "c"])], hints: hints)
        #expect(same.changes == [])
        #expect(same.staleHints.map(\.reason) == warnings)
    }

    @Test func valuesChangePlacesInTwoRunsThroughAThirdName() throws {
        let first = try planned(
            [table(["a", "b"])], [table(["c", "a"])], hints: .values(["c": "a", "a": "b"]))
        #expect(
            first.changes == [
                .renameEnumValue("a", to: "c", of: "Status", in: "articles"),
                .renameEnumValue("b", to: "a", of: "Status", in: "articles"),
            ])
        let second = try planned(
            [table(["c", "a"])], [table(["b", "a"])], hints: .values(["b": "c", "a": "b"]))
        #expect(second.changes == [.renameEnumValue("c", to: "b", of: "Status", in: "articles")])
        #expect((first.hazards + second.hazards).isEmpty && (first.staleHints + second.staleHints).isEmpty)
    }

    @Test func anotherOrderIsAReordering() throws {
        let plan = try planned([table(["a", "b", "c"])], [table(["c", "a", "b"])])
        #expect(plan.changes == [.reorderEnum("Status", from: ["a", "b", "c"], to: ["c", "a", "b"], in: "articles")])
        #expect(plan.hazards == [])
    }

    @Test func anEnumIsRenamedByHintAndReplacedWithoutOne() throws {
        var hints = Hints()
        hints.enums[.init(table: "articles", enumType: "State")] = "Status"
        let plan = try planned([table(["a"])], [table(["a"], type: "State")], hints: hints)
        #expect(plan.changes == [.renameEnum("Status", to: "State", in: "articles")])
        let replaced = try planned([table(["a"])], [table(["a"], type: "State")])
        #expect(replaced.changes.count == 3)
        #expect(replaced.hazards == [])
    }

    @Test func aTextColumnBecomesAnEnumAndBack() throws {
        let text = Table.with("articles", [Column("status", .varchar(20))])
        let there = try planned([text], [table(["a"])])
        #expect(there.changes.count == 2)
        #expect(there.hazardIDs == ["change-type:articles.status"])
        let back = try planned([table(["a"])], [text])
        #expect(back.changes.count == 2)
        #expect(back.hazards == [])
        let short = try planned([table(["long"])], [.with("articles", [Column("status", .varchar(3))])])
        #expect(short.hazardIDs == ["change-type:articles.status"])
    }

    @Test func aChangedNumberIsReportedAndANewOneIsNot() throws {
        let plan = try planned(
            [numbers([("Low", 0), ("High", 9)])], [numbers([("Low", 0), ("Mid", 5), ("High", 10)])])
        #expect(
            plan.changes == [
                .addEnumValue(.number(5, name: "Mid"), to: "Level", in: "articles", before: "High"),
                .renumberEnumValue("High", from: 9, to: 10, of: "Level", in: "articles"),
            ])
        #expect(plan.hazardIDs == ["renumber-enum:articles.Level.High"])
        #expect(plan.hazards[0].rows == .holding(.number(9, name: "High"), in: ["level"], of: "articles"))
    }

    @Test func aNumberThatIsRemovedIsReported() throws {
        let plan = try planned([numbers([("Low", 0), ("High", 9)])], [numbers([("Low", 0)])])
        #expect(plan.hazardIDs == ["drop-enum-value:articles.Level.High"])
        #expect(
            plan.hazards[0].message
                == "rows of 'articles' with 9, which was 'High' of Level, keep it: it no longer has a name")
        #expect(plan.hazards[0].advice == ["name the replacement for rows that have it: High [removed, to: …]"])
        let taken = try planned([numbers([("Low", 0), ("High", 9)])], [numbers([("Top", 9), ("Low", 0)])])
        #expect(
            taken.hazards.map(\.message) == [
                "rows of 'articles' with 9, which was 'High' of Level, keep it: from now on it means 'Top'"
            ])
    }

    @Test func rowsOfARemovedNumberGetTheNumberThatItsReplacementIsGiven() throws {
        var hints = Hints()
        hints.replacements[.init(table: "articles", enumType: "Level", value: "Mid")] = "High"
        let plan = try planned(
            [numbers([("Low", 0), ("Mid", 1), ("High", 9)])], [numbers([("Low", 0), ("High", 10)])], hints: hints)
        #expect(
            plan.changes == [
                .renumberEnumValue("High", from: 9, to: 10, of: "Level", in: "articles"),
                .dropEnumValue(
                    .number(1, name: "Mid"), from: "Level", in: "articles", before: "High", replacement: "High"),
            ])
        #expect(plan.hazards.map(\.message).first == "rows of 'articles' with 'Mid' of Level get 'High'")
    }

    @Test func anInferredRenameOfANumberSaysThatRowsKeepIt() throws {
        let plan = try planned([numbers([("Low", 0), ("High", 9)])], [numbers([("Low", 0), ("Top", 9)])])
        #expect(plan.changes == [.renameEnumValue("High", to: "Top", of: "Level", in: "articles")])
        #expect(
            plan.hazards.map(\.message) == [
                "'Top' replaces 'High' in Level, so a rename is assumed; rows of 'articles' with 9 keep it, "
                    + "and from now on it means 'Top'"
            ])
    }

    @Test func anEnumStoredInAnotherWayIsReplaced() throws {
        let texts = Table.with(
            "articles", [Column("level", .enumeration("Level"))], enums: [EnumType("Level", [.text("a")])])
        let plan = try planned([texts], [numbers([("a", 1)])])
        #expect(plan.hazardIDs == ["change-type:articles.level"])
        #expect(
            plan.hazards[0].message.hasPrefix(
                "'articles.level' changes from enum(Level) as text to enum(Level) as integer: "))
        #expect(
            plan.summaries[0].lines == [
                "~ enum Level as integer: a = 1", "~ level: enum(Level) as text → enum(Level) as integer",
            ])
        #expect(plan.summaries[0].sentence == "Changes the enum `Level` and `level`.")
        let wider = try planned([numbers([("a", 1)])], [numbers([("a", 1)], storage: .bigInteger)])
        #expect(wider.changes.count == 4)
    }

    @Test func anEnumWhoseNameDiffersInCaseOrUnderscoresIsRenamed() throws {
        for (old, new) in [("weekday", "Weekday"), ("WeekDay", "week_day"), ("Week_day", "WeekDay")] {
            let plan = try planned(
                [table(["a", "b"], type: old)], [table(["a", "b", "c"], type: new)])
            #expect(
                plan.changes == [
                    .renameEnum(old, to: new, in: "articles"), .addEnumValue(.text("c"), to: new, in: "articles"),
                ])
            #expect(plan.hazards == [])
        }
    }
}
