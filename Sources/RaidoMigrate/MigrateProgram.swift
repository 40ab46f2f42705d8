public import Raido
import RaidoConsole
import RaidoPlatform

/// The program `migrate`, for the migrations of any package.
///
///     import Migrations
///     import RaidoMigrate
///
///     MigrateProgram.main(migrations)
public enum MigrateProgram {
    /// Does what the command line asks for, and ends the process with one of the exit statuses that `--help` lists.
    ///
    /// - Parameter history: The table that remembers which migrations are applied: that of `"history_table"` in
    ///   `raido.json`, where the project has one.
    public static func main(_ migrations: [Migration], history: HistoryTable = .standard) -> Never {
        Platform.ignoreBrokenPipes()
        Terminal.claimStreams()
        Platform.exit(with: run(.compiled(migrations, history: history)).rawValue)
    }

    private static func run(_ source: MigrationSource) -> ExitStatus {
        let terminal = Terminal.standard()
        do throws(UsageError) {
            switch try Program.migrate.parseCommandLine() {
            case .help(let command):
                terminal.print(Program.migrate.help(command, style: terminal.outputStyle), terminator: "")
            case .version: terminal.print(Program.migrate.versionLine)
            case .run(let command, let arguments):
                guard let action = RunnerCommand(rawValue: command.name) else {
                    preconditionFailure("'\(command.name)' is not one of the program's commands")
                }
                return try action.run(command, arguments, source)
            }
            return .success
        } catch {
            terminal.complain(Program.migrate.message(for: error, style: terminal.errorStyle))
            return .usage
        }
    }
}
