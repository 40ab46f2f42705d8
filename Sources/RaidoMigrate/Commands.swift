import Raido
package import RaidoConsole
import RaidoRunner

extension Program {
    static let migrate = Program(
        name: "migrate",
        version: raidoVersion,
        summary: "Applies migrations to a database, reverts them, and shows their status.",
        commands: RunnerCommand.allCases.map(\.command),
        notes: [
            databaseNote,
            Note(
                "Exit status",
                """
                Exit status: 0 done, or nothing to do; 1 a migration or the database failed; 2 'check' found a
                difference; 3 refused, with the option that allows it; 64 usage error.
                """),
        ], parts: builtInParts)

    /// How a database is chosen.
    package static let databaseNote = Note(
        "Database",
        """
        The database is --database URL, else DB_URL or DATABASE_URL of the environment, else those of .env, else
        sqlite:app.sqlite. With DB_ENGINE (sqlite, postgresql, mysql or mariadb), it is the first of these for that
        engine, or one built from DB_NAME, DB_USER, DB_PASSWORD, DB_HOST and DB_PORT.
        """)

    /// The drivers of this build, as the version line shows them.
    package static var builtInParts: [String] {
        builtInEngines.isEmpty ? ["no drivers"] : builtInEngines.map(\.displayName)
    }
}

extension Command {
    private static let migrating = "Apply and revert"
    private static let adopting = "Existing databases"

    package static let up = Command(
        "up", "Applies pending migrations, each in a transaction with its row in the history.", task: migrating,
        options: [
            database,
            Option("--to", value: "ID", offer: ids, help: "Stop when this migration is applied."),
            Option(
                "--dry-run",
                help: "Apply everything and roll it back, if the engine can; otherwise print what would run."
            ),
            skipChecks, allow, singleRunner, noBackup, quiet, json,
        ],
        operand: Operand("COUNT", help: "The number of batches (runs of makemigrations) to apply (default: all)."))

    package static let down = Command(
        "down", "Reverts the last batch.", task: migrating,
        options: [
            database,
            Option("--to", value: "ID", offer: ids, help: "Stop when this migration is the last one applied."),
            Option("--all", help: "Revert everything."),
            force, fill, skipChecks, allow, singleRunner, noBackup, quiet, json,
        ],
        operand: Operand("COUNT", help: "The number of batches to revert (default: 1)."), discussion: fillDiscussion)

    package static let redo = Command(
        "redo", "Reverts the last batch and applies it again.", task: migrating,
        options: [database, force, fill, skipChecks, allow, singleRunner, noBackup, quiet, json],
        discussion: fillDiscussion)

    package static let status = Command(
        "status", "Lists all migrations and shows which are applied.", task: migrating,
        options: [database, json])

    static let sql = Command(
        "sql", "Prints the SQL that 'up' would run.", task: migrating,
        options: [
            database, Option("--down", help: "Print the SQL that reverts instead (default: the last batch)."),
        ],
        operand: Operand("ID", offer: ids, repeatable: true, help: "Print these migrations, applied or not."))

    static let check = Command(
        "check", "Replays all migrations and compares the result with the snapshots, or with a database.",
        task: adopting,
        options: [
            Option(
                "--snapshots", value: "DIR", offer: .folder,
                help: "The folder of snapshots (default: from raido.json)."),
            Option(
                "--database", value: "URL", offer: databases,
                help: "Compare this database with its applied migrations instead."),
            ignored,
        ],
        discussion: """
            If a database differs, each difference is printed with both sides, and the exit status is 2. Without
            --database no database is opened.
            """)

    package static let ignored = Option(
        "--ignore", value: "NAME", repeatable: true,
        help: "Accept a difference: a TABLE of another program, or a TABLE.PART; '*' matches any characters.")

    package static let inspect = Command(
        "inspect", "Prints a database as models.", task: adopting, options: [database],
        discussion: """
            The blocks are complete: saved in a file of the entities folder, they describe the same tables.
            Anything that models cannot express is in comments.
            """)

    package static let baseline = Command(
        "baseline", "Marks migrations as applied on a database that already has their tables.", task: adopting,
        options: [
            database, Option("--to", value: "ID", offer: ids, help: "Stop at this migration."), ignored, singleRunner,
            quiet,
        ],
        discussion: """
            Nothing is marked unless the database matches the migrations; otherwise the differences are printed, and
            the exit status is 3. Other tables of the database do not matter.
            """)

    package static let markApplied = Command(
        "mark-applied", "Marks a migration as applied without running it.", task: adopting,
        options: [database, singleRunner, quiet],
        operand: Operand(
            "ID", offer: ids, required: true, help: "The migration. Its changes must already be in the database."))

    package static let markReverted = Command(
        "mark-reverted", "Marks a migration as not applied without running anything.", task: adopting,
        options: [database, singleRunner, quiet],
        operand: Operand("ID", offer: ids, required: true, help: "The migration; this program need not have it."))

    package static let restore = Command(
        "restore", "Restores a backup of a SQLite database.", task: migrating,
        options: [database, Option("--dry-run", help: "Show what would change, without changing it."), quiet],
        operand: Operand(
            "FILE", offer: .file, help: "The backup (default: the one next to the database)."),
        discussion: """
            Before a migration removes rows, columns or values from a SQLite database file, Raido copies the file
            to the same folder as app.sqlite.before-ID. The present file is kept too, under another name. Programs that
            have the database open must be stopped first.
            """)

    /// The migrations of the project.
    package static let ids = Offer.printed(by: ["completions", "--ids"])

    /// Databases that this build has drivers for.
    package static let databases = Offer.url(
        file: builtInEngines.first { !$0.isServer }?.rawValue,
        servers: builtInEngines.filter(\.isServer).map(\.rawValue))

    private static let database = Option(
        "--database", value: "URL", offer: databases,
        help: "The database (default: that of DB_URL or DATABASE_URL, else sqlite:app.sqlite).")
    private static let skipChecks = Option(
        "--skip-checks", help: "Do not check first for rows that would make a migration fail.")

    private static let force = Option(
        "--force", help: "Continue even if data is lost, or columns come back with invented values.")
    private static let fill = Option(
        "--fill", value: "TABLE.COLUMN=VALUE", repeatable: true,
        help: "Give existing rows this value in a column that comes back.")
    private static let fillDiscussion = """
        VALUE is written as for 'fill' in a model; a text needs no quotation marks. TABLE.COLUMN is the name after the
        revert. A required column that is part of a foreign key needs a value if there are rows, even with --force.
        """
    private static let singleRunner = Option(
        "--single-runner",
        help:
            "Confirm that no other run is in progress: needed in some MySQL and MariaDB clusters, no effect elsewhere.")
    private static let noBackup = Option(
        "--no-backup", help: "Do not back up a SQLite database before a migration removes data from it.")
    private static let json = Option("--json", help: "Print one JSON document instead of text.")
    private static let quiet = Option("--quiet", help: "Print errors only.")
    private static let allow = Option(
        "--allow", value: "WHAT", offer: .words(Allowance.allCases.map(\.rawValue)), repeatable: true,
        help: "Allow migrations that are 'unknown' to this program, 'edited', or 'out-of-order'.")
}
