import Raido
import RaidoConsole
import RaidoPlatform
import RaidoRunner

// The status of each migration.
extension Session {
    /// Lists all migrations. If the file of a SQLite database does not exist, all are pending, and no file is created.
    func status() -> ExitStatus {
        withMigrator(isQuiet: reportsJSON) { (migrator, run) throws(MigratorError) in
            let statuses = try migrator.status()
            if let path = migrator.missingFile {
                run.note(MigrateMessages.missingDatabase(Platform.absolutePath(path)))
            }
            if reportsJSON { run.list(statuses.map(document)) } else { show(statuses) }
            return .success
        }
    }

    private func show(_ statuses: [Migrator.Status]) {
        let style = terminal.outputStyle
        let width = statuses.map { visible($0.id).count }.max() ?? 0
        var batch: String?
        for status in statuses {
            if status.batch != batch {
                batch = status.batch
                terminal.print(
                    "\n" + style.bold(status.batch.isEmpty ? "batch unknown" : "batch \(visible(status.batch))"))
            }
            let word = MigrateMessages.state(status, style: style)
            let id = visible(status.id)
            let padding = String(repeating: " ", count: width - id.count)
            let time = status.appliedAt.map { style.dim("  \(visible($0))") } ?? ""
            terminal.print("  \(id)\(padding)  \(word)\(time)")
        }
        terminal.print("\(statuses.isEmpty ? "" : "\n")\(MigrateMessages.numbers(of: statuses))")
        for status in statuses {
            guard let unfinished = status.unfinished else { continue }
            guard unfinished.session == nil else {
                terminal.print(visibleLines("\(unfinished)."))
                continue
            }
            terminal.print(visibleLines(MigrateMessages.resume(unfinished, isMissing: status.batch.isEmpty)))
        }
    }

    func document(of status: Migrator.Status) -> JSONDocument {
        .object([
            ("id", .string(status.id)), ("batch", .string(status.batch)),
            ("state", .string(name(of: status.state))), ("applied_at", .optional(status.appliedAt)),
            ("verified", .boolean(status.appliedAt != nil && !status.isUnverified)),
            ("unfinished", status.unfinished.map(document) ?? .null),
        ])
    }

    private func document(of unfinished: UnfinishedMigration) -> JSONDocument {
        .object([
            ("direction", .string(unfinished.isReverting ? "down" : "up")), ("step", .integer(unfinished.step)),
            ("steps", .integer(unfinished.count)), ("started_at", .string(unfinished.startedAt)),
            ("session", .optional(unfinished.session)),
        ])
    }

    private func name(of state: Migrator.Status.State) -> String {
        switch state {
        case .applied: "applied"
        case .edited: "edited"
        case .outOfOrder: "out-of-order"
        case .pending: "pending"
        case .unknown: "unknown"
        case .interrupted: "interrupted"
        case .running: "running"
        }
    }
}
