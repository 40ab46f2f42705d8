import Raido
import RaidoConsole
import RaidoPlatform
import RaidoRunner

// Where each migration stands.
extension Session {
    /// Where a migration is not that the history has.
    private static var missing: String {
        ProgramName.readsMigrations ? "not in the folder of migrations" : "not in this program"
    }

    func show(_ statuses: [Migrator.Status]) {
        if arguments.has("--json") {
            terminal.print(document(of: statuses).text())
            return
        }
        let style = terminal.outputStyle
        let width = statuses.map { visible($0.id).count }.max() ?? 0
        var batch: String?
        for status in statuses {
            if status.batch != batch {
                batch = status.batch
                terminal.print(
                    "\n" + style.bold(status.batch.isEmpty ? "batch unknown" : "batch \(visible(status.batch))"))
            }
            let word =
                switch status.state {
                case .applied where status.isUnverified:
                    style.green("applied") + " (has code, so edits are not found)"
                case .applied: style.green("applied")
                case .pending: style.yellow("pending")
                case .outOfOrder: style.red("pending") + " (older than the last one applied)"
                case .edited: style.red("edited since it was applied")
                case .unknown: style.red("applied, \(Self.missing)")
                case .running: style.yellow("being made by another program")
                case .interrupted: style.red("interrupted") + (status.batch.isEmpty ? ", \(Self.missing)" : "")
                }
            let id = visible(status.id)
            let padding = String(repeating: " ", count: width - id.count)
            let time = status.appliedAt.map { style.dim("  \(visible($0))") } ?? ""
            terminal.print("  \(id)\(padding)  \(word)\(time)")
        }
        let pending = statuses.count { $0.appliedAt == nil }
        let applied = statuses.count - pending
        terminal.print("\(statuses.isEmpty ? "" : "\n")\(counted(applied)) applied, \(pending) pending.")
        for status in statuses {
            guard let unfinished = status.unfinished else { continue }
            let program = status.batch.isEmpty ? " of the program that has it" : ""
            guard unfinished.session == nil else {
                terminal.print(visibleLines("\(unfinished)."))
                continue
            }
            terminal.print(
                visibleLines(
                    "\(unfinished); '\(unfinished.commandToGoOn)'\(program) goes on from there, or says what to do."))
        }
    }

    private func document(of statuses: [Migrator.Status]) -> JSONDocument {
        .object([
            ("version", .integer(1)),
            (
                "migrations",
                .array(
                    statuses.map { status in
                        .object([
                            ("id", .string(status.id)), ("batch", .string(status.batch)),
                            ("state", .string(name(of: status.state))), ("applied_at", .optional(status.appliedAt)),
                            ("verified", .boolean(status.appliedAt != nil && !status.isUnverified)),
                            ("unfinished", status.unfinished.map(document) ?? .null),
                        ])
                    })
            ),
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
