import Foundation

/// The section of the README that a new user follows.
let quickStart = "Quick start"

/// A block of a document between fences.
struct FencedBlock {
    struct Command {
        var line: String
        var output: [String]

        /// Whether a program that prints this does what the document shows. A shown `…` stands for any lines, or none.
        func shows(_ printed: String) -> Bool {
            let printed = steady(printed).split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
            return matches(printed[...], output.map { steady($0) }.filter { !$0.isEmpty }[...])
        }
    }

    /// The heading that the block stands under, without its marks.
    var section: String
    var language: String
    var lines: [String]

    /// The path in the comment that a block of a file begins with, and the file's text.
    var file: (path: String, text: String)? {
        guard let first = lines.first, first.hasPrefix("// "), first.split(separator: " ").count == 2 else {
            return nil
        }
        return (String(first.dropFirst(3)), lines.dropFirst().joined(separator: "\n") + "\n")
    }

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
    var section = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
        if line.hasPrefix("```") {
            if let block = open {
                blocks.append(block)
                open = nil
            } else {
                open = FencedBlock(section: section, language: String(line.dropFirst(3)), lines: [])
            }
        } else if open == nil, line.hasPrefix("## ") {
            section = String(line.dropFirst(3))
        } else {
            open?.lines.append(line)
        }
    }
    return blocks
}

/// A text without what differs from run to run: times of day and durations.
func steady(_ text: String) -> String {
    text.replacingOccurrences(of: "m?20[0-9]{6}_[0-9]{6}", with: "STAMP", options: .regularExpression)
        .replacingOccurrences(of: "[0-9]+ ms", with: "N ms", options: .regularExpression)
        .replacingOccurrences(of: "SQLite 3[0-9.]+", with: "SQLite 3", options: .regularExpression)
}

private func matches(_ printed: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return printed.isEmpty }
    if first.trimmingCharacters(in: .whitespaces) == "…" {
        return (printed.startIndex...printed.endIndex).contains { matches(printed[$0...], shown.dropFirst()) }
    }
    return printed.first == first && matches(printed.dropFirst(), shown.dropFirst())
}
