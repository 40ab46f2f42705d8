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
            lock.release()
            return compare(snapshots, in: folder)
        } catch {
            let sources = error.sourceFile.map { [$0] } ?? []
            terminal.complain(DiagnosticFormat(style: terminal.errorStyle, sources: sources).render([error.diagnostic]))
            return .failure
        }
    }

    private func compare(_ snapshots: Schema, in folder: String) -> ExitStatus {
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
