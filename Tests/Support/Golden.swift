import Foundation

/// A file in `Tests/Golden` that holds what a test expects, compared whole.
///
///     let difference = try Golden("snapshots/full.json").difference(from: text)
///     #expect(difference == nil)
///
/// `RECORD_GOLDEN=1 swift test` writes the files instead, and fails each test that does so: read what changed, and test
/// again without it. These files are promises: databases, projects and scripts of users hold what is in them. So add to
/// them, and change nothing that is there.
package struct Golden {
    package var path: String

    /// - Parameter name: The file's path in `Tests/Golden`.
    package init(_ name: String) {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        path = tests.appendingPathComponent("Golden/\(name)").path
    }

    package func text() throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    /// What to say where the text is not the file's; nil where it is.
    package func difference(from found: String) throws -> String? {
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(found.utf8).write(to: URL(fileURLWithPath: path))
            return "recorded \(path); test again without RECORD_GOLDEN"
        }
        let expected = try text()
        // Texts that are equal to Swift may differ in their bytes.
        if Array(expected.utf8) == Array(found.utf8) { return nil }
        return Self.firstDifference(expected, found, in: path)
    }

    private static func firstDifference(_ expected: String, _ found: String, in path: String) -> String {
        let (old, new) = (lines(expected), lines(found))
        let place = zip(old, new).prefix { $0.elementsEqual($1) }.count
        func line(_ lines: [Substring.UTF8View]) -> String {
            place < lines.count ? String(Substring(lines[place])) : "the end"
        }
        return "\(path):\(place + 1) has\n\(line(old))\nand what was found is\n\(line(new))"
    }

    private static func lines(_ text: String) -> [Substring.UTF8View] {
        text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    }
}
