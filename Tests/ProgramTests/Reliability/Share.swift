import Foundation

/// How much of a long test is run: all of it where `Scripts/reliability` asks for that, otherwise every nth part, from a
/// place that `RAIDO_SEED` chooses.
enum Share {
    static let isWhole = ProcessInfo.processInfo.environment["RAIDO_RELIABILITY"] != nil

    private static let seed = ProcessInfo.processInfo.environment["RAIDO_SEED"].flatMap(Int.init) ?? 1

    static func of<Element>(_ elements: [Element], every step: Int) -> [Element] {
        if isWhole { return elements }
        return elements.enumerated().filter { $0.offset % step == seed % step }.map(\.element)
    }

    /// A line of figures, for the table in docs/reliability.md.
    static func print(_ cells: [String]) {
        Swift.print("| " + cells.joined(separator: " | ") + " |" + (isWhole ? "" : " (a share)"))
    }
}
