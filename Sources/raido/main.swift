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
        case .run(let command, let arguments):
            if let text = try describeProgram(command, arguments) {
                terminal.print(text, terminator: "")
                return .success
            }
            do throws(Failure) {
                try enterProject(arguments)
                return try run(command, arguments)
            } catch {
                if let usage = error.usage { throw usage }
                return RunReport(arguments).failed(error)
            }
        }
        return .success
    } catch {
        terminal.complain(Program.raido.message(for: error, style: terminal.errorStyle))
        return .usage
    }
}

/// The commands of this program, in the order of its help.
private func run(_ command: Command, _ arguments: Arguments) throws(Failure) -> ExitStatus {
    if command.name == Command.completions.name { return try printMigrationIDs() }
    do throws(UsageError) {
        switch command.name {
        case "init": return try InitProject(arguments, of: command).run()
        case "makemigrations": return try MakeMigrations(Request(arguments, of: command), command: command).run()
        case "check" where !arguments.has("--database"):
            if arguments.has("--ignore") { throw .needs("--ignore", "--database", command: command.name) }
            return try MakeMigrations(Request(arguments, of: command), command: command).run()
        case "sql" where !arguments.has("--database"):
            if let id = arguments.operands.first { throw .unexpectedOperand(id, command: command.name) }
            return try PrintSQL(arguments, command: command).run()
        case "new": return try New(arguments).run()
        case "undo": return try Undo(arguments).run()
        case "rebase": return try RebaseMigrations(arguments).run()
        case "why": return try Why(arguments).run()
        case "snapshots": return try Snapshots(arguments).run()
        default: break
        }
    } catch { throw Failure(error) }
    return try runOnDatabase(command, arguments)
}

/// The commands that work on a database, with the migrations as their files say them.
private func runOnDatabase(_ command: Command, _ arguments: Arguments) throws(Failure) -> ExitStatus {
    var settings: Settings
    do { settings = try loadSettings() } catch { throw Failure(error) }
    if let folder = arguments.value("--migrations") { settings.migrations = Path.normalised(folder) }
    do { return try RunnerCommands.run(command, arguments, .text(settings)) } catch { throw Failure(error) }
}
