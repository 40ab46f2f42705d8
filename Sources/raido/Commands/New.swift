import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject

extension Command {
    static let new = Command(
        "new",
        "Makes an empty migration for SQL of your own.",
        task: writing,
        options: historyFolders + [
            Option("--now", value: "TIME", help: "Stamp the migration so: 2026-01-31T12:00:00Z. For repeatable runs.")
        ] + [json, quiet],
        operand: Operand("WORDS", help: "What it does: \"fill the slugs\". The file is named after it."),
        discussion: """
            The file and its line in the list of migrations are written, or neither. It comes after all migrations that
            are there, and does nothing until SQL is written into it.
            """)
}

/// `raido new`: an empty migration, registered and in order.
struct New: ProjectCommand {
    let request: Request
    private let words: String
    private let slug: String

    init(_ arguments: Arguments) throws(UsageError) {
        request = try Request(arguments, of: .new)
        guard let words = arguments.operands.first else { throw .missingOperand("WORDS", command: Command.new.name) }
        self.words = words
        slug = try fileNameWords(words, of: "WORDS", command: .new)
    }

    func run() throws(UsageError) -> ExitStatus {
        try writing { settings, commit throws(Failure) in
            let registry: Registry
            do throws(ProjectError) { registry = try loadRegistry(at: settings.migrations) } catch {
                throw Failure(error)
            }
            try refuseStrays(beside: registry, settings)
            let batch = nextBatch(now: request.now ?? .now(), existing: registry.ids)
            let migration = EmptyMigration(id: "m\(batch)_001_\(slug)", batch: batch, words: words)
            let files: PendingFiles
            do throws(ProjectError) {
                files = try ProjectState(registry: registry).filesAdding(migration, settings: settings)
            } catch { throw Failure(error) }
            try commit(files)
            report("written", files, [("migration", .string(migration.id))])
            if !request.printsJSON { terminal.say("\nNext: write its SQL, then apply it.") }
            return .success
        }
    }
}
