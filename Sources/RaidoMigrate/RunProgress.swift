import Raido
import RaidoConsole
import RaidoPlatform
import RaidoRunner

/// What a run shows while it applies and reverts migrations: a line as each begins, completed with its time as it ends;
/// or nothing, and one JSON document at the end.
final class RunProgress {
    private let command: Command
    /// The URL without its password; nil where none was chosen.
    private let database: String?
    private let printsJSON: Bool
    private let terminal: Terminal
    /// Whether each second is shown while a migration runs.
    private let isLive: Bool
    /// The line that was begun and is not complete.
    private var openLine: String?
    private var ticker: Ticker?
    private var done: [JSONDocument] = []
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
        case .resuming(let unfinished): note("\(unfinished); resuming there.")
        case .changing(let finding): note("\(finding)")
        case .unasked(let check, let error):
            note("\(check) is not known, as the database refuses the question: \(error.message)")
        case .ignoringNothing(let pattern):
            terminal.warn(
                "--ignore '\(pattern.text)' has no effect: it names a TABLE that no migration creates, or a TABLE.PART: a "
                    + "column, index, constraint or enum")
        case .backedUp(let path):
            closeLine()
            backups.append(path)
            terminal.say("Backup: \(visible(path))")
        }
    }

    /// Says something about the run, in the document too.
    func note(_ text: String) {
        closeLine()
        notes.append(text)
        terminal.say(terminal.outputStyle.yellow(visibleLines(text)))
    }

    private func begin(_ line: String) {
        closeLine()
        openLine = line
        terminal.say(line, terminator: "")
        guard isLive else { return }
        let terminal = terminal
        ticker = Ticker { seconds in
            terminal.say("\r\(line) \(terminal.outputStyle.dim("\(seconds) s"))", terminator: "")
        }
    }

    private func complete(_ line: String, _ id: String, _ direction: String, _ seconds: Double) {
        ticker?.stop()
        ticker = nil
        let time = terminal.outputStyle.dim("\(Int((seconds * 1000).rounded(.up))) ms")
        switch openLine {
        case line where isLive: terminal.say("\r\(line) \(time)\u{1B}[K")
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

    // MARK: - How it ends

    func finish() {
        closeLine()
        if printsJSON { terminal.print(document(done.isEmpty ? "unchanged" : "done", nil).text()) }
    }

    /// - Returns: Whether the error was shown.
    func finish(_ error: String, _ status: ExitStatus) -> Bool {
        closeLine()
        guard printsJSON else { return false }
        terminal.print(document(status == .refused ? "refused" : "failed", error).text())
        return true
    }

    /// Version 1 of the document. Members may be added to it; a change of those that are there makes it version 2.
    private func document(_ status: String, _ error: String?) -> JSONDocument {
        .object([
            ("version", .integer(1)), ("command", .string(command.name)), ("status", .string(status)),
            ("database", .optional(database)), ("migrations", .array(done)),
            ("backups", .strings(backups)), ("notes", .strings(notes)), ("error", .optional(error)),
        ])
    }
}
