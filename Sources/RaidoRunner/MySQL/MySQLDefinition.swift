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

    /// What it says of a part that a statement may change, or nil where it does not have that.
    func text(of part: StatementTrace.Part) -> String? {
        switch part {
        case .thing: nil
        case .column(let name, _): line("\(backtickQuote(name)) ").map(String.init)
        case .key(let name, _): key(name).map(String.init)
        // A unique constraint is a key to these engines; the index that a foreign key wants may have the key's name.
        case .constraint(let name, _):
            (line("CONSTRAINT \(backtickQuote(name)) ") ?? line("UNIQUE KEY \(backtickQuote(name)) "))
                .map(String.init)
        case .primaryKey: line("PRIMARY KEY ").map(String.init)
        case .partitioning: partitioning
        }
    }

    private func key(_ name: String) -> Substring? {
        ["", "UNIQUE ", "FULLTEXT ", "SPATIAL ", "VECTOR "].lazy.compactMap { kind in
            line("\(kind)KEY \(backtickQuote(name)) ")
        }.first
    }

    private var partitioning: String? {
        // MySQL tells it in a comment that it runs.
        let start = lines.firstIndex { $0.hasPrefix("PARTITION BY") || $0.hasPrefix("/*!50100 PARTITION BY") }
        return start.map { lines[$0...].joined(separator: "\n") }
    }

    /// Names of columns, keys and constraints are the same in capitals and small letters.
    private func line(_ beginning: String) -> Substring? {
        let beginning = beginning.lowercased()
        return lines.first { $0.prefix(beginning.count).lowercased() == beginning }
    }
}
