import Raido
import RaidoConsole
import RaidoProject

/// What `raido init` says.
struct InitReport {
    private let terminal = Terminal.standard()

    /// What became of the work of an interrupted run.
    func show(_ recovery: Recovery?) {
        guard let recovery else { return }
        complain([recovery.notice], sources: [])
    }

    func failed(_ error: ProjectError) -> ExitStatus {
        complain([error.diagnostic], sources: error.sourceFile.map { [$0] } ?? [])
        terminal.complain("No files were changed.\n")
        return .failure
    }

    func show(_ setup: ProjectSetup, _ manifest: ManifestOutcome, hasManifest: Bool) {
        if setup.files.isEmpty {
            terminal.say(
                manifest.isMissingParts && hasManifest
                    ? "The files of the project already exist." : "Nothing to do: this folder is set up.")
        } else {
            terminal.say("Set up:")
            for path in setup.created { terminal.say("  \(visible(path))") }
            for addition in setup.additions {
                terminal.say("  \(visible(addition.path)): added \(visible(addition.lines.joined(separator: ", ")))")
            }
        }
        show(manifest, hasManifest: hasManifest)
        showNext(setup.settings, manifest, hasManifest: hasManifest)
    }

    private func show(_ manifest: ManifestOutcome, hasManifest: Bool) {
        switch manifest {
        case .complete: break
        case .edited(_, let needs):
            terminal.say("  \(InitProject.manifest): added")
            for line in needs.lines { terminal.say("    \(visible(line))") }
        case .needs(let needs, let obstacle):
            if let obstacle { terminal.fail("\(InitProject.manifest) is left as it is: \(obstacle)") }
            terminal.say(
                hasManifest ? "\nAdd to \(InitProject.manifest):" : "\nIn a Swift package, Package.swift needs:")
            for line in needs.lines { terminal.say("  \(visible(line))") }
        }
    }

    /// The way from here to the first table.
    private func showNext(_ settings: Settings, _ manifest: ManifestOutcome, hasManifest: Bool) {
        let program = hasManifest ? "swift run raido" : "raido"
        let database =
            settings.engines?.contains(.default) ?? true ? "" : " --database \(Self.url(of: settings.engines))"
        // Without the dependency the package has no such program.
        let condition = manifest.isMissingParts && hasManifest ? ", after you edit \(InitProject.manifest)" : ""
        terminal.say(
            """

            Next\(condition):
              \(program) makemigrations
              \(program) up\(database)
              \(program) status\(database)
            """)
    }

    private static func url(of engines: [Engine]?) -> String {
        "\(engines?.first?.rawValue ?? "postgresql")://USER:PASSWORD@HOST/NAME"
    }

    private func complain(_ diagnostics: [Diagnostic], sources: [SourceFile]) {
        terminal.complain(DiagnosticFormat(style: terminal.errorStyle, sources: sources).render(diagnostics))
    }
}

extension ManifestNeeds {
    /// What is to be added, and where.
    fileprivate var lines: [String] {
        var lines: [String] = []
        if let dependency { lines += ["in 'dependencies':", "    \(dependency),"] }
        if let argument { lines += ["in the dependency on Raido:", "    \(argument.text)"] }
        if let target { lines += ["in 'targets':", "    \(target),"] }
        return lines
    }
}
