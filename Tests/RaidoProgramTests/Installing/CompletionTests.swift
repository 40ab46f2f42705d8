import Foundation
import RaidoConsole
import Testing

/// The completion scripts, in the shells that they are for.
@Suite struct CompletionTests {
    private let project: ScratchProject

    init() throws {
        project = try ScratchProject(["raido.json": "{}", "kept/note": ""])
        try project.copyExample()
        for shell in Shell.allCases {
            let outcome = try project.raido("completions", shell.rawValue)
            #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
            try project.write(outcome.output, to: "functions/_raido" + (shell == .zsh ? "" : ".\(shell.rawValue)"))
        }
    }

    /// What a shell offers for the last word of a line that begins with the program.
    private func offers(_ shell: Shell, _ line: String) throws -> [String] {
        let folder = URL(fileURLWithPath: BuiltProgram.raido.path).deletingLastPathComponent().path
        let path = "\(folder):/usr/local/bin:/usr/bin:/bin"
        let outcome: Outcome
        switch shell {
        case .bash:
            // As Readline cuts the line.
            let script = """
                source functions/_raido.bash
                compopt() { COMPREPLY+=("compopt $*"); }
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
                _raido
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            let words = line.replacing(#/[:=]+/#, with: { " \($0.output) " }).split(
                separator: " ", omittingEmptySubsequences: false)
            let kept = words.enumerated().filter { place, word in !word.isEmpty || place == words.count - 1 }
            var arguments = kept.map { String($0.element) }
            if arguments.count > 1, arguments.last == "", line.last != " " { arguments.removeLast() }
            outcome = try run(
                "/bin/bash", ["-c", script, "bash"] + arguments, in: project.folder, environment: ["PATH": path])
        case .zsh:
            let script = packageFolder.appendingPathComponent("Tests/Fixtures/Shells/complete.zsh").path
            outcome = try run(
                "/usr/bin/zsh", ["-f", script, project.folder.appendingPathComponent("functions").path, line],
                in: project.folder, environment: ["PATH": path, "TERM": "dumb", "HOME": project.folder.path])
        case .fish:
            outcome = try run(
                "/usr/bin/fish",
                ["--no-config", "-c", "source functions/_raido.fish; complete -C \"$argv[1]\"", line],
                in: project.folder, environment: ["PATH": path, "HOME": project.folder.path])
        }
        #expect(outcome.errors == "", "\(shell), \(line): \(outcome)")
        return outcome.output.split(separator: "\n").map(String.init)
    }

    /// An offer without its description.
    private func words(_ shell: Shell, _ line: String) throws -> [String] {
        try offers(shell, line).map { offer in String(offer.prefix { !" \t".contains($0) }) }
    }

    @Test(arguments: Shell.allCases) func commandsAreOfferedAndOnlyThoseThatFit(shell: Shell) throws {
        let all = try words(shell, "raido ")
        for command in ["makemigrations", "up", "mark-reverted", "completions", "manual", "help"] {
            #expect(all.contains(command), "\(all)")
        }
        #expect(try Set(words(shell, "raido ma")) == ["makemigrations", "mark-applied", "mark-reverted", "manual"])
        #expect(try words(shell, "raido help in").contains("inspect"))
    }

    @Test(arguments: Shell.allCases) func aCommandOffersItsOwnOptions(shell: Shell) throws {
        let options = try words(shell, "raido up --")
        for option in ["--to", "--dry-run", "--single-runner", "--project", "--help"] {
            #expect(options.contains { $0.hasPrefix(option) }, "\(options)")
        }
        #expect(!options.contains { $0.hasPrefix("--prove-on") }, "\(options)")
        #expect(try words(shell, "raido --project . mark-applied --q").contains { $0.hasPrefix("--quiet") })
    }

    @Test(arguments: Shell.allCases) func valuesThatTheTableKnowsAreOffered(shell: Shell) throws {
        #expect(try Set(words(shell, "raido sql --engine m")) == ["mysql", "mariadb"])
        #expect(try words(shell, "raido up --allow out").contains { $0.hasPrefix("out-of-order") })
        let inline = try words(shell, "raido sql --engine=post")
        #expect(inline.contains { $0.hasSuffix("postgresql") }, "\(inline)")
        #expect(try Set(words(shell, "raido completions ")).isSuperset(of: ["bash", "zsh", "fish"]))
    }

    @Test(arguments: Shell.allCases) func migrationsOfTheProjectAreOffered(shell: Shell) throws {
        let id = "m20260112_093000_003_create_articles"
        #expect(try words(shell, "raido mark-reverted m20260112_093000_003") == [id])
        #expect(try words(shell, "raido up --to m20260112_093000_003") == [id])
        let folder = project.folder
        try project.write("{}", to: "empty/raido.json")
        #expect(try words(shell, "raido --project \(folder.path)/empty up --to m2026") == [])
    }

    @Test(arguments: Shell.allCases) func foldersFilesAndURLsAreOffered(shell: Shell) throws {
        let folders = try offers(shell, "raido makemigrations --entities ke")
        let files = try offers(shell, "raido restore rai")
        let database = try offers(shell, "raido up --database sqlite:rai")
        switch shell {
        case .bash:
            // Readline completes them itself.
            #expect(folders == ["compopt -o dirnames"])
            #expect(files == ["compopt -o default"] && database == files)
        case .zsh, .fish:
            #expect(folders.contains { $0.hasPrefix("kept") }, "\(folders)")
            #expect(files.contains { $0.hasPrefix("raido.json") }, "\(files)")
            #expect(database.contains { $0.hasPrefix("sqlite:raido.json") }, "\(database)")
        }
        let urls = try words(shell, "raido up --database ")
        #if SQLite
            #expect(urls.contains { $0.hasPrefix("sqlite:") }, "\(urls)")
        #endif
        #if PostgreSQL
            #expect(urls.contains { $0.hasPrefix("postgresql:") }, "\(urls)")
        #endif
    }

    @Test(arguments: [Shell.zsh, .fish]) func offersAreDescribed(shell: Shell) throws {
        #expect(try offers(shell, "raido redo --no").contains { $0.contains("Do not back up a SQLite database") })
        #expect(try offers(shell, "raido mark").contains { $0.contains("Marks a migration as applied") })
    }

    @Test func aShellThatIsNotKnownIsWrongUsage() throws {
        let outcome = try project.raido("completions", "tcsh")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("'SHELL' must be one of 'bash', 'zsh', 'fish', not 'tcsh'"))
        #expect(try project.raido("completions").errors.contains("'completions' needs an argument: completions SHELL"))
    }
}
