/// Whether and how output is coloured.
package struct Style: Sendable {
    package var isColoured: Bool

    /// No colour at all.
    package static let plain = Style(isColoured: false)

    package init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// Colour on a terminal, unless `NO_COLOR` is set to anything (no-color.org) or the terminal is `dumb`.
    package init(isTerminal: Bool, noColor: String?, terminalName: String?) {
        isColoured = isTerminal && (noColor ?? "").isEmpty && terminalName != "dumb"
    }

    package func bold(_ text: String) -> String { paint(text, .bold) }
    package func dim(_ text: String) -> String { paint(text, .dim) }
    package func red(_ text: String) -> String { paint(text, .red) }
    package func green(_ text: String) -> String { paint(text, .green) }
    package func yellow(_ text: String) -> String { paint(text, .yellow) }
    package func blue(_ text: String) -> String { paint(text, .blue) }

    /// What it may write to a terminal besides text.
    static let sequences = Code.allCases.map(\.sequence)

    private enum Code: Int, CaseIterable {
        case plain = 0
        case bold, dim
        case red = 31
        case green, yellow, blue

        var sequence: String { "\u{1B}[\(rawValue)m" }
    }

    private func paint(_ text: String, _ code: Code) -> String {
        isColoured && !text.isEmpty ? code.sequence + text + Code.plain.sequence : text
    }
}
