import Raido
import RaidoPlanning
import RaidoTestSupport
import Testing

@testable import RaidoProof

/// Applies random plans to databases with rows, takes them back and applies them again. Each schema has to be what is
/// wanted, each row what the changes make of it.
struct ProofLaw {
    private let url: String?
    private var plans = 0
    /// Plans with tables to begin with, and those that went through with rows in them.
    private var filled = 0
    private var kept = 0
    /// Rows that were there when plans went through, of all that were made.
    private var rows = 0
    private var possible = 0

    init(on url: String? = nil) { self.url = url }

    mutating func hold(_ random: RandomPlan, seed: UInt64) throws {
        let request = random.request
        let scope = ProofScope(request)
        let most = scope.start.tables.count * BoundaryRows(scope.start, on: .sqlite).count
        plans += 1
        switch try prove(request, on: url, appliesAgain: true) {
        case .proved(let record):
            filled += most > 0 ? 1 : 0
            kept += record.rows > 0 ? 1 : 0
            rows += record.rows
            possible += most
        case .impossible(let reason): Issue.record("seed \(seed): \(reason)")
        case .stopped: Issue.record("seed \(seed): it took too long")
        case .failed(let failure):
            Issue.record("seed \(seed), warned of \(request.hazards.map(\.id)): \(failure)")
        }
    }

    /// Most plans went through with rows, and most of the rows stayed; few plans tell nothing.
    func expectRows() {
        guard plans >= 30 else { return }
        #expect(kept * 10 >= filled * 8, "only \(kept) of \(filled) plans kept rows")
        #expect(rows * 10 >= possible * 5, "only \(rows) of \(possible) rows stayed")
    }
}
