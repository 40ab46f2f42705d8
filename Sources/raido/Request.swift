import Raido
import RaidoConsole
import RaidoPlatform
import RaidoRunner

/// What one run of `raido makemigrations` was asked to do.
struct Request {
    var entities: String?
    var migrations: String?
    var snapshots: String?
    var name: String?
    var isDryRun: Bool
    var isCheck: Bool
    var allowsAll: Bool
    var allowed: [String]
    var now: Timestamp?
    var printsJSON: Bool
    var reader: DiagnosticFormat.Reader
    var isQuiet: Bool
    var skipsProof: Bool
    /// The server that the plan is proved on; nil for SQLite in memory.
    var proofServer: String?
    /// Seconds to wait for another run.
    var lockTimeout = 10.0

    /// Whether nothing is written, whatever is found.
    var isReadOnly: Bool { isCheck || isDryRun }

    /// Reads `makemigrations`, or `check`, which is `makemigrations --check`.
    init(_ arguments: Arguments, of command: Command) throws(UsageError) {
        entities = arguments.value("--entities")
        migrations = arguments.value("--migrations")
        snapshots = arguments.value("--snapshots")
        name = try arguments.value("--name").map { words throws(UsageError) in
            try fileNameWords(words, of: "--name", command: command)
        }
        isDryRun = arguments.has("--dry-run")
        isCheck = arguments.has("--check") || command.name == Command.check.name
        allowsAll = arguments.has("--force")
        allowed = arguments.all("--allow")
        printsJSON = arguments.has("--json")
        isQuiet = arguments.has("--quiet")
        now = try arguments.value("--now").map { text throws(UsageError) in
            if let timestamp = Timestamp(text) { return timestamp }
            throw .badValue("--now", value: text, expected: "a time like 2026-01-31T12:00:00Z", command: command.name)
        }
        if let text = arguments.value("--wait") { lockTimeout = try seconds(text, of: command) }
        let format = arguments.value("--format")
        reader =
            try format.map { text throws(UsageError) in
                if let reader = DiagnosticFormat.Reader(rawValue: text) { return reader }
                throw .badValue("--format", value: text, expected: "'text' or 'github'", command: command.name)
            } ?? .text
        skipsProof = arguments.has("--no-proof")
        proofServer = arguments.value("--prove-on")
        if let proofServer { try Self.checkServer(proofServer, command: command) }
        if skipsProof, proofServer != nil { throw .notTogether("--no-proof", "--prove-on", command: command.name) }
        if printsJSON, format != nil { throw .notTogether("--json", "--format", command: command.name) }
        if allowsAll, !allowed.isEmpty { throw .notTogether("--force", "--allow", command: command.name) }
    }

    /// A URL may hold a password, so no message repeats more of it than its scheme.
    private static func checkServer(_ url: String, command: Command) throws(UsageError) {
        if let place = try? DatabaseURL(url), place.engine.isServer { return }
        throw .badValue(
            "--prove-on", value: DatabaseURL.scheme(of: url).map { "\($0):…" } ?? "…",
            expected: "a server's URL, like postgresql://host/db",
            command: command.name)
    }
}

/// The value of `--wait`.
func seconds(_ text: String, of command: Command) throws(UsageError) -> Double {
    guard let seconds = Double(text), (0...86_400).contains(seconds) else {
        throw .badValue("--wait", value: text, expected: "seconds, from 0 to 86400", command: command.name)
    }
    return seconds
}

/// Words as part of a file's name: `Add phone` as `add_phone`.
///
/// - Throws: also for other letters than `a` to `z`: a name without them would say something else.
func fileNameWords(_ words: String, of option: String, command: Command) throws(UsageError) -> String {
    guard !words.contains(where: { !$0.isASCII && ($0.isLetter || $0.isNumber) }) else {
        throw .badValue(option, value: words, expected: "letters from a to z and digits", command: command.name)
    }
    let parts = words.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let slug = parts.joined(separator: "_")
    guard !slug.isEmpty, slug.utf8.count <= 100 else {
        throw .badValue(option, value: words, expected: "up to 100 letters and digits", command: command.name)
    }
    return slug
}
