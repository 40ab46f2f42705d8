import Raido
package import RaidoConsole
import RaidoRunner

extension Program {
    static let migrate = Program(
        name: "migrate",
        version: raidoVersion,
        summary: "Applies migrations to a database, reverts them, and shows where it stands.",
        commands: [
            .up, .down, .redo, .status, .sql, .restore, .inspect, .check, .baseline, .markApplied, .markReverted,
        ],
        notes: [
            databaseNote,
            Note(
                "Exit status",
                """
                Exit status: 0 done, or nothing to do; 1 a migration or the database failed; 2 'check' found a
                difference; 3 refused, with the way to allow it; 64 wrong usage.
                """),
        ], parts: builtInParts)

    /// How a database is chosen.
    package static let databaseNote = Note(
        "Database",
        """
        The database is --database URL, else DB_URL or DATABASE_URL of the environment, else those of .env, else
        sqlite:app.sqlite. With DB_ENGINE (sqlite, postgresql, mysql or mariadb) the first of these that is of that
        engine, or one made of DB_NAME, DB_USER, DB_PASSWORD, DB_HOST and DB_PORT.
        """)

    /// The drivers of this build, as the version line shows them.
    package static var builtInParts: [String] {
        builtInEngines.isEmpty ? ["no drivers"] : builtInEngines.map(\.displayName)
    }
}

extension Command {
    private static let migrating = "Apply and revert"
    private static let adopting = "Databases that exist"

    package static let up = Command(
        "up", "Applies pending migrations, each in a transaction with its row in the history.", task: migrating,
        options: [
            database,
            Option("--to", value: "ID", offer: ids, help: "Stop when this migration is applied."),
            Option(
                "--dry-run", help: "Make everything and take it back, where the engine can; else say what would be run."
            ),
            skipChecks, allow, noBackup, quiet, json,
        ],
        operand: Operand("COUNT", help: "So many batches (runs of makemigrations); all without it."))

    package static let down = Command(
        "down", "Reverts the last batch.", task: migrating,
        options: [
            database,
            Option("--to", value: "ID", offer: ids, help: "Stop when this migration is the last one applied."),
            Option("--all", help: "Revert everything."),
            force, skipChecks, allow, noBackup, quiet, json,
        ],
        operand: Operand("COUNT", help: "So many batches instead of one."))

    package static let redo = Command(
        "redo", "Reverts the last batch and applies it again.", task: migrating,
        options: [database, force, skipChecks, allow, noBackup, quiet, json])

    package static let status = Command(
        "status", "Lists all migrations and says which are applied.", task: migrating,
        options: [database, json])

    static let sql = Command(
        "sql", "Prints the SQL that 'up' would run.", task: migrating,
        options: [
            database, Option("--down", help: "The SQL that reverts instead: of the last batch, without IDs."),
        ],
        operand: Operand("ID", offer: ids, repeatable: true, help: "Of these migrations, applied or not."))

    static let check = Command(
        "check", "Replays all migrations and compares the result with the snapshots, or with a database.",
        task: adopting,
        options: [
            Option(
                "--snapshots", value: "DIR", offer: .folder,
                help: "The folder of snapshots (default: as raido.json says)."),
            Option(
                "--database", value: "URL", offer: databases,
                help: "Compare what is applied to this database with what is in it instead."),
            ignored,
        ],
        discussion: """
            Where a database differs, each difference is printed with both sides, and the exit status is 2. Without
            --database no database is opened.
            """)

    package static let ignored = Option(
        "--ignore", value: "NAME", repeatable: true,
        help: "Accept a difference: a TABLE of another program, or a TABLE.PART; '*' stands for any characters.")

    package static let inspect = Command(
        "inspect", "Prints what is in a database as models.", task: adopting, options: [database],
        discussion: """
            The blocks are complete: written to a file of the entities folder, they read back to the same tables.
            What the language has no words for stands in comments.
            """)

    package static let baseline = Command(
        "baseline", "Marks migrations as applied on a database that has their tables already.", task: adopting,
        options: [
            database, Option("--to", value: "ID", offer: ids, help: "Stop at this migration."), ignored, quiet,
        ],
        discussion: """
            Nothing is marked unless what is in the database is what the migrations give; differences are printed, and
            the exit status is 3. Other tables of the database do not matter.
            """)

    package static let markApplied = Command(
        "mark-applied", "Marks a migration as applied without running it.", task: adopting, options: [database, quiet],
        operand: Operand("ID", offer: ids, help: "The migration. What it does must be in the database already."))

    package static let markReverted = Command(
        "mark-reverted", "Marks a migration as not applied without running anything.", task: adopting,
        options: [database, quiet],
        operand: Operand("ID", offer: ids, help: "The migration; it may be one that this program does not have."))

    package static let restore = Command(
        "restore", "Brings a backup of a SQLite database back into its place.", task: migrating,
        options: [database, Option("--dry-run", help: "Say what would change, and change nothing."), quiet],
        operand: Operand(
            "FILE", offer: .file, help: "The backup; without it, the one that stands beside the database."),
        discussion: """
            Before a migration takes rows, columns or values of a SQLite database that is a file, the database is copied
            beside itself: app.sqlite.before-ID. What is there now is kept too, under another name. Programs that have
            the database open must be stopped first.
            """)

    /// The migrations of the project.
    package static let ids = Offer.printed(by: ["completions", "--ids"])

    /// Databases that this build has drivers for.
    package static let databases = Offer.url(
        file: builtInEngines.contains(.sqlite) ? "sqlite" : nil,
        servers: builtInEngines.filter { $0 != .sqlite }.map(\.rawValue))

    private static let database = Option(
        "--database", value: "URL", offer: databases, help: "The database: sqlite:app.sqlite.")
    private static let skipChecks = Option(
        "--skip-checks", help: "Do not look first for rows that a migration would fail on.")

    private static let force = Option("--force", help: "Go on where data is lost.")
    private static let noBackup = Option(
        "--no-backup", help: "Do not copy a SQLite database before a migration takes something of it.")
    private static let json = Option("--json", help: "Print one JSON document instead of text.")
    private static let quiet = Option("--quiet", help: "Print mistakes only.")
    private static let allow = Option(
        "--allow", value: "WHAT", offer: .words(Allowance.allCases.map(\.rawValue)), repeatable: true,
        help: "Let migrations pass that are 'unknown' to this program, 'edited', or 'out-of-order'.")
}
