import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlanning
import RaidoRunner

// What is in a database: compared, printed, and taken as it is.
extension Session {
    /// Whether the database has what the applied migrations give.
    func checkDatabase() -> ExitStatus {
        withMigrator { migrator throws(MigratorError) in
            let comparison = try migrator.compare(ignoring: ignored)
            let statuses = try migrator.status()
            let applied = statuses.count { $0.appliedAt != nil }
            let rest = applied == statuses.count ? "" : ", \(statuses.count - applied) pending"
            let differences = comparison.differences
            guard !differences.isEmpty else {
                terminal.say("No drift: the database has what \(given(by: applied))\(rest).")
                return .success
            }
            let count = differences.count == 1 ? "1 difference" : "\(differences.count) differences"
            let from = "from what \(given(by: applied))\(rest)"
            terminal.print(terminal.outputStyle.bold("Drift: \(count) of the database \(from).\n"))
            show(differences)
            show(unasked: comparison.unasked)
            return .pending
        }
    }

    private var ignored: [IgnorePattern] { arguments.all("--ignore").map(IgnorePattern.init) }

    func inspectDatabase() -> ExitStatus {
        withMigrator(isQuiet: true) { migrator throws(MigratorError) in
            let inspection = try migrator.inspection()
            let schema = migrator.engine == .sqlite ? inspection.schema.withUnsignedOfSQLite() : inspection.schema
            let version = migrator.serverVersion.map { " \($0)" } ?? ""
            terminal.print("// What is in a database of \(migrator.engine.displayName)\(version).\n")
            terminal.print(modelText(of: schema, remarks: inspection.remarks), terminator: "")
            terminal.print(typeMappings(of: schema, for: migrator.engine), terminator: "")
            return .success
        }
    }

    /// Marks what the database has already as applied, or says why not.
    func baseline() -> ExitStatus {
        withMigrator { migrator throws(MigratorError) in
            do throws(MigratorError) {
                let marked = try migrator.baseline(to: arguments.value("--to"), ignoring: ignored)
                for id in marked { terminal.say("\(terminal.outputStyle.green("=")) \(visible(id))") }
                terminal.say(
                    marked.isEmpty
                        ? "Nothing to mark." : "The database has what \(given(by: marked.count)); marked as applied."
                )
                return .success
            } catch {
                guard case .differs(let comparison) = error else { throw error }
                show(comparison.differences)
                show(unasked: comparison.unasked)
                terminal.fail(
                    "the database does not have what the migrations give; nothing was marked",
                    advice: [
                        "bring the database, or the models, to what the other side has",
                        "or take the migrations up to where they match, with --to ID",
                        "or say what is so on purpose, with --ignore TABLE.PART",
                    ])
                return .refused
            }
        }
    }

    /// Says which differences may be none.
    private func show(unasked: [String: String]) {
        for (table, reason) in unasked.sorted(by: { $0.key < $1.key }) {
            terminal.complain(
                """
                \(terminal.errorStyle.blue("note:")) expressions and defaults of '\(visible(table))' may differ in spelling alone: \
                the server would not say how it spells them (\(visibleLines(reason))); \
                let the user make temporary tables to know

                """)
        }
    }

    func show(_ comparison: SchemaComparison) { show(comparison.differences) }

    private func show(_ differences: [SchemaDifference]) {
        let style = terminal.outputStyle
        for difference in differences {
            terminal.print("  \(visibleLines("\(difference.element)"))")
            let sides = [difference.expected, difference.found].map { $0.map(visibleLines) ?? style.red("not there") }
            terminal.print("    migrations: \(sides[0])")
            terminal.print("    database:   \(sides[1])")
        }
    }
}

extension Schema {
    /// SQLite tells unsigned types not apart, and holds no number above 2⁶³, so it takes no model with the widest one.
    fileprivate func withUnsignedOfSQLite() -> Schema {
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

/// What `raido.json` needs for the types that models have no words for, as a comment; empty where there are none.
private func typeMappings(of schema: Schema, for engine: Engine) -> String {
    let names = schema.tables.flatMap(\.columns).compactMap { column in
        if case .custom(let name) = column.type { name } else { nil }
    }
    if names.isEmpty { return "" }
    let mappings = Set(names).sorted().map { ("custom:\($0)", JSONDocument.string($0)) }
    let document = JSONDocument.object([("type_mappings", .object([(engine.rawValue, .object(mappings))]))])
    let lines = document.text().split(separator: "\n").map { "//     \($0)" }.joined(separator: "\n")
    return """

        // Models have no words for some of these types. 'raido.json' says what they are, for each engine they are made on:
        //
        \(lines)

        """
}

extension SchemaComparison {
    /// All that differs, what no schema says included.
    fileprivate var differences: [SchemaDifference] {
        RaidoPlanning.differences(expected: expected, found: found)
            + traits.map { SchemaDifference(element: $0.element, expected: $0.usual, found: $0.found) }
    }
}

extension Inspection {
    /// What models have no words for, by tables.
    var remarks: [String: [String]] {
        let words = traits.map { trait in
            let table = trait.element.table
            let words = "\(trait.element): \(trait.found)"
            return (table, schema[table] == nil ? words : "Not said here: \(words).")
        }
        return Dictionary(grouping: words) { $0.0 }.mapValues { $0.map(\.1) }
    }
}
