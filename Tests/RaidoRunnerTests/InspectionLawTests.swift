#if SQLite
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `Inspecting what was created` {
        @Test(arguments: Seeds.first(200)) func `gives what was wanted`(seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            let schema = randomSchema(using: &generator)
            let bench = try Workbench()
            try bench.apply(schema.tables.map(Change.createTable))
            try bench.expectAsWanted()
        }
    }
#endif
