#if SQLite
    import Raido
    import RaidoProof
    import RaidoTestSupport
    import Testing

    @Suite struct `A proof in memory` {
        static let parts = Array(stride(from: UInt64(1), to: 300, by: 30))

        @Test(arguments: parts) func `holds for every plan between random schemas`(first: UInt64) throws {
            var law = ProofLaw()
            for seed in first..<(first + 30) { try law.hold(RandomPlan(seed), seed: seed) }
            law.expectRows()
        }

        @Test func `takes a person's own conversion to an enum`() throws {
            for request in ConversionsToEnum.requests(for: .sqlite) {
                guard case .proved = try prove(request) else {
                    Issue.record("\(request.before): \(try prove(request))")
                    continue
                }
            }
        }
    }
#endif
