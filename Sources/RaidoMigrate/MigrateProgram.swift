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
    public static func main(_ migrations: [Migration]) -> Never {
        Platform.ignoreBrokenPipes()
        Terminal.claimStreams()
        Platform.exit(with: run(migrations).rawValue)
    }

    private static func run(_ migrations: [Migration]) -> ExitStatus {
        let terminal = Terminal.standard()
        do throws(UsageError) {
            switch try Program.migrate.parseCommandLine() {
            case .help(let command):
                terminal.print(Program.migrate.help(command, style: terminal.outputStyle), terminator: "")
            case .version: terminal.print("\(Program.migrate.name) \(Program.migrate.version)")
            case .run(let command, let arguments):
                return try Session(command, arguments, migrations: migrations).run()
            }
            return .success
        } catch {
            terminal.complain(Program.migrate.message(for: error, style: terminal.errorStyle))
            return .usage
        }
    }
}
