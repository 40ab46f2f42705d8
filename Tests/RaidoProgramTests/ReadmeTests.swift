import Foundation
import Testing

/// Does what the README tells its reader to do, in its order, and compares what the programs print.
@Suite struct ReadmeTests {
    @Test func everyCommandPrintsWhatTheReadmeShows() throws {
        let project = try ScratchProject()
        try FileManager.default.copyItem(
            at: packageFolder.appendingPathComponent("snapshots"),
            to: project.folder.appendingPathComponent("example"))
        var commands = 0
        for block in try fencedBlocks(of: "README.md") {
            switch block.language {
            case "swift": try follow(block, in: project)
            case "console":
                for command in block.commands {
                    commands += 1
                    try perform(command, in: project)
                }
            default: break
            }
        }
        #expect(commands >= 8)
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

    private func perform(_ command: FencedBlock.Command, in project: ScratchProject) throws {
        let words = command.line.split(separator: " ").map(String.init)
        guard words.starts(with: ["swift", "run"]), let program = BuiltProgram(documented: words[2]) else { return }
        if command.output.contains(where: { $0.contains("unknown type 'txt'") }) {
            let model = try project.text("entities/article.swift")
            try project.write(
                model.replacingOccurrences(of: "text   [", with: "txt    ["), to: "entities/article.swift")
        }
        if words.contains("migrate"), words.contains("check") {
            try project.remove("snapshots")
            try FileManager.default.moveItem(
                at: project.folder.appendingPathComponent("example"),
                to: project.folder.appendingPathComponent("snapshots"))
        }
        let outcome = try run(program, Array(words.dropFirst(3)), in: project.folder)
        let printed = steady(outcome.output + outcome.errors).split(separator: "\n", omittingEmptySubsequences: true)
        let shown = command.output.map { steady($0) }.filter { !$0.isEmpty }
        #expect(matches(printed.map(String.init)[...], shown[...]), "\(command.line) printed:\n\(outcome)")
    }

    /// A text without what differs from run to run: times of day and durations.
    private func steady(_ text: String) -> String {
        text.replacingOccurrences(of: "m?20[0-9]{6}_[0-9]{6}", with: "STAMP", options: .regularExpression)
            .replacingOccurrences(of: "[0-9]+ ms", with: "N ms", options: .regularExpression)
            .replacingOccurrences(of: "SQLite 3[0-9.]+", with: "SQLite 3", options: .regularExpression)
    }

    /// Whether lines are as shown; a shown `…` stands for any lines, or none.
    private func matches(_ printed: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
        guard let first = shown.first else { return printed.isEmpty }
        if first.trimmingCharacters(in: .whitespaces) == "…" {
            return (printed.startIndex...printed.endIndex).contains { matches(printed[$0...], shown.dropFirst()) }
        }
        return printed.first == first && matches(printed.dropFirst(), shown.dropFirst())
    }

    @Test func itIsShort() throws {
        let text = try String(contentsOf: packageFolder.appendingPathComponent("README.md"), encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 200)
    }
}

/// A block of a document between fences.
struct FencedBlock {
    struct Command {
        var line: String
        var output: [String]
    }

    var language: String
    var lines: [String]

    /// The lines that begin with `$`, each with what follows it.
    var commands: [Command] {
        var commands: [Command] = []
        for line in lines {
            if line.hasPrefix("$ ") {
                commands.append(Command(line: String(line.dropFirst(2)), output: []))
            } else if !commands.isEmpty {
                commands[commands.count - 1].output.append(line)
            }
        }
        return commands
    }
}

func fencedBlocks(of path: String) throws -> [FencedBlock] {
    let text = try String(contentsOf: packageFolder.appendingPathComponent(path), encoding: .utf8)
    var blocks: [FencedBlock] = []
    var open: FencedBlock?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
        if line.hasPrefix("```") {
            if let block = open {
                blocks.append(block)
                open = nil
            } else {
                open = FencedBlock(language: String(line.dropFirst(3)), lines: [])
            }
        } else {
            open?.lines.append(line)
        }
    }
    return blocks
}
