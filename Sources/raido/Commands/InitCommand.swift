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
                help: "An engine that the migrations are for: sqlite (also without the option), postgresql, mysql or "
                    + "mariadb. May be given several times."),
            Option("--write", help: "Add what is missing to Package.swift, too, where the place for it is clear."),
            Option("--url", value: "URL", help: "Where Raido is fetched from, for the dependency in Package.swift."),
            wait,
        ],
        discussion: """
            Files that are there stay as they are; to .gitattributes and .gitignore lines are added that they lack. A
            second run changes nothing. Without --write, what Package.swift lacks is printed.
            """)
}

/// What one run of `raido init` was asked to do.
struct InitRequest {
    /// Each once, in the order of ``Engine``; nil where none was named.
    var engines: [Engine]?
    var writesManifest: Bool
    var url: String?
    /// Seconds to wait for another run.
    var patience = 10.0

    init(_ arguments: Arguments, of command: Command) throws(UsageError) {
        var named: Set<Engine> = []
        for word in arguments.all("--engine") {
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
        if let text = arguments.value("--wait") { patience = try seconds(text, of: command) }
    }
}
