import RaidoConsole
import RaidoProject

/// `raido manual`.
func printManual() -> ExitStatus {
    Terminal.standard().print(Program.raido.manual(date: raidoVersionDate), terminator: "")
    return .success
}

/// `raido completions`: the script for a shell, or the identities of the project's migrations, one a line, for the
/// scripts.
func printCompletions(_ arguments: Arguments, of command: Command) throws(UsageError) -> ExitStatus {
    let word = arguments.operands.first
    if arguments.has("--ids") {
        if word != nil { throw .notTogether("SHELL", "--ids", command: command.name) }
        return printMigrationIDs(arguments)
    }
    guard let word else { throw .missingOperand("SHELL", command: command.name) }
    guard let shell = Shell(rawValue: word) else {
        let words = Shell.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        throw .badValue("SHELL", value: word, expected: "one of \(words)", command: command.name)
    }
    Terminal.standard().print(Program.raido.completions(for: shell), terminator: "")
    return .success
}

private func printMigrationIDs(_ arguments: Arguments) -> ExitStatus {
    do throws(ProjectError) {
        let settings = try loadSettings()
        for id in try loadRegistry(at: settings.migrations).ids { Terminal.standard().print(id) }
        return .success
    } catch {
        return RunReport(arguments).failed(Failure(error))
    }
}
