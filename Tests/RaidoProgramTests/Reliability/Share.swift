import Foundation

/// How much of a long test is run: every nth part, from a place that `RAIDO_SEED` chooses. `Scripts/reliability` asks for
/// the whole, which is all but of what is too much of the same.
enum Share {
    static let isWhole = isThorough

    static let seed = ProcessInfo.processInfo.environment["RAIDO_SEED"].flatMap(Int.init) ?? 1

    static func of<Element>(_ elements: [Element], every step: Int, ofWhole wholeStep: Int = 1) -> [Element] {
        let step = isWhole ? wholeStep : step
        return elements.enumerated().filter { $0.offset % step == seed % step }.map(\.element)
    }

    /// A line of figures, for the table in docs/reliability.md.
    static func print(_ cells: [String]) {
        Swift.print("| " + cells.joined(separator: " | ") + " |" + (isWhole ? "" : " (a share, seed \(seed))"))
    }
}
