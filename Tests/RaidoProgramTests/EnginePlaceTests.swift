import Foundation
import Testing

/// What is known of an engine is in its folders. Elsewhere no code compares engines: it asks facts, a dialect or a driver.
@Suite struct `An engine is a place` {
    /// The files that map an engine to what is known of it, and what they are read from.
    private static let mappings: Set = [
        "Raido/Engines/Engine.swift", "Raido/Engines/SQLFragment+Engines.swift", "RaidoRunner/Driver.swift",
        "RaidoSQL/Dialect.swift",
    ]

    private struct Place: CustomStringConvertible {
        var file: String
        var line: Int
        var text: String
        var description: String { "\(file):\(line): \(text)" }
    }

    private func places() throws -> [Place] {
        let sources = packageFolder.appendingPathComponent("Sources").path
        let files = try #require(FileManager.default.enumerator(atPath: sources)).compactMap { $0 as? String }
        let folders = ["SQLite", "PostgreSQL", "MySQL"]
        let shared = files.filter { file in
            file.hasSuffix(".swift") && !Self.mappings.contains(file)
                && !file.split(separator: "/").contains { folders.contains(String($0)) }
        }
        #expect(shared.count > 300)
        return try shared.flatMap { file in
            let text = try String(contentsOfFile: "\(sources)/\(file)", encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return lines.enumerated().compactMap { line in
                let name = /(^|[^A-Za-z0-9_"]|Engine|DriverTrait)\.(sqlite|postgresql|mysql|mariadb)\b/
                let isNamed = line.element.contains(name)
                return isNamed && !line.element.contains("///")
                    ? Place(file: file, line: line.offset + 1, text: line.element.trimmingCharacters(in: .whitespaces))
                    : nil
            }
        }
    }

    @Test func `no code outside of the engines' folders names one`() throws {
        let places = try places()
        // The proof that every plan gets is on SQLite, and what it says has a key of its own.
        #expect(places.map(\.file).sorted() == ["raido/Proving.swift", "raido/RunReport.swift"], "\(places)")
    }
}
