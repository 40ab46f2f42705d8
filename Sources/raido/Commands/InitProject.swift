import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlatform
import RaidoProject

/// `raido init`: makes a folder a project, or says that it is one.
struct InitProject {
    static let manifest = "Package.swift"

    private let request: InitRequest

    init(_ arguments: Arguments, of command: Command) throws(UsageError) {
        request = try InitRequest(arguments, of: command)
    }

    /// The whole run. Everything is written, or nothing.
    func run() -> ExitStatus {
        let report = InitReport()
        do throws(ProjectError) {
            let access = try access()
            let lock = try lockProject(access)
            report.show(lock.recovery)
            var setup = try ProjectSetup(engines: request.engines)
            let file = try loadFile(Self.manifest)
            let manifest = edited(file, for: setup.settings)
            if let file, case .edited(let new, _) = manifest { setup.put(file.path, over: file.bytes, new.bytes) }
            try lock.commit(setup.files)
            report.show(setup, manifest, hasManifest: file != nil)
            if request.writesManifest, manifest.obstacle != nil { return .refused }
            return .success
        } catch {
            return report.failed(error)
        }
    }

    private func access() throws(ProjectError) -> ProjectAccess {
        let settings = try loadSettings()
        return ProjectAccess(
            folders: [settings.migrations, settings.snapshots], files: ProjectSetup.paths(settings),
            lockTimeout: request.lockTimeout, command: CommandLine.arguments.joined(separator: " "))
    }

    /// What becomes of the manifest.
    private func edited(_ file: SourceFile?, for settings: Settings) -> ManifestOutcome {
        guard let file else {
            let needs = ManifestNeeds(nil, settings: settings, url: request.url)
            return .needs(needs, request.writesManifest ? .noManifest : nil)
        }
        let manifest: PackageManifest
        do { manifest = try PackageManifest(reading: file.bytes) } catch {
            let needs = ManifestNeeds(nil, settings: settings, url: request.url)
            return .needs(needs, .manifest(error))
        }
        let needs = ManifestNeeds(manifest, settings: settings, url: request.url)
        if needs.isEmpty { return .complete }
        guard request.writesManifest else { return .needs(needs, nil) }
        do { return .edited(try needs.applied(to: manifest), needs) } catch { return .needs(needs, error) }
    }
}

/// What becomes of a package's manifest.
enum ManifestOutcome {
    /// It lacks nothing.
    case complete
    /// With what was added.
    case edited(PackageManifest, ManifestNeeds)
    /// It lacks this; with why that is not written, where someone asked for it.
    case needs(ManifestNeeds, ManifestNeeds.Obstacle?)

    /// Whether the user has to add something.
    var isMissingParts: Bool {
        switch self {
        case .complete, .edited: false
        case .needs: true
        }
    }

    var obstacle: ManifestNeeds.Obstacle? {
        if case .needs(_, let obstacle) = self { obstacle } else { nil }
    }
}
