import Raido
import RaidoConsole
import RaidoPlatform
import RaidoRunner

/// The output of a run that applies or reverts migrations: a line for each migration, completed with its time; or one
/// JSON document at the end.
final class RunProgress {
    private let command: Command
    /// The URL without its password; nil where none was chosen.
    private let database: String?
    private let printsJSON: Bool
    private let terminal: Terminal
    /// Whether each second is shown while a migration runs.
    private let isLive: Bool
    /// The line that is not yet complete.
    private var openLine: String?
    private var ticker: Ticker?
    private var done: [JSONDocument] = []
    /// The migrations that `status` lists.
    private var listed: [JSONDocument]?
    /// The differences that 'check' found.
    private var differences: [JSONDocument]?
    private var notes: [String] = []
    private var backups: [String] = []

    init(_ command: Command, database: String?, printsJSON: Bool, _ terminal: Terminal) {
        self.command = command
        self.database = database
        self.printsJSON = printsJSON
        self.terminal = terminal
        isLive = !terminal.isQuiet && Platform.isTerminal(.output)
    }

    func show(_ progress: Migrator.Progress) {
        let style = terminal.outputStyle
        switch progress {
        case .applying(let id): begin("\(style.green("↑")) \(visible(id))")
        case .reverting(let id): begin("\(style.yellow("↓")) \(visible(id))")
        case .applied(let id, let seconds): complete("\(style.green("↑")) \(visible(id))", id, "up", seconds)
        case .reverted(let id, let seconds): complete("\(style.yellow("↓")) \(visible(id))", id, "down", seconds)
        case .resuming(let unfinished): note(MigrateMessages.resuming(unfinished))
        case .changing(let finding): note("\(finding)")
        case .unasked(let check, let error):
            note(MigrateMessages.unasked(check, error))
        case .ignoringNothing(let pattern):
            let text = MigrateMessages.uselessPattern(pattern)
            if printsJSON { note(text) } else { terminal.warn(text) }
        case .backedUp(let path):
            closeLine()
            backups.append(path)
            terminal.say(MigrateMessages.backup(path))
        }
    }

    /// Prints a note about the run, and adds it to the document.
    func note(_ text: String) {
        closeLine()
        notes.append(text)
        terminal.say(terminal.outputStyle.yellow(visibleLines(text)))
    }

    /// Adds the migrations that `status` lists to the document.
    func list(_ migrations: [JSONDocument]) { listed = migrations }

    /// Adds the differences that `check` found to the document.
    func list(differences: [JSONDocument]) { self.differences = differences }

    private func begin(_ line: String) {
        closeLine()
        openLine = line
        terminal.say(line, terminator: "")
        guard isLive else { return }
        let terminal = terminal
        ticker = Ticker { seconds in
            terminal.sayAgain("\(line) \(terminal.outputStyle.dim("\(seconds) s"))")
        }
    }

    private func complete(_ line: String, _ id: String, _ direction: String, _ seconds: Double) {
        ticker?.stop()
        ticker = nil
        let time = terminal.outputStyle.dim("\(Int((seconds * 1000).rounded(.up))) ms")
        switch openLine {
        case line where isLive: terminal.sayAgain("\(line) \(time)", terminator: "\n")
        case line: terminal.say(" \(time)")
        default:
            closeLine()
            terminal.say("\(line) \(time)")
        }
        openLine = nil
        done.append(
            .object([
                ("id", .string(id)), ("direction", .string(direction)),
                ("milliseconds", .integer(Int((seconds * 1000).rounded(.up)))),
            ]))
    }

    private func closeLine() {
        ticker?.stop()
        ticker = nil
        if openLine != nil { terminal.say() }
        openLine = nil
    }

    // MARK: - Endings

    func finish() {
        closeLine()
        if printsJSON { terminal.print(document(statusInWords, nil).text()) }
    }

    private var statusInWords: String {
        if let differences { return differences.isEmpty ? "unchanged" : "different" }
        return done.isEmpty && listed == nil ? "unchanged" : "done"
    }

    /// - Returns: Whether the error was shown.
    func finish(_ error: String, _ status: ExitStatus) -> Bool {
        closeLine()
        guard printsJSON else { return false }
        terminal.print(document(status == .refused ? "refused" : "failed", error).text())
        return true
    }

    /// Version 1 of the document. Members may be added to it; a change to existing members makes it version 2.
    private func document(_ status: String, _ error: String?) -> JSONDocument {
        var members: [(String, JSONDocument)] = [
            ("version", .integer(1)), ("command", .string(command.name)), ("status", .string(status)),
            ("database", .optional(database)), ("migrations", .array(listed ?? done)),
            ("backups", .strings(backups)), ("notes", .strings(notes)), ("error", .optional(error)),
        ]
        if let differences { members.append(("differences", .array(differences))) }
        return .object(members)
    }
}
