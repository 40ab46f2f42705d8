#if SQLite
    import Raido
    import RaidoPlanning
    import RaidoProof
    import RaidoTestSupport
    import Testing

    @Suite struct `A proof in memory` {
        static let parts = Array(stride(from: UInt64(1), to: 300, by: 30))

        @Test(arguments: parts) func `holds for every plan between random schemas`(first: UInt64) throws {
            var rows = 0
            for seed in first..<(first + 30) {
                let request = RandomPlan(seed).request
                switch try prove(request) {
                case .proved(let record): rows += record.rows
                case .impossible(let reason): Issue.record("seed \(seed): \(reason)")
                case .failed(let failure):
                    Issue.record("seed \(seed), warned of \(request.hazards.map(\.id)): \(failure)")
                }
            }
            #expect(rows > 150, "only \(rows) rows in 30 plans")
        }
    }
#endif
