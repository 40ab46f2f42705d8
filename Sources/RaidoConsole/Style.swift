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

    package func bold(_ text: String) -> String { paint(text, "1") }
    package func dim(_ text: String) -> String { paint(text, "2") }
    package func red(_ text: String) -> String { paint(text, "31") }
    package func green(_ text: String) -> String { paint(text, "32") }
    package func yellow(_ text: String) -> String { paint(text, "33") }
    package func blue(_ text: String) -> String { paint(text, "34") }

    private func paint(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
