import RaidoPlanning
import RaidoTestSupport
import Testing

/// Ids of findings are in scripts and CI settings, as values of `--allow`.
@Suite struct FindingIDTests {
    @Test func theKindsOfFindingsKeepTheirNames() throws {
        let found = Hazard.Kind.allCases.map { $0.rawValue + "\n" }.sorted().joined()
        let difference = try Golden("findings.txt").difference(from: found)
        #expect(difference == nil)
    }
}
