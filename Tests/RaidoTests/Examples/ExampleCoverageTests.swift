import Raido
import RaidoTestSupport
import Testing

/// The examples that golden files are made of leave nothing of the vocabulary out.
@Suite struct ExampleCoverageTests {
    @Test func everyKindOfChangeHasAnExample() {
        #expect(Set(ChangeExamples.all.map { ChangeKind($0) }) == Set(ChangeKind.allCases))
    }

    @Test func everyColumnTypeHasAnExample() {
        #expect(Set(TableExamples.full.columns.map { ColumnTypeKind($0.type) }) == Set(ColumnTypeKind.allCases))
    }

    @Test func everyKindOfValueHasAnExample() {
        let fills = ChangeExamples.all.compactMap { change -> Fill? in
            if case .addColumn(_, _, let fill) = change { fill } else { nil }
        }
        let table = TableExamples.full
        let kinds =
            table.columns.compactMap(\.defaultValue).map { ValueKind($0) } + fills.map { ValueKind($0) }
            + table.indexes.flatMap(\.parts).map { ValueKind($0) } + table.enums.flatMap(\.values).map { ValueKind($0) }
        #expect(Set(kinds) == Set(ValueKind.allCases))
    }

    @Test func everyForeignKeyActionHasAnExampleInBothPlaces() {
        let actions = Set(ForeignKey.Action.allCases)
        #expect(Set(TableExamples.foreignKeys.map(\.onDelete)) == actions)
        #expect(Set(TableExamples.foreignKeys.map(\.onUpdate)) == actions)
    }

    @Test func everyPropertyHasTwoValuesAndEveryOptionIsSetAndLeftOut() {
        #expect(ExampleCoverage(ChangeExamples.all).missing == [])
    }

    @Test func aPropertyThatIsNeverSetIsFound() {
        #expect(ExampleCoverage([Change.dropColumn(Column("c", .text), from: "t")]).missing.contains("Column.comment"))
        #expect(ExampleCoverage([Change.addColumn(Column("c", .text), to: "t")]).missing.contains("addColumn.fill"))
    }
}
