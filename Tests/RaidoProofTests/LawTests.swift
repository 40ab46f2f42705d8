#if SQLite
    import Raido
    import RaidoTestSupport
    import Testing

    @Suite struct `A proof in memory` {
        static let parts = Array(stride(from: UInt64(1), to: 300, by: 30))

        @Test(arguments: parts) func `holds for every plan between random schemas`(first: UInt64) throws {
            var law = ProofLaw()
            for seed in first..<(first + 30) { try law.hold(RandomPlan(seed), seed: seed) }
            law.expectRows()
        }
    }
#endif
