import RaidoSQL

/// A table as `SHOW CREATE TABLE` tells it: a line for each of its parts.
struct MySQLDefinition {
    private var lines: [Substring]

    init(_ text: String) {
        lines = text.split(separator: "\n").map { line in
            let line = line.drop { $0 == " " }
            return line.last == "," ? line.dropLast() : line
        }
    }

    func column(_ name: String) -> Substring? { line("\(backtickQuote(name)) ") }

    func check(_ name: String) -> Substring? { line("CONSTRAINT \(backtickQuote(name)) CHECK ") }

    func index(_ name: String) -> Substring? {
        line("KEY \(backtickQuote(name)) (") ?? line("UNIQUE KEY \(backtickQuote(name)) (")
    }

    private func line(_ beginning: String) -> Substring? { lines.first { $0.hasPrefix(beginning) } }
}
