import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlanning
import RaidoRunner

// The contents of a database: compared, printed, and adopted.
extension Session {
    /// Whether the database matches the applied migrations.
    func checkDatabase() -> ExitStatus {
        withMigrator { (migrator, run) throws(MigratorError) in
            let comparison = try migrator.compare(ignoring: ignored)
            let statuses = try migrator.status()
            let differences = comparison.differences
            if reportsJSON {
                run.list(statuses.map(document))
                run.list(differences: differences.map(document))
            } else {
                show(differences, of: statuses)
            }
            if !differences.isEmpty { show(unasked: comparison.unasked, run) }
            show(older: comparison.older, on: migrator.engine, run)
            return differences.isEmpty ? .success : .pending
        }
    }

    private func show(_ differences: [SchemaDifference], of statuses: [Migrator.Status]) {
        let applied = statuses.count { $0.appliedAt != nil }
        let pending = statuses.count - applied
        guard !differences.isEmpty else {
            return terminal.say(MigrateMessages.noDrift(applied: applied, pending: pending))
        }
        let headline = MigrateMessages.drift(differences.count, applied: applied, pending: pending)
        terminal.print(terminal.outputStyle.bold(headline))
        show(differences)
    }

    private func document(of difference: SchemaDifference) -> JSONDocument {
        .object([
            ("element", .string("\(difference.element)")), ("table", .string(difference.element.table)),
            ("migrations", .optional(difference.expected)), ("database", .optional(difference.found)),
        ])
    }

    /// Says which tables an older version made, and how to bring them up to date.
    private func show(older parts: [SchemaElement], on engine: Engine, _ run: RunProgress) {
        for case .index(let name, let table) in parts {
            note(MigrateMessages.leftOutIndex(name, of: table, engine), run)
        }
        let columns = parts.filter { if case .index = $0 { false } else { true } }
        for (table, columns) in Dictionary(grouping: columns, by: \.table).sorted(by: { $0.key < $1.key }) {
            note(MigrateMessages.olderTable(table, columns.map { "\($0)" }, engine), run)
        }
    }

    /// Prints a note on standard error, or adds it to the document.
    private func note(_ text: String, _ run: RunProgress) {
        if reportsJSON { return run.note(text) }
        terminal.complain("\(terminal.errorStyle.blue("note:")) \(text)\n")
    }

    private var ignored: [IgnorePattern] { arguments.all("--ignore").map(IgnorePattern.init) }

    func inspectDatabase() -> ExitStatus {
        withMigrator(isQuiet: true) { migrator throws(MigratorError) in
            let inspection = try migrator.inspection()
            let isNarrow = !migrator.engine.facts.hasUnsignedBigInteger
            let schema = isNarrow ? inspection.schema.withoutWideUnsigned() : inspection.schema
            terminal.print(MigrateMessages.inspected(migrator.engine, migrator.serverVersion))
            terminal.print(modelText(of: schema, remarks: inspection.remarks), terminator: "")
            terminal.print(typeMappings(of: schema, for: migrator.engine), terminator: "")
            return .success
        }
    }

    /// Marks migrations as applied that the database already matches, or says why not.
    func baseline() -> ExitStatus {
        withMigrator { (migrator, run) throws(MigratorError) in
            do throws(MigratorError) {
                let marked = try migrator.baseline(to: arguments.value("--to"), ignoring: ignored)
                for id in marked { terminal.say("\(terminal.outputStyle.green("=")) \(visible(id))") }
                terminal.say(MigrateMessages.baseline(marked.count))
                return .success
            } catch {
                guard case .differs(let comparison) = error else { throw error }
                show(comparison.differences)
                show(unasked: comparison.unasked, run)
                terminal.fail(MigrateMessages.baselineRefused, advice: MigrateMessages.baselineRefusedAdvice)
                return .refused
            }
        }
    }

    /// Notes which differences may not be real.
    private func show(unasked: [String: String], _ run: RunProgress) {
        for (table, reason) in unasked.sorted(by: { $0.key < $1.key }) {
            note(MigrateMessages.uncomparedTable(table, reason), run)
        }
    }

    func show(_ comparison: SchemaComparison) { show(comparison.differences) }

    private func show(_ differences: [SchemaDifference]) {
        let style = terminal.outputStyle
        for difference in differences {
            terminal.print("  \(visibleLines("\(difference.element)"))")
            let sides = [difference.expected, difference.found].map { $0.map(visibleLines) ?? style.red("missing") }
            terminal.print("    migrations: \(sides[0])")
            terminal.print("    database:   \(sides[1])")
        }
    }
}

extension Schema {
    /// An engine without numbers above 2⁶³ has no use for the widest unsigned type in a model.
    fileprivate func withoutWideUnsigned() -> Schema {
        Schema(
            tables.map { table in
                var table = table
                for place in table.columns.indices where table.columns[place].type == .unsignedBigInteger {
                    if case .integer(let number)? = table.columns[place].defaultValue, number > UInt32.max { continue }
                    table.columns[place].type = .unsignedInteger
                }
                return table
            })
    }
}

/// The `raido.json` entries for types that models have no words for, as a comment; empty if there are none.
private func typeMappings(of schema: Schema, for engine: Engine) -> String {
    let names = schema.tables.flatMap(\.columns).compactMap { column in
        if case .custom(let name) = column.type { name } else { nil }
    }
    if names.isEmpty { return "" }
    let mappings = Set(names).sorted().map { ("custom:\($0)", JSONDocument.string($0)) }
    let document = JSONDocument.object([("type_mappings", .object([(engine.rawValue, .object(mappings))]))])
    let lines = document.text().split(separator: "\n").map { "//     \($0)" }.joined(separator: "\n")
    return """

        \(MigrateMessages.typeMappings)
        //
        \(lines)

        """
}

extension SchemaComparison {
    /// All differences, including those that no schema expresses.
    fileprivate var differences: [SchemaDifference] {
        RaidoPlanning.differences(expected: expected, found: found)
            + traits.map { SchemaDifference(element: $0.element, expected: $0.usual, found: $0.found) }
    }
}

extension Inspection {
    /// What models have no words for, by table.
    var remarks: [String: [String]] {
        let words = traits.map { trait in
            let table = trait.element.table
            let words = "\(trait.element): \(trait.found)"
            return (table, schema[table] == nil ? words : "Not in this model: \(words).")
        }
        return Dictionary(grouping: words) { $0.0 }.mapValues { $0.map(\.1) }
    }
}
