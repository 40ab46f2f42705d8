import Raido
import RaidoTestSupport
import Testing

@Suite struct `What a schema knows of references` {
    private func expectTrue(of schema: Schema, seed: UInt64) {
        for name in schema.tables.map(\.name) + ["nobody"] {
            let referring = schema.tables.filter { $0.foreignKeys.contains { $0.referencedTable == name } }
            #expect(schema.tables(referringTo: name) == referring, "seed \(seed), \(name)")
            let around = schema.tables.filter { $0.name == name || referring.contains($0) }
            #expect(schema.tables(around: [name]) == around, "seed \(seed), \(name)")
        }
    }

    @Test(arguments: Seeds.first(100)) func `stays true through changes`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let original = randomSchema(using: &generator)
        let tables = original.tables
        var schema = original
        expectTrue(of: schema, seed: seed)
        for (place, table) in tables.enumerated() {
            try schema.apply(.renameTable(table.name, to: "renamed_\(place)"))
            if let column = schema["renamed_\(place)"]?.columns.first?.name {
                try schema.apply(.renameColumn(column, to: "column_\(place)", in: "renamed_\(place)"))
            }
            expectTrue(of: schema, seed: seed)
        }
        for table in schema.tables.shuffled(using: &generator) {
            schema[table.name] = nil
            expectTrue(of: schema, seed: seed)
        }
        #expect(schema.isEmpty && schema == Schema())
        #expect(original.tables == tables, "a copy that was changed is another one")
        #expect(original == Schema(tables.shuffled(using: &generator)))
        #expect(original.hashValue == Schema(tables.reversed()).hashValue)
    }
}
