import Raido
import RaidoPlanning
import Testing

/// Enums of numbers: no engine knows of them, so rows keep their numbers but for those that the user maps.
@Suite struct NumberEnumTests {
    private func numbers(_ values: [(String, Int64)], storage: ColumnType = .integer) -> Table {
        .with(
            "articles", [Column("level", .enumeration("Level"))],
            enums: [EnumType("Level", storage: storage, values.map { .number($1, name: $0) })])
    }

    private static let findings = [
        "drop-enum-value:articles.Level.Mid", "renumber-enum:articles.Level.High",
    ]
    private static let before: [(String, Int64)] = [("Low", 1), ("Mid", 2), ("High", 3)]
    private static let after: [(String, Int64)] = [("Low", 1), ("High", 30)]

    private func replacingMid(of type: String = "Level", by name: String = "Low") -> Hints {
        var hints = Hints()
        hints.replacements[.init(table: "articles", enumType: type, value: "Mid")] = name
        return hints
    }

    @Test func valuesOfAnEnumOfAnotherSizeAreFoundAndReplaced() throws {
        let old = numbers(Self.before, storage: .smallInteger)
        let wider = try planned([old], [numbers(Self.after)], hints: replacingMid())
        #expect(wider.hazardIDs == Self.findings)
        #expect(wider.hazards[0].rows == .holding(.number(2, name: "Mid"), in: ["level"], of: "articles"))
        #expect(wider.hazards[0].message == "rows of 'articles' with 'Mid' of Level get 'Low'")
        #expect(wider.fault == nil)
        #expect(wider.summaries[0].lost == ["Reverting restores the value `Mid`; rows that held it keep `Low`."])
        // Numbers for which the new size has no room are replaced first.
        let large = try planned(
            [numbers([("Low", 1), ("Mid", 100_000), ("High", 3)])], [numbers(Self.after, storage: .smallInteger)],
            hints: replacingMid(by: "High"))
        #expect(large.fault == nil)
        #expect(Set(large.hazardIDs) == Set(Self.findings + ["change-type:articles.level"]))
        let places = large.changes.indices.filter { place in
            switch large.changes[place] {
            case .dropEnumValue, .alterColumn: true
            default: false
            }
        }
        #expect(places.count == 2)
        if case .alterColumn? = places.last.map({ large.changes[$0] }) {} else { Issue.record("\(large.changes)") }
    }

    @Test func aValueIsRenamedWhateverTheSizeOfItsEnum() throws {
        let old = numbers([("Low", 1), ("High", 3)], storage: .smallInteger)
        var hints = Hints()
        hints.enumValues[.init(table: "articles", enumType: "Level", value: "Top")] = "High"
        let plan = try planned([old], [numbers([("Low", 1), ("Top", 3)])], hints: hints)
        #expect(plan.changes.first == .renameEnumValue("High", to: "Top", of: "Level", in: "articles"))
        #expect(plan.hazards == [] && plan.fault == nil)
    }

    @Test func anEnumOfNumbersUnderAnotherNameIsTheSameToItsRows() throws {
        func table(_ name: String, _ values: [(String, Int64)], storage: ColumnType = .integer) -> Table {
            var table = numbers(values, storage: storage)
            table.enums[0].name = name
            table.columns[table.columns.count - 1].type = .enumeration(name)
            return table
        }
        for storage in [ColumnType.integer, .bigInteger] {
            let plan = try planned(
                [numbers(Self.before)], [table("Rank", Self.after, storage: storage)],
                hints: replacingMid(of: "Rank"))
            #expect(plan.hazardIDs == Self.findings.map { $0.replacing("Level", with: "Rank") })
            #expect(plan.changes.first == .renameEnum("Level", to: "Rank", in: "articles"))
            #expect(plan.fault == nil)
        }
    }

    /// The other enum, or the former one, has rows of its own.
    @Test func aColumnThatMovesToAnotherEnumOfNumbersTakesItsRowsAlong() throws {
        let types = [Self.before, Self.after].enumerated().map { place, values in
            EnumType(place == 0 ? "A" : "B", storage: .integer, values.map { .number($1, name: $0) })
        }
        func table(_ type: String) -> Table {
            .with(
                "articles",
                [Column("a", .enumeration("A")), Column("b", .enumeration("B")), Column("c", .enumeration(type))],
                enums: types)
        }
        let plan = try planned([table("A")], [table("B")], hints: replacingMid(of: "B"))
        #expect(plan.hazardIDs == ["drop-enum-value:articles.B.Mid", "renumber-enum:articles.B.High"])
        #expect(plan.hazards[0].rows == .holding(.number(2, name: "Mid"), in: ["c"], of: "articles"))
        #expect(
            plan.changes == [
                .alterColumn(
                    in: "articles", from: Column("c", .enumeration("A")), to: Column("c", .enumeration("B")),
                    using: "CASE \"c\" WHEN 2 THEN 1 ELSE \"c\" END")
            ])
    }
}
