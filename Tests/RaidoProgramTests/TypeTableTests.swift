import Foundation
import Testing

/// The table of types in docs/engines.md is what models become.
@Suite struct `The table of types` {
    private struct Row {
        var type: String
        var natives: [String]
    }

    private static let engines = ["sqlite", "postgresql", "mysql", "mariadb"]

    private func rows() throws -> [Row] {
        let path = packageFolder.appendingPathComponent("docs/engines.md")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.hasPrefix("| type | SQLite") })
        return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: [" ", "`"]) }
            return Row(type: cells[0], natives: Array(cells.dropFirst()))
        }
    }

    @Test func `is what raido makes of each type`() throws {
        let rows = try rows()
        #expect(rows.count >= 30)
        let fields = rows.enumerated().map { "f\($0.offset): \($0.element.type) [nullable]" }.joined(separator: ", ")
        let project = try ScratchProject(["entities/t.model": "model! { T, table: \"t\", fields: { \(fields) } }"])
        for (place, engine) in Self.engines.enumerated() {
            let outcome = try project.raido("sql", "--schema", "--engine", engine)
            let script = outcome.output.replacing("`", with: "\"")
            for (number, row) in rows.enumerated() {
                let line = script.split(separator: "\n").first { $0.hasPrefix("    \"f\(number)\" ") }
                let words = line?.dropFirst("    \"f\(number)\" ".count) ?? ""
                let rest = words.hasPrefix(row.natives[place]) ? words.dropFirst(row.natives[place].count) : "?"
                let isWhole = [",", " CHECK", " COLLATE", " CONSTRAINT", ""].contains {
                    rest == $0 || rest.hasPrefix($0 + " ")
                }
                #expect(isWhole, "\(row.type) on \(engine): \(words)")
            }
        }
    }
}
