import RaidoConsole

extension Program {
    static let raido = Program(
        name: "raido",
        version: raidoVersion,
        summary: "Writes Swift migrations from models. It compiles nothing and needs no database.",
        commands: [.makemigrations, .check, .new, .undo, .snapshots, .why, .sql],
        footer: """
            Exit status: 0 done, or nothing to do; 1 mistakes in models or files; 2 changes are pending (--check);
            3 refused by the guard; 64 wrong usage.
            """)
}

extension Command {
    static let makemigrations = Command(
        "makemigrations",
        "Compares the models with their snapshots and writes the migrations that lie between.",
        options: project + [
            Option("--name", value: "WORDS", help: "Name the migrations so, instead of after what they do."),
            Option("--dry-run", help: "Show the plan and its SQL; write nothing."),
            Option("--check", help: "Write nothing; exit with status 2 when changes are pending."),
            Option("--force", help: "Allow everything that the guard finds."),
            Option(
                "--allow", value: "ID", repeatable: true,
                help: "Allow one finding, by the id that the guard prints. May be given several times."),
            Option("--no-proof", help: "Do not try the plan on a database in memory before writing it."),
            Option("--prove-on", value: "URL", help: "Try it on that server, in a schema or database of its own."),
            Option("--now", value: "TIME", help: "Stamp the migrations so: 2026-01-31T12:00:00Z. For repeatable runs."),
        ] + output,
        discussion: """
            Nothing is written unless every model was read without a mistake and every finding of the guard is
            allowed, and the plan did what it should, there and back, on a database in memory filled with rows; then all
            files are written, or none. Settings are read from raido.json; options win.
            """)

    static let check = Command(
        "check",
        "Says whether the models match their snapshots; the same as 'makemigrations --check'.",
        options: project + output)

    static let sql = Command(
        "sql",
        "Prints the SQL of the next migrations, or of all models. Writes nothing and needs no database.",
        options: project + [
            Option("--engine", value: "ENGINE", help: "The engine: sqlite, postgresql, mysql or mariadb."),
            Option("--down", help: "The SQL that takes the next migrations back instead."),
            Option("--schema", help: "All tables of the models, as a script that may be run again and again."),
        ],
        discussion: """
            Without --engine it is that of DB_ENGINE, else the first of "engines" in raido.json, else SQLite. Before
            each statement a comment says whether a rollback takes it back, what it locks, and whether it rewrites the
            table.
            """)

    private static let project = [
        Option("--entities", value: "DIR", help: "The folder of models (default: entities)."),
        Option("--migrations", value: "DIR", help: "The folder of generated migrations (default: migration)."),
        Option("--snapshots", value: "DIR", help: "The folder of snapshots (default: snapshots)."),
        Option("--wait", value: "SECONDS", help: "How long to wait for another run in this project (default: 10)."),
    ]

    private static let output = [
        Option("--json", help: "Print one JSON document instead of text."),
        Option("--format", value: "FORMAT", help: "How mistakes are printed: text, or github for annotations."),
        Option("--quiet", help: "Print mistakes and findings only."),
    ]
}
