import Raido
import RaidoConsole
import RaidoMigrate
import RaidoRunner

extension Program {
    static let raido = Program(
        name: "raido",
        version: raidoVersion,
        summary: "Writes Swift migrations from models, and applies them. It compiles nothing.",
        commands: [
            .initProject, .makemigrations, .check, .new, .undo, .rebase, .why, .snapshots, .sql,
            .up, .down, .redo, .status, .restore,
            .inspect, .baseline, .markApplied, .markReverted,
            .completions, .manual,
        ],
        options: [
            Option(
                "--project", value: "DIR", offer: .folder,
                help: "The project's folder; else the nearest above that has a raido.json, else a Package.swift.")
        ],
        notes: [
            databaseNote,
            Note(
                "Exit status",
                """
                Exit status: 0 done, or nothing to do; 1 errors in models, files or migrations, or the database failed;
                2 changes are pending, or 'check' found a difference; 3 refused, with the way to allow it; 64 wrong usage.
                """),
        ], parts: builtInParts)
}

extension Program {
    typealias Option = Command.Option
}

extension Command {
    /// The task of commands that write migrations, or say what they would be.
    static let writing = "Models and migrations"

    static let makemigrations = Command(
        "makemigrations",
        "Compares the models with their snapshots and writes the migrations that lie between.",
        task: writing,
        options: [entities] + historyFolders + [
            Option("--name", value: "WORDS", help: "Name the migrations so, instead of after what they do."),
            Option("--dry-run", help: "Show the plan and its SQL; write nothing."),
            Option("--check", help: "Write nothing; exit with status 2 when changes are pending."),
            Option("--force", help: "Allow everything that the guard finds."),
            Option(
                "--allow", value: "ID", repeatable: true,
                help: "Allow one finding, by the id that the guard prints. May be given several times."),
            Option("--no-proof", help: "Do not try the plan on a database in memory before writing it."),
            Option(
                "--prove-on", value: "URL", offer: servers,
                help: "Try it on that server, in a schema or database of its own."),
            now,
        ] + [json, format, quiet],
        discussion: """
            Nothing is written unless every model was read without a mistake and every finding of the guard is
            allowed, and the plan did what it should, there and back, on a database in memory filled with rows; then all
            files are written, or none. Settings are read from raido.json; options win.
            """)

    static let check = Command(
        "check",
        "Says whether the models match their snapshots, or whether a database has what its migrations produce.",
        task: writing,
        options: [entities] + historyFolders + [
            Option(
                "--database", value: "URL", offer: databases,
                help: "Compare what is applied to this database with what is in it instead."),
            ignored,
        ] + [json, format, quiet],
        discussion: """
            Nothing is written. The exit status is 2 where something differs. Without --database no database is opened.
            """)

    static let sql = Command(
        "sql",
        "Prints the SQL of the next migrations, of migrations that are pending, or of all models.",
        task: writing,
        options: [entities] + historyFolders + [
            Option(
                "--engine", value: "ENGINE", offer: .words(Engine.allCases.map(\.rawValue)),
                help: "The engine: sqlite, postgresql, mysql or mariadb."),
            Option("--down", help: "The SQL that reverts instead."),
            Option("--schema", help: "All tables of the models, as a script that may be run repeatedly."),
            Option(
                "--database", value: "URL", offer: databases,
                help: "What 'up' would run on this database, or of the migrations named."),
        ],
        operand: Operand(
            "ID", offer: ids, repeatable: true, help: "With --database: of these migrations, applied or not."),
        discussion: """
            Nothing is written, and without --database no database is needed: the SQL is that which lies between the
            snapshots and the models. Without --engine it is that of DB_ENGINE, else the first of "engines" in
            raido.json, else SQLite. Before each statement a comment says whether a rollback undoes it, what it locks,
            and whether it rewrites the table.
            """)

    /// The task of commands about the program itself.
    private static let help = "Help"

    static let completions = Command(
        "completions", "Prints a script that completes commands and options in a shell.", task: help,
        options: [
            Option("--ids", help: "Print the ids of the project's migrations instead, as the scripts offer them.")
        ],
        operand: Operand(
            "SHELL", offer: .words(Shell.allCases.map(\.rawValue)),
            help: "The shell: \(Shell.allCases.map(\.rawValue).joined(separator: ", "))."),
        discussion: """
            Scripts/install puts the scripts where the shells look for them. Without it, for one user:

            bash: raido completions bash > ~/.local/share/bash-completion/completions/raido

            zsh: raido completions zsh > ~/.zfunc/_raido, with fpath+=~/.zfunc before compinit in ~/.zshrc

            fish: raido completions fish > ~/.config/fish/completions/raido.fish
            """)

    static let manual = Command(
        "manual", "Prints the manual page, which man reads.", task: help,
        discussion: "Scripts/install puts it where man looks for it. Without it: raido manual | man -l -")

    /// Servers that this build has drivers for.
    private static let servers = Offer.url(
        file: nil, servers: builtInEngines.filter { $0 != .sqlite }.map(\.rawValue))
}
