import Foundation
import Raido
import RaidoConsole
import RaidoLanguage
import Testing

/// Reads the examples of docs/language.md as a user's file would be.
@Suite struct Documentation {
    @Test func everyModelOfThePageIsReadWithoutAMessage() throws {
        let examples = try fences().filter { $0.language == "raido" }
        #expect(examples.count > 15)
        for example in examples {
            #expect(try messages(example.text) == [], "docs/language.md:\(example.line)")
        }
    }

    @Test func everyMistakeOfThePageHasTheMessagesThatFollowIt() throws {
        let all = try fences()
        let places = all.indices.filter { all[$0].language == "raido-error" }
        #expect(places.count > 5)
        for place in places {
            let following = try #require(place + 1 < all.count ? all[place + 1] : nil)
            #expect(following.language == "text")
            let expected = following.text.split(separator: "\n").map(String.init)
            #expect(try messages(all[place].text) == expected, "docs/language.md:\(all[place].line)")
        }
    }

    private struct Fence {
        var language: String
        var text: String
        var line: Int
    }

    /// The fenced blocks of the page.
    private func fences() throws -> [Fence] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appendingPathComponent("docs/language.md"), encoding: .utf8)
        var result: [Fence] = []
        var open: Fence?
        for (number, line) in page.components(separatedBy: "\n").enumerated() {
            if var fence = open {
                if line == "```" {
                    result.append(fence)
                    open = nil
                } else {
                    fence.text += line + "\n"
                    open = fence
                }
            } else if line.hasPrefix("```") {
                open = Fence(language: String(line.dropFirst(3)), text: "", line: number + 1)
            }
        }
        return result
    }

    /// What is said about a file with this text, a line for each message and note.
    private func messages(_ text: String) throws -> [String] {
        let file = SourceFile(path: "entities/models.swift", bytes: Array(text.utf8))
        let lines = LineTable(file.bytes)
        func line(_ span: SourceSpan?, _ severity: String, _ message: String) -> String {
            let position = lines.position(of: span?.start ?? 0)
            return "\(span?.path ?? "-"):\(position.line):\(position.column): \(severity): \(message)"
        }
        var diagnostics: [Diagnostic] = []
        do throws(DiagnosticsError) {
            diagnostics = try readModels(
                [file], frameworks: [], knownFrameworkTables: [], options: LanguageOptions()
            ).warnings
        } catch {
            diagnostics = error.diagnostics
        }
        return diagnostics.flatMap { diagnostic in
            [line(diagnostic.span, diagnostic.severity.rawValue, diagnostic.message)]
                + diagnostic.notes.map { line($0.span, "note", $0.message) }
        }
    }
}
