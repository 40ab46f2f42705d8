import RaidoConsole
import RaidoLanguage
import RaidoPlatform
import RaidoProject

/// A command that reads or changes the history of a project.
protocol ProjectCommand {
    var request: Request { get }
}

extension ProjectCommand {
    var terminal: Terminal { .standard(isQuiet: request.isQuiet || request.printsJSON) }

    /// Runs `body` while no other run changes the project. What it throws is reported.
    func reading(_ body: (Settings) throws(Failure) -> ExitStatus) throws(UsageError) -> ExitStatus {
        var report = RunReport(request)
        do throws(Failure) {
            let settings = try request.settings()
            let lock = try request.lockForReading(settings)
            report.show(lock.recovery)
            let status = try body(settings)
            lock.release()
            return status
        } catch {
            if let usage = error.usage { throw usage }
            return report.failed(error)
        }
    }

    /// Runs `body` with the project to itself, and puts on disk what it asks for.
    func writing(
        _ body: (Settings, (PendingFiles) throws(Failure) -> Void) throws(Failure) -> ExitStatus
    ) throws(UsageError) -> ExitStatus {
        var report = RunReport(request)
        do throws(Failure) {
            Platform.sayWhenInterrupted(
                "\nraido: interrupted. The files are as they were, or the next run finishes or undoes the work.\n")
            let settings = try request.settings()
            let lock = try request.lockProject(settings)
            report.show(lock.recovery)
            return try body(settings) { files throws(Failure) in
                do throws(ProjectError) { try lock.commit(files) } catch { throw Failure(error) }
            }
        } catch {
            if let usage = error.usage { throw usage }
            return report.failed(error)
        }
    }

    func loadState(_ settings: Settings) throws(Failure) -> ProjectState {
        do { return try ProjectState.load(settings) } catch { throw Failure(error) }
    }

    /// What the models say about who owns tables; nil where they cannot be read.
    ///
    /// Every table that the history ever made may be a framework's that the models do not mention any more.
    func owners(_ settings: Settings, _ state: ProjectState, _ replay: HistoryReplay) -> TableOwners? {
        guard let project = try? Project.load(request, settings, state: state) else { return nil }
        return try? project.readModels(alsoKnown: Set(replay.tableNames)).owners
    }

    func complain(_ diagnostics: [Diagnostic], sources: [SourceFile] = []) {
        RunReport(request).complain(diagnostics, sources: sources)
    }

    /// The files of a commit, as text or as a JSON document of version 1.
    ///
    /// - Parameter isPending: Whether they are not on disk.
    func report(
        _ status: String, _ files: PendingFiles, _ members: [(String, JSONDocument)] = [], isPending: Bool = false
    ) {
        var terminal = terminal
        if !isPending { terminal.done = files.inWords }
        if request.printsJSON {
            let all: [(String, JSONDocument)] =
                [("version", .integer(1)), ("status", .string(status))] + members + [
                    ("written", .strings(files.written)), ("deleted", .strings(files.deleted)),
                ]
            return terminal.print(JSONDocument.object(all).text())
        }
        let headings = isPending ? ["Would write", "Would delete"] : ["Wrote", "Deleted"]
        for (heading, paths) in zip(headings, [files.written, files.deleted]) where !paths.isEmpty {
            terminal.say(heading)
            for path in paths { terminal.say("  \(visible(path))") }
        }
    }
}

extension PendingFiles {
    /// What a commit did, for a reader who does not get its report; nil where it did nothing.
    fileprivate var inWords: String? {
        let parts = [("these files were written: ", written), ("these files were deleted: ", deleted)]
            .filter { !$0.1.isEmpty }.map { $0.0 + $0.1.joined(separator: ", ") }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
