package import RaidoConsole

/// The commands that work on a database, for every program that has them.
package enum RunnerCommands {
    /// Does what a command asks for, with the migrations of that source.
    package static func run(
        _ command: Command, _ arguments: Arguments, _ source: MigrationSource
    ) throws(UsageError) -> ExitStatus {
        try Session(command, arguments, source: source).run()
    }
}
