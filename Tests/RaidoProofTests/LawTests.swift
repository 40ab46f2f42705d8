#if SQLite
    import Raido
    import RaidoProof
    import RaidoTestSupport
    import Testing

    @Suite struct `A proof in memory` {
        /// Thirty seeds each.
        static let parts = {
            let seeds = Seeds.first(300)
            return stride(from: 0, to: seeds.count, by: 30).map { Array(seeds[$0..<min($0 + 30, seeds.count)]) }
        }()

        @Test(arguments: parts) func `holds for every plan between random schemas`(seeds: [UInt64]) throws {
            var law = ProofLaw()
            for seed in seeds { try law.hold(RandomPlan(seed), seed: seed) }
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
