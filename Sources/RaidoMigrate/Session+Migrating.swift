import Raido
import RaidoConsole
import RaidoPlatform
import RaidoRunner

// The commands that change the tables of a database.
extension Session {
    func up() throws(UsageError) -> ExitStatus {
        let extent = try upward()
        let allowances = try allowances()
        if arguments.has("--dry-run") {
            if arguments.has("--json") { throw .notTogether("--dry-run", "--json", command: command.name) }
            return rehearse(extent, allowances)
        }
        return migrating(nothing: "Nothing to apply.", done: "Applied") { migrator throws(MigratorError) in
            try migrator.up(extent, allowing: allowances, skippingChecks: arguments.has("--skip-checks"))
        }
    }

    func down() throws(UsageError) -> ExitStatus {
        let extent = try downward()
        let allowances = try allowances()
        return migrating(nothing: "Nothing to revert.", done: "Reverted") { migrator throws(MigratorError) in
            try migrator.down(
                extent, force: arguments.has("--force"), allowing: allowances,
                skippingChecks: arguments.has("--skip-checks"))
        }
    }

    func redo() throws(UsageError) -> ExitStatus {
        let allowances = try allowances()
        return migrating(nothing: "Nothing to redo.", done: "Redid") { migrator throws(MigratorError) in
            try migrator.redo(
                force: arguments.has("--force"), allowing: allowances,
                skippingChecks: arguments.has("--skip-checks"))
        }
    }

    private func migrating(
        nothing: String, done: String, _ body: (Migrator) throws(MigratorError) -> [String]
    ) -> ExitStatus {
        Platform.sayWhenInterrupted(Self.lastWords)
        return withMigrator { (migrator, run) throws(MigratorError) in
            for id in try migrator.unverified() {
                run.note("\(id) has code: whether it was edited since it was applied is not known.")
            }
            let ids = try body(migrator)
            terminal.say(ids.isEmpty ? nothing : "\(done) \(counted(ids.count)).")
            return .success
        }
    }

    private static var lastWords: StaticString {
        """
        \nInterrupted. The database rolls back the migration that was running, or the same command resumes it;
        the command 'status' shows which.\n
        """
    }

    /// Says what going up would do.
    private func rehearse(_ extent: Migrator.Upward, _ allowances: Set<Allowance>) -> ExitStatus {
        withMigrator { migrator throws(MigratorError) in
            let rehearsal = try migrator.rehearse(
                extent, allowing: allowances, skippingChecks: arguments.has("--skip-checks"))
            switch rehearsal {
            case .applied(let ids):
                terminal.say(
                    ids.isEmpty
                        ? "Nothing to apply." : "Would apply \(counted(ids.count)): they were made and taken back.")
            case .planned(let scripts, let unasked):
                for script in scripts { terminal.print("-- \(script.id)\n\(script.text)") }
                terminal.say(
                    scripts.isEmpty
                        ? "Nothing to apply."
                        : "Would apply \(counted(scripts.count)). \(migrator.engine.displayName) commits each statement, "
                            + "so none was tried; "
                            + (arguments.has("--skip-checks")
                                ? "no row was looked at." : "no row that was asked for is in the way."))
                if unasked.isEmpty { break }
                terminal.say("Not asked, since these migrations make or write what it is about:")
                for check in unasked { terminal.say("  \(check)") }
            }
            return .success
        }
    }
}
