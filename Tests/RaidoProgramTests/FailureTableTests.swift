import Foundation
import Testing

/// docs/failures.md names tests; a name that no test has any more would be a promise that nothing keeps.
@Suite struct FailureTableTests {
    @Test func eachTestThatThePageNamesIsThere() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let root = tests.deletingLastPathComponent()
        var sources = ""
        let files = try #require(FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" && file.path != #filePath {
            sources += try String(contentsOf: file, encoding: .utf8)
        }
        let page = try String(contentsOf: root.appendingPathComponent("docs/failures.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.count >= 25)
        for row in rows {
            let cells = row.split(separator: "|")
            let names = try #require(cells.last).split(separator: "`").filter { $0.contains(where: \.isLetter) }
            #expect(!names.isEmpty, "\(row)")
            for name in names where !FileManager.default.fileExists(atPath: root.appendingPathComponent("\(name)").path)
            {
                let exists = ["func `\(name)`", "func \(name)(", "name: \"\(name)\"", "struct \(name) "].contains {
                    sources.contains($0)
                }
                #expect(exists, "no test is called '\(name)'")
            }
        }
    }
}
