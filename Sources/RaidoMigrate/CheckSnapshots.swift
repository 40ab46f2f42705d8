import Raido
import RaidoConsole
import RaidoProject
import RaidoRunner

extension Session {
    /// Whether all migrations, replayed, give what the snapshots say.
    func checkSnapshots() -> ExitStatus {
        do throws(ProjectError) {
            let settings = try loadSettings()
            let folder = arguments.value("--snapshots") ?? settings.snapshots
            let lock = try lockForReading(ProjectAccess(folders: [settings.migrations, folder]))
            if let recovery = lock.recovery {
                let format = DiagnosticFormat(style: terminal.errorStyle, sources: [])
                terminal.complain(format.render([recovery.notice]))
            }
            let snapshots = Schema(try loadSnapshots(at: folder).map(\.table))
            let migrations = try migrations(of: settings)
            lock.release()
            return compare(migrations, with: snapshots, in: folder)
        } catch {
            complain(error)
            return .failure
        }
    }

    private func migrations(of settings: Settings) throws(ProjectError) -> [Migration] {
        switch source {
        case .compiled(let migrations, _): migrations
        case .text:
            try MigrationHistory.load(loadRegistry(at: settings.migrations), at: settings.migrations).migrations()
        }
    }

    private func compare(_ migrations: [Migration], with snapshots: Schema, in folder: String) -> ExitStatus {
        do throws(MigratorError) {
            let replayed = try schema(of: migrations.sorted { $0.id < $1.id })
            guard let difference = snapshots.firstDifference(from: replayed) else {
                terminal.say("\(given(by: migrations.count)) the \(snapshots.tables.count) tables of \(folder).")
                return .success
            }
            terminal.fail(
                "the migrations do not give what \(folder) says: \(difference)",
                advice: [
                    "'expected' is what the snapshot says, 'found' what the migrations give",
                    "was a migration edited, or left out of the registry, or a snapshot edited? Put it back as it was",
                ])
            return .pending
        } catch {
            terminal.fail(error.description)
            return .failure
        }
    }
}
