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
                help: "The project's folder (default: the nearest parent with a raido.json, else with a Package.swift)."
            )
        ],
        notes: [
            databaseNote,
            Note(
                "Exit status",
                """
                Exit status: 0 done, or nothing to do; 1 errors in models, files or migrations, or the database failed;
                2 changes are pending, or 'check' found a difference; 3 refused, with the option that allows it; 64 usage error.
                """),
        ], parts: builtInParts)
}

extension Program {
    typealias Option = Command.Option
}

extension Command {
    /// The task of commands that write migrations or show them.
    static let writing = "Models and migrations"

    static let makemigrations = Command(
        "makemigrations",
        "Compares the models with their snapshots and writes migrations for the differences.",
        task: writing,
        options: [entities] + historyFolders + [
            Option("--name", value: "WORDS", help: "Override the generated name of the migrations."),
            Option("--dry-run", help: "Show the plan and its SQL; write nothing."),
            Option("--check", help: "Write nothing; exit with status 2 when changes are pending."),
            Option("--force", help: "Allow all findings of the guard."),
            Option(
                "--allow", value: "ID", repeatable: true,
                help: "Allow one finding, by the id that the guard prints. May be repeated."),
            Option("--no-proof", help: "Do not try the plan on a database in memory before writing it."),
            Option(
                "--prove-on", value: "URL", offer: servers,
                help: "Try the plan on that server, in a separate schema or database."),
            now,
        ] + [json, format, quiet],
        discussion: """
            Files are written only if all models are free of errors, all findings of the guard are allowed, and the
            plan works in both directions on a database in memory filled with rows. Either all files are written, or
            none. Settings are read from raido.json; options override them.
            """)

    static let check = Command(
        "check",
        "Checks whether the models match their snapshots, or whether a database matches its migrations.",
        task: writing,
        options: [entities] + historyFolders + [
            Option(
                "--database", value: "URL", offer: databases,
                help: "Compare this database with its applied migrations instead."),
            ignored,
        ] + [json, format, quiet],
        discussion: """
            Nothing is written. The exit status is 2 if something differs. Without --database no database is opened.
            """)

    static let sql = Command(
        "sql",
        "Prints the SQL of the next migrations, of pending migrations, or of all models.",
        task: writing,
        options: [entities] + historyFolders + [
            Option(
                "--engine", value: "ENGINE", offer: .words(Engine.allCases.map(\.rawValue)),
                help: "The engine: sqlite, postgresql, mysql or mariadb."),
            Option("--down", help: "Print the SQL that reverts instead."),
            Option("--schema", help: "Print all tables of the models, as a script that can be run repeatedly."),
            Option(
                "--database", value: "URL", offer: databases,
                help: "Print what 'up' would run on this database, or the SQL of the IDs."),
        ],
        operand: Operand(
            "ID", offer: ids, repeatable: true, help: "With --database: print these migrations, applied or not."),
        discussion: """
            Nothing is written. Without --database no database is needed: the SQL takes the snapshots to the models.
            Without --engine, the engine is DB_ENGINE, else the first of "engines" in raido.json, else SQLite. Before
            each statement a comment says whether a rollback undoes it, what it locks, and whether it rewrites the
            table.
            """)

    /// The task of commands about the program itself.
    private static let help = "Help"

    static let completions = Command(
        "completions", "Prints a script that completes commands and options in a shell.", task: help,
        options: [
            Option("--ids", help: "Print the ids of the project's migrations instead, for use by the scripts.")
        ],
        operand: Operand(
            "SHELL", offer: .words(Shell.allCases.map(\.rawValue)), required: true,
            help: "The shell: \(Shell.allCases.map(\.rawValue).joined(separator: ", "))."),
        discussion: """
            Scripts/install puts the scripts where the shells look for them. Without it, for one user:

            bash: raido completions bash > ~/.local/share/bash-completion/completions/raido

            zsh: raido completions zsh > ~/.zfunc/_raido, with fpath+=~/.zfunc before compinit in ~/.zshrc

            fish: raido completions fish > ~/.config/fish/completions/raido.fish
            """)

    static let manual = Command(
        "manual", "Prints the manual page for man.", task: help,
        discussion: "Scripts/install puts it where man looks for it. Without it: raido manual | man -l -")

    /// Servers that this build has drivers for.
    private static let servers = Offer.url(
        file: nil, servers: builtInEngines.filter(\.isServer).map(\.rawValue))
}
