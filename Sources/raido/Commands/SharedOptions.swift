import RaidoConsole
import RaidoMigrate

// Options that several commands have
extension Command {
    static let entities = Option(
        "--entities", value: "DIR", offer: .folder, help: "The folder of models (default: entities).")

    static let wait = Option(
        "--wait", value: "SECONDS", help: "How long to wait for another run in this project (default: 10).")

    /// Where a project's migrations and snapshots are, and how long to wait for another run.
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
        "--now", value: "TIME", help: "Stamp the migrations so: 2026-01-31T12:00:00Z. For repeatable runs.")

    static let json = Option("--json", help: "Print one JSON document instead of text.")

    static let format = Option(
        "--format", value: "FORMAT", offer: .words(DiagnosticFormat.Reader.allCases.map(\.rawValue)),
        help: "How mistakes are printed: text, or github for annotations.")

    static let quiet = Option("--quiet", help: "Print mistakes and findings only.")
}
