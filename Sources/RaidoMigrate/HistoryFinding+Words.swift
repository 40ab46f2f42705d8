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

    /// The first difference between the migrations and the snapshot, with its attribute: a sentence without a full stop.
    package var firstDifference: String? {
        guard let expected, let found, let difference = expected.firstDifference(from: found) else { return nil }
        let element = difference.element
        let subject = element.description.prefix(1).uppercased() + element.description.dropFirst()
        switch difference {
        case .missing: return "\(subject) is missing from the snapshot"
        case .exists: return "\(subject) exists only in the snapshot"
        case .differs, .inUse, .dangling:
            let pairs = zip(expected.attributes(of: element), found.attributes(of: element))
            guard let (left, right) = pairs.first(where: { $0 != $1 }) else { return nil }
            return
                "\(subject) differs in \(left.name): \(left.value) in the migrations, \(right.value) in the snapshot"
        }
    }

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
