import Foundation
import Testing

/// Histories of the tests are applied from their text, as `raido up` applies them; see `Migrator.init(fromTextOf:…)`.
@Suite struct HistoriesAsTextTests {
    @Test func `a test that applies values, not their text, says why`() throws {
        let tests = packageFolder.appendingPathComponent("Tests")
        let support = tests.appendingPathComponent("Support").path
        let files = try #require(FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil))
        var found = 0
        for case let file as URL in files
        where file.pathExtension == "swift" && file.path != #filePath && !file.path.hasPrefix(support) {
            let text = try String(contentsOf: file, encoding: .utf8)
            // By another name for the type, or `.init`, the argument's label is the same.
            for match in text.matches(of: /(Migrator|\.init)\(\s*migrations:/) {
                found += 1
                let line = text[..<match.range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
                let above = line.dropLast().last ?? ""
                #expect(
                    above.contains("// Compiled: "),
                    """
                    \(file.path):\(line.count): use 'Migrator(fromTextOf: …)', or give the reason in the line above: \
                    '// Compiled: …'
                    """)
            }
        }
        #expect(found > 0, "the search finds none of those that are known")
    }
}
