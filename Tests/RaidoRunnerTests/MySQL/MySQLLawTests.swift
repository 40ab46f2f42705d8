#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.serialized) struct `Random schemas on MySQL and MariaDB` {
        @Test(arguments: MySQLServer.withSeeds(Seeds.first(100)))
        func `are read back as they were wanted`(server: MySQLServer, seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            let schema = randomSchema(using: &generator).withoutWhatMySQLRefuses()
            let bench = try MySQLBench(server)
            try bench.create(schema.tables)
            let difference = try bench.difference()
            #expect(difference == nil)
        }
    }
#endif
