import RaidoConsole
import RaidoPlatform
import RaidoProject

extension Request {
    /// What `raido.json` says, unless the command line says something else.
    func settings() throws(Failure) -> Settings {
        do throws(ProjectError) {
            var settings = try loadSettings()
            if let entities { settings.entities = Path.normalised(entities) }
            if let migrations { settings.migrations = Path.normalised(migrations) }
            if let snapshots { settings.snapshots = Path.normalised(snapshots) }
            return settings
        } catch {
            throw Failure(error)
        }
    }

    func lockProject(_ settings: Settings) throws(Failure) -> ProjectLock {
        do { return try RaidoProject.lockProject(access(to: settings)) } catch { throw Failure(error) }
    }

    func lockForReading(_ settings: Settings) throws(Failure) -> ReadingLock {
        do { return try RaidoProject.lockForReading(access(to: settings)) } catch { throw Failure(error) }
    }

    private func access(to settings: Settings) -> ProjectAccess {
        ProjectAccess(
            folders: [settings.migrations, settings.snapshots], files: ProjectSetup.paths(settings),
            lockTimeout: lockTimeout,
            command: CommandLine.arguments.map(withoutServer).joined(separator: " "))
    }

    /// Others read the command line of a run that has the project; a server's URL may hold a password.
    private func withoutServer(_ word: String) -> String {
        guard let proofServer, word.hasSuffix(proofServer) else { return word }
        return word.dropLast(proofServer.count) + "…"
    }
}
