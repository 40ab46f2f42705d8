import RaidoConsole
import RaidoMigrate

// Options shared by several commands.
extension Command {
    static let entities = Option(
        "--entities", value: "DIR", offer: .folder, help: "The folder of models (default: entities).")

    static let wait = Option(
        "--wait", value: "SECONDS", help: "How long to wait for another run in this project (default: 10).")

    /// The folders of a project's migrations and snapshots, and how long to wait for another run.
    static let historyFolders = [
        Option(
            "--migrations", value: "DIR", offer: .folder,
            help: "The folder of generated migrations (default: migration)."),
        Option("--snapshots", value: "DIR", offer: .folder, help: "The folder of snapshots (default: snapshots)."),
        wait,
    ]

    /// For commands that change migrations, which no database must have applied.
    static let unappliedDatabase = Option(
        "--database", value: "URL", offer: databases,
        help: "The database that must not have them (default: as for 'up').")

    static let now = Option(
        "--now", value: "TIME", help: "The timestamp of the migrations, for repeatable runs: 2026-01-31T12:00:00Z.")

    static let json = Option("--json", help: "Print one JSON document instead of text.")

    static let format = Option(
        "--format", value: "FORMAT", offer: .words(DiagnosticFormat.Reader.allCases.map(\.rawValue)),
        help: "How errors are printed: text, or github for annotations.")

    static let quiet = Option("--quiet", help: "Print errors and findings only.")
}
