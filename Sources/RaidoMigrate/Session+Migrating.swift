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
        return migrating(MigrateMessages.applied) { migrator throws(MigratorError) in
            try migrator.up(extent, allowing: allowances, skippingChecks: arguments.has("--skip-checks"))
        }
    }

    func down() throws(UsageError) -> ExitStatus {
        let extent = try downward()
        let allowances = try allowances()
        let fills = try fillTexts()
        return migrating(MigrateMessages.reverted) { migrator throws(MigratorError) in
            try migrator.down(
                extent, force: arguments.has("--force"), allowing: allowances,
                skippingChecks: arguments.has("--skip-checks"), fills: try read(fills, extent, by: migrator))
        }
    }

    func redo() throws(UsageError) -> ExitStatus {
        let allowances = try allowances()
        let fills = try fillTexts()
        return migrating(MigrateMessages.redone) { migrator throws(MigratorError) in
            try migrator.redo(
                force: arguments.has("--force"), allowing: allowances,
                skippingChecks: arguments.has("--skip-checks"), fills: try read(fills, .batches(1), by: migrator))
        }
    }

    private func migrating(
        _ summary: (Int) -> String, _ body: (Migrator) throws(MigratorError) -> [String]
    ) -> ExitStatus {
        Platform.sayWhenInterrupted(MigrateMessages.interrupted)
        return withMigrator { (migrator, run) throws(MigratorError) in
            for id in try migrator.unverified() {
                run.note(MigrateMessages.unverified(id))
            }
            let ids = try body(migrator)
            terminal.say(summary(ids.count))
            return .success
        }
    }

    /// Shows what going up would do.
    private func rehearse(_ extent: Migrator.Upward, _ allowances: Set<Allowance>) -> ExitStatus {
        withMigrator { migrator throws(MigratorError) in
            let rehearsal = try migrator.rehearse(
                extent, allowing: allowances, skippingChecks: arguments.has("--skip-checks"))
            switch rehearsal {
            case .applied(let ids): terminal.say(MigrateMessages.tried(ids.count))
            case .planned(let scripts, let unasked):
                for script in scripts { terminal.print("-- \(script.id)\n\(script.text)") }
                terminal.say(
                    MigrateMessages.planned(
                        scripts.count, on: migrator.engine, skippingChecks: arguments.has("--skip-checks")))
                if unasked.isEmpty { break }
                terminal.say(MigrateMessages.uncheckedRows)
                for check in unasked { terminal.say("  \(check)") }
            }
            return .success
        }
    }
}
