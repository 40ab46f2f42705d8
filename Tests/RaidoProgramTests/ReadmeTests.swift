import Foundation
import Testing

/// Does what the README tells its reader to do, in its order, and compares what the programs print.
@Suite struct ReadmeTests {
    @Test func everyCommandPrintsWhatTheReadmeShows() throws {
        let project = try ScratchProject()
        var commands = 0
        // The quick start is followed in a package of its own, by ConsumerTests.
        for block in try fencedBlocks(of: "README.md") where block.section != quickStart {
            switch block.language {
            case "swift": try follow(block, in: project)
            case "console":
                for command in block.commands {
                    if try perform(command, in: project) { commands += 1 }
                }
            default: break
            }
        }
        #expect(commands >= 7)
    }

    /// A block that begins with the path of a model is saved there; one that begins with a migration's is compared.
    private func follow(_ block: FencedBlock, in project: ScratchProject) throws {
        guard let first = block.lines.first, first.hasPrefix("// ") else { return }
        let path = String(first.dropFirst(3))
        let text = block.lines.dropFirst().joined(separator: "\n") + "\n"
        if path.hasPrefix("entities/") { try project.write(text, to: path) }
        if path.hasPrefix("migration/") {
            let written = try project.files().keys.filter { $0.hasPrefix("migration/m") }.max()
            #expect(steady(try project.text(#require(written))).hasSuffix(steady(text)))
        }
    }

    /// Runs a command of this package's programs; false for any other, which is not run.
    private func perform(_ command: FencedBlock.Command, in project: ScratchProject) throws -> Bool {
        let words = command.line.split(separator: " ").map(String.init)
        guard words.starts(with: ["swift", "run"]), words.count > 2,
            let program = BuiltProgram(documented: words[2])
        else { return false }
        if command.output.contains(where: { $0.contains("unknown type 'txt'") }) {
            let model = try project.text("entities/article.model")
            try project.write(
                model.replacingOccurrences(of: "text [", with: "txt  ["), to: "entities/article.model")
        }
        if words.contains("up") {
            for name in ["migration", "snapshots"] { try project.remove(name) }
            try project.copyExample(["migration", "snapshots"])
        }
        let outcome = try run(program, Array(words.dropFirst(3)), in: project.folder)
        #expect(command.shows(outcome.output + outcome.errors), "\(command.line) printed:\n\(outcome)")
        return true
    }

    @Test func itIsShort() throws {
        let text = try String(contentsOf: packageFolder.appendingPathComponent("README.md"), encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 200)
    }
}
