package import Raido
package import RaidoConsole
import RaidoPlanning
package import RaidoProject

extension HistoryFinding {
    /// The finding with what differs, in the words of a plan.
    package var diagnostic: Diagnostic { diagnostic(differences: differences) }

    /// The finding after a rebuild that overwrote or deleted the snapshot.
    package var overwritten: Diagnostic { overwritten(differences: differences) }

    /// What differs between the snapshot and the migrations, or between migrations, a line each.
    package var differences: [String] {
        guard let expected, let found else { return sides.map(\.sideInWords) }
        let all = RaidoPlanning.differences(expected: Schema([expected]), found: Schema([found]))
        let lines = all.prefix(Self.shownDifferences).map {
            $0.line(expectedBy: "the migrations", foundIn: "the snapshot")
        }
        let rest = all.count - lines.count
        return lines + (rest > 0 ? ["and \(rest) more difference\(rest == 1 ? "" : "s")"] : [])
    }

    private static let shownDifferences = 8

    /// The finding in JSON documents.
    package var document: JSONDocument {
        .object([
            ("id", .string(id)), ("severity", .string(severity.rawValue)), ("path", .string(path)),
            ("migration", .optional(migration)), ("table", .optional(table)), ("message", .string(message)),
            ("differences", .strings(differences)), ("advice", .strings(advice)),
            ("sides", .strings(sides.map(\.id))),
        ])
    }
}

extension Migration {
    /// What it does, beside what another one does: "m2026…: Adds `phone`."
    package var sideInWords: String { "\(id): \(sentence(of: changes, on: Schema()))" }
}
