import RaidoConsole
import RaidoMigrate
import RaidoPlatform
import RaidoProject

Platform.ignoreBrokenPipes()
Terminal.claimStreams()
Platform.exit(with: ProgramName.$current.withValue(Program.raido.name) { run() }.rawValue)

/// Does what the command line asks for.
private func run() -> ExitStatus {
    let terminal = Terminal.standard()
    do throws(UsageError) {
        switch try Program.raido.parseCommandLine() {
        case .help(let command):
            terminal.print(Program.raido.help(command, style: terminal.outputStyle), terminator: "")
        case .version: terminal.print(Program.raido.versionLine)
        case .run(let command, let arguments): return try run(command, arguments)
        }
        return .success
    } catch {
        terminal.complain(Program.raido.message(for: error, style: terminal.errorStyle))
        return .usage
    }
}

/// Runs one command, in the project's folder if it needs one.
private func run(_ command: Command, _ arguments: Arguments) throws(UsageError) -> ExitStatus {
    let action = RaidoAction(command, arguments)
    do throws(Failure) {
        if action.needsProject(arguments) { try enterProject(arguments) }
        switch action {
        case .own(let own): do { return try run(own, command, arguments) } catch { throw Failure(error) }
        case .runner(let runner): return try runOnDatabase(runner, command, arguments)
        }
    } catch {
        if let usage = error.usage { throw usage }
        if case .runner(let runner) = action, runner.reportFailure(error.summary, of: command, arguments) {
            return .failure
        }
        return RunReport(arguments).failed(error)
    }
}

/// The commands of this program alone.
private func run(
    _ action: RaidoAction.OwnCommand, _ command: Command, _ arguments: Arguments
) throws(UsageError) -> ExitStatus {
    switch action {
    case .initProject: return try InitProject(arguments, of: command).run()
    case .makemigrations: return try MakeMigrations(Request(arguments, of: command), command: command).run()
    case .check:
        if arguments.has("--ignore") { throw .needs("--ignore", "--database", command: command.name) }
        return try MakeMigrations(Request(arguments, of: command), command: command).run()
    case .new: return try New(arguments).run()
    case .undo: return try Undo(arguments).run()
    case .rebase: return try RebaseMigrations(arguments).run()
    case .why: return try Why(arguments).run()
    case .snapshots: return try Snapshots(arguments).run()
    case .sql:
        if let id = arguments.operands.first { throw .unexpectedOperand(id, command: command.name) }
        return try PrintSQL(arguments, command: command).run()
    case .completions: return try printCompletions(arguments, of: command)
    case .manual: return printManual()
    }
}

/// The commands that work on a database, with the migrations as their files say them.
private func runOnDatabase(
    _ action: RunnerCommand, _ command: Command, _ arguments: Arguments
) throws(Failure) -> ExitStatus {
    var settings: Settings
    do { settings = try loadSettings() } catch { throw Failure(error) }
    if let folder = arguments.value("--migrations") { settings.migrations = Path.normalised(folder) }
    do { return try action.run(command, arguments, .text(settings)) } catch { throw Failure(error) }
}
