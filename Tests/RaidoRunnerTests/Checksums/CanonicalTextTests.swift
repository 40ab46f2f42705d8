import Raido
import RaidoTestSupport
import Testing

@testable import RaidoRunner

/// History tables hold checksums of this text. Where it changes for a migration that stays the same, each database that
/// has the migration says that it was edited.
@Suite struct CanonicalTextTests {
    @Test func theTextAndChecksumOfEveryChangeStay() throws {
        var counts: [ChangeKind: Int] = [:]
        let texts = ChangeExamples.all.map { change in
            let kind = ChangeKind(change)
            counts[kind, default: 0] += 1
            return "== \(kind.rawValue) \(counts[kind, default: 0])\n" + text(of: [change])
        }
        // By kind, so that a line that is added to the examples is one that is added to the file.
        let sorted = ChangeKind.allCases.flatMap { kind in
            zip(ChangeExamples.all, texts).filter { ChangeKind($0.0) == kind }.map(\.1)
        }
        let found = sorted.joined() + "== no change\n" + text(of: []) + "== two changes\n" + text(of: Self.two)
        let difference = try Golden("checksums/changes.txt").difference(from: found)
        #expect(difference == nil)
    }

    @Test func differentChangesHaveDifferentTexts() {
        for (text, changes) in Dictionary(grouping: ChangeExamples.all, by: { CanonicalText.of([$0]) }) {
            #expect(Set(changes).count == 1, "\(text)")
        }
    }

    private static let two: [Change] = [.renameTable("old", to: "new"), .dropTable(TableExamples.small)]

    /// Two lines: the checksum, and the text in ASCII.
    private func text(of changes: [Change]) -> String {
        let text = CanonicalText.of(changes).unicodeScalars.map { scalar in
            switch scalar {
            case "\n": "\\n"
            case "\\": "\\\\"
            case " "..."~": String(scalar)
            default: "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return "\(Migration(id: "m", batch: "b", changes: changes).checksum)\n\(text.joined())\n"
    }
}
