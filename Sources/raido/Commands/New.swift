import Raido
import RaidoConsole
import RaidoPlanning
import RaidoPlatform
import RaidoProject
import RaidoSQL

extension Command {
    static let new = Command(
        "new",
        "Creates an empty migration for your own SQL, or one that brings a table up to date.",
        task: writing,
        options: historyFolders + [
            Option(
                "--now", value: "TIME",
                help: "The timestamp of the migration, for repeatable runs: 2026-01-31T12:00:00Z."),
            Option(
                "--refresh", value: "TABLE", repeatable: true,
                help: "Write a migration that gives this table the SQL of this version of Raido."),
        ] + [json, quiet],
        operand: Operand("WORDS", help: "What it does, used for the file name: \"fill the slugs\"."),
        discussion: """
            Either the file and its line in the list of migrations are written, or neither. The migration comes after all
            existing ones, and does nothing until you add SQL to it.

            With --refresh it needs no SQL: it redefines the columns for which an older version of Raido used other SQL.
            'check --database' names such tables. WORDS are optional then.
            """)
}

/// `raido new`: an empty migration, registered and in order.
struct New: ProjectCommand {
    let request: Request
    private let words: String
    private let slug: String
    /// The tables to bring up to date.
    private let refreshed: [String]

    init(_ arguments: Arguments) throws(UsageError) {
        request = try Request(arguments, of: .new)
        refreshed = arguments.all("--refresh")
        let usual = refreshed.isEmpty ? nil : "refresh \(refreshed.joined(separator: " "))"
        guard let words = arguments.operands.first ?? usual else {
            throw .missingOperand("WORDS", command: Command.new.name)
        }
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
            let id = "m\(batch)_001_\(slug)"
            let files =
                refreshed.isEmpty
                ? try emptyMigration(id, batch: batch, in: registry, settings)
                : try refreshingMigration(id, batch: batch, settings)
            try commit(files)
            report("written", files, [("migration", .string(id))])
            if !request.printsJSON {
                terminal.say(refreshed.isEmpty ? "\nNext: write its SQL, then apply it." : "\nNext: apply it.")
            }
            return .success
        }
    }

    private func emptyMigration(
        _ id: String, batch: String, in registry: Registry, _ settings: Settings
    ) throws(Failure) -> PendingFiles {
        do throws(ProjectError) {
            return try ProjectState(registry: registry).filesAdding(
                EmptyMigration(id: id, batch: batch, words: words), settings: settings)
        } catch { throw Failure(error) }
    }

    /// A migration that changes columns into themselves, for which every engine writes its present SQL.
    private func refreshingMigration(
        _ id: String, batch: String, _ settings: Settings
    ) throws(Failure) -> PendingFiles {
        let state: ProjectState
        do throws(ProjectError) { state = try ProjectState.load(settings) } catch { throw Failure(error) }
        var changes: [Change] = []
        for name in refreshed {
            guard let table = state.schema[name] else {
                throw Failure([Diagnostic(.error, "no snapshot has a table '\(name)'", at: nil)])
            }
            let columns = table.columnsInNewWords
            guard !columns.isEmpty else {
                let message = "table '\(name)' is up to date: no version of Raido used other SQL for its columns"
                throw Failure([Diagnostic(.error, message, at: nil)])
            }
            changes += columns.map { .alterColumn(in: name, from: $0, to: $0) }
        }
        let new = NewMigration(
            Migration(id: id, batch: batch, changes: changes), summary: sentence(of: changes, on: state.schema))
        do throws(ProjectError) {
            return try state.pendingFiles(
                for: [new], on: settings.targets, frameworkTables: state.frameworkTables, settings: settings)
        } catch { throw Failure(error) }
    }
}
