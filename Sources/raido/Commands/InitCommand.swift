import Raido
import RaidoConsole
import RaidoProject

extension Command {
    static let initProject = Command(
        "init",
        "Sets up a project: a first model, the folders of migrations and snapshots, settings, and files for git.",
        task: writing,
        options: [
            Option(
                "--engine", value: "ENGINE", repeatable: true,
                help: "An engine that the migrations are for: sqlite (the default), postgresql, mysql or "
                    + "mariadb. May be repeated, or be a list: sqlite,mysql."),
            Option("--write", help: "Also add what is missing to Package.swift, if the right place is clear."),
            Option("--url", value: "URL", help: "The URL of Raido for the dependency in Package.swift."),
            wait,
        ],
        discussion: """
            Existing files stay as they are, except that missing lines are added to .gitattributes and .gitignore. A
            second run changes nothing. Without --write, the additions that Package.swift needs are printed.
            """)
}

/// What one run of `raido init` was asked to do.
struct InitRequest {
    /// Each once, in the order of ``Engine``; nil where none was named.
    var engines: [Engine]?
    var writesManifest: Bool
    var url: String?
    /// Seconds to wait for another run.
    var lockTimeout = 10.0

    init(_ arguments: Arguments, of command: Command) throws(UsageError) {
        var named: Set<Engine> = []
        let words = arguments.all("--engine").flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        for word in words.map(String.init) {
            guard let engine = Engine(word: word) else {
                throw .badValue("--engine", value: word, expected: "one of \(Engine.words)", command: command.name)
            }
            named.insert(engine)
        }
        engines = named.isEmpty ? nil : Engine.allCases.filter(named.contains)
        writesManifest = arguments.has("--write")
        url = arguments.value("--url")
        if let url, url.isEmpty || url.contains(where: { "\"\\".contains($0) || $0.isNewline }) {
            throw .badValue(
                "--url", value: url, expected: "a URL without quotation marks and backslashes", command: command.name)
        }
        if let text = arguments.value("--wait") { lockTimeout = try seconds(text, of: command) }
    }
}
