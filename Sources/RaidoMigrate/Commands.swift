import RaidoConsole

extension Program {
    static let migrate = Program(
        name: "migrate",
        version: raidoVersion,
        summary: "Applies migrations to a database, reverts them, and shows where it stands.",
        commands: [.up, .down, .redo, .status, .sql, .check],
        footer: """
            The database is --database URL, else DB_URL, else DATABASE_URL (from the environment, else from .env),
            else sqlite:app.sqlite.

            Exit status: 0 done, or nothing to do; 1 a migration or the database failed; 2 'check' found a
            difference; 3 refused, with the way to allow it; 64 wrong usage.
            """)
}

extension Command {
    static let up = Command(
        "up", "Applies pending migrations, each in a transaction with its row in the history.",
        options: [
            database,
            Option("--to", value: "ID", help: "Stop when this migration is applied."),
            allow, quiet,
        ],
        operand: Operand("COUNT", help: "So many batches (runs of makemigrations); all without it."))

    static let down = Command(
        "down", "Reverts the last batch.",
        options: [
            database,
            Option("--to", value: "ID", help: "Stop when this migration is the last one applied."),
            Option("--all", help: "Revert everything."),
            force, allow, quiet,
        ],
        operand: Operand("COUNT", help: "So many batches instead of one."))

    static let redo = Command(
        "redo", "Reverts the last batch and applies it again.", options: [database, force, allow, quiet])

    static let status = Command(
        "status", "Lists all migrations and says which are applied.",
        options: [database, Option("--json", help: "Print one JSON document instead of text.")])

    static let sql = Command(
        "sql", "Prints the SQL that 'up' would run.",
        options: [
            database, Option("--down", help: "The SQL that reverts instead: of the last batch, without IDs."),
        ],
        operand: Operand("ID", repeatable: true, help: "Of these migrations, applied or not."))

    static let check = Command(
        "check", "Replays all migrations and compares the result with the snapshots. Opens no database.",
        options: [Option("--snapshots", value: "DIR", help: "The folder of snapshots (default: as raido.json says).")])

    private static let database = Option("--database", value: "URL", help: "The database: sqlite:app.sqlite.")
    private static let force = Option("--force", help: "Go on where data is lost.")
    private static let quiet = Option("--quiet", help: "Print mistakes only.")
    private static let allow = Option(
        "--allow", value: "WHAT", repeatable: true,
        help: "Let migrations pass that are 'unknown' to this program, 'edited', or 'out-of-order'.")
}
