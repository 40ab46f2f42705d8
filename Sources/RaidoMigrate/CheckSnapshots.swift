import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject

extension Session {
    /// Whether the compiled migrations, replayed, produce what the snapshots record.
    func checkSnapshots(_ migrations: [Migration]) -> ExitStatus {
        do throws(ProjectError) {
            let settings = try loadSettings()
            let folder = arguments.value("--snapshots") ?? settings.snapshots
            let lock = try lockForReading(
                ProjectAccess(folders: [settings.migrations, folder], files: ProjectSetup.paths(settings)))
            if let recovery = lock.recovery {
                let format = DiagnosticFormat(style: terminal.errorStyle, sources: [])
                terminal.complain(format.render([recovery.notice]))
            }
            let snapshots = try loadSnapshots(at: folder)
            lock.release()
            return compare(migrations, with: snapshots, in: folder, settings)
        } catch {
            complain(error)
            return .failure
        }
    }

    private func compare(
        _ migrations: [Migration], with snapshots: [Snapshot], in folder: String, _ settings: Settings
    ) -> ExitStatus {
        var replay = HistoryReplay()
        for migration in migrations.sorted(by: { $0.id < $1.id }) { replay.apply(migration) }
        let broken = replay.findings(of: migrations) { Path.join(settings.migrations, $0 + ".swift") }
        let different = SnapshotComparison(replay, snapshots, in: folder).findings()
        if !broken.isEmpty || !different.isEmpty {
            let format = DiagnosticFormat(style: terminal.errorStyle, sources: [])
            terminal.complain(format.render((broken + different).map(\.diagnostic)))
        }
        if broken.contains(where: { $0.severity == .error }) { return .failure }
        guard different.isEmpty else { return .pending }
        terminal.say(MigrateMessages.replayed(migrations.count, tables: snapshots.count, in: folder))
        return .success
    }
}
