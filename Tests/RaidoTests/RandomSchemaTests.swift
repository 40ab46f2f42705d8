import Raido
import RaidoTestSupport
import Testing

@Test(arguments: Seeds.first(300))
func aRandomSchemaIsValid(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    #expect(problems(in: randomSchema(using: &generator)) == [])
}

@Test(arguments: Seeds.first(300))
func aRandomSuccessorIsValidAndComesAgain(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let schema = randomSchema(using: &generator)
    var twin = generator
    let (successor, hints) = randomSuccessor(of: schema, using: &generator)
    #expect(problems(in: successor) == [])
    #expect(randomSuccessor(of: schema, using: &twin) == (successor, hints))
}

@Test func randomSchemasCoverWhatASchemaCanHold() {
    let tables = Seeds.first(200).flatMap { seed in
        var generator = SplitMix64(seed: seed)
        return randomSchema(using: &generator).tables
    }
    let columns = tables.flatMap(\.columns)
    #expect(Set(columns.map { $0.type.description }).count > 35)
    #expect(columns.contains { $0.isIdentity })
    #expect(columns.contains { $0.isSetOnUpdate })
    #expect(columns.contains { $0.generated != nil })
    #expect(columns.contains { $0.collation != nil })
    #expect(tables.contains { $0.primaryKey.count > 1 })
    #expect(tables.contains { $0.primaryKey.isEmpty })
    #expect(tables.contains { $0.indexes.contains { $0.predicate != nil && $0.isUnique } })
    #expect(tables.contains { table in table.foreignKeys.contains { $0.referencedTable == table.name } })
    #expect(tables.contains { $0.foreignKeys.contains { $0.columns.count > 1 } })
    #expect(tables.contains { $0.enums.contains { $0.storage != .text } })
}
