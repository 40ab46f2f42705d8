import RaidoConsole
import RaidoPlatform

Platform.ignoreBrokenPipes()
Terminal.claimStreams()
Platform.exit(with: run().rawValue)

/// Does what the command line asks for.
private func run() -> ExitStatus {
    let terminal = Terminal.standard()
    do throws(UsageError) {
        switch try Program.raido.parseCommandLine() {
        case .help(let command):
            terminal.print(Program.raido.help(command, style: terminal.outputStyle), terminator: "")
        case .version: terminal.print("\(Program.raido.name) \(Program.raido.version)")
        case .run(let command, let arguments):
            if command.name == Command.sql.name { return try PrintSQL(arguments, command: command).run() }
            if command.name == Command.new.name { return try New(arguments).run() }
            if command.name == Command.undo.name { return try Undo(arguments).run() }
            if command.name == Command.snapshots.name { return try Snapshots(arguments).run() }
            if command.name == Command.why.name { return try Why(arguments).run() }
            let request = try Request(arguments, of: command)
            return try MakeMigrations(request, command: command).run()
        }
        return .success
    } catch {
        terminal.complain(Program.raido.message(for: error, style: terminal.errorStyle))
        return .usage
    }
}
