import RaidoConsole
import RaidoProject

/// What the program says about itself, which needs no project; nil for the other commands.
func describeProgram(_ command: Command, _ arguments: Arguments) throws(UsageError) -> String? {
    switch command.name {
    case "manual": return Program.raido.manual(date: raidoVersionDate)
    case "completions":
        let word = arguments.operands.first
        if arguments.has("--ids") {
            if word != nil { throw .notTogether("SHELL", "--ids", command: command.name) }
            return nil
        }
        guard let word else { throw .missingOperand("SHELL", command: command.name) }
        guard let shell = Shell(rawValue: word) else {
            let words = Shell.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            throw .badValue("SHELL", value: word, expected: "one of \(words)", command: command.name)
        }
        return Program.raido.completions(for: shell)
    default: return nil
    }
}

/// The identities of the project's migrations, one a line, for the completion scripts.
func printMigrationIDs() throws(Failure) -> ExitStatus {
    do throws(ProjectError) {
        let settings = try loadSettings()
        for id in try loadRegistry(at: settings.migrations).ids { Terminal.standard().print(id) }
        return .success
    } catch { throw Failure(error) }
}
