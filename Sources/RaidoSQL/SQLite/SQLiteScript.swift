import Raido

/// A migration for SQLite as a script that applies all of it or nothing, even in a client that continues after an
/// error.
///
/// Each check writes its result to a temporary table. The last statement before `COMMIT` rolls back if a check failed or
/// a note is missing; `COMMIT` then fails as well. An earlier rollback would let later statements run outside the
/// transaction.
struct SQLiteScript {
    private(set) var lines: [String] = []
    private var notes = 0

    init() {}

    init(_ steps: [Step]) {
        lines = [
            "PRAGMA foreign_keys = OFF;",
            // It takes no lock yet, so it does not fail.
            "BEGIN;",
            "-- Each check writes its result to this table. Everything is rolled back if a check fails.",
            "CREATE TEMP TABLE raido_notes (what TEXT, wrong INTEGER, version INTEGER);",
            "CREATE TEMP TABLE raido_orphans AS SELECT count(*) AS count FROM pragma_foreign_key_check;",
        ]
        for step in steps {
            if let cost = step.cost(on: .sqlite) { lines.append("-- \(cost)") }
            switch step {
            case .statement(let statement): add(statement)
            case .rebuild(let rebuild): add(rebuild)
            }
        }
        ask(
            "rows that refer to missing rows",
            "SELECT max(0, (SELECT count(*) FROM pragma_foreign_key_check) - count) FROM temp.raido_orphans")
        lines += [
            "SELECT 'rolled back: ' || what FROM temp.raido_notes WHERE wrong IS NOT 0;",
            "CREATE TEMP TABLE raido_end (holds INTEGER, CONSTRAINT \"everything is rolled back\" CHECK (holds));",
            "INSERT OR ROLLBACK INTO temp.raido_end SELECT count(*) = \(notes) AND total(wrong IS NOT 0) = 0",
            "    AND count(version) = count(DISTINCT version) FROM temp.raido_notes;",
            "DROP TABLE temp.raido_end;",
            "DROP TABLE temp.raido_orphans;",
            "DROP TABLE temp.raido_notes;",
            "COMMIT;",
            "PRAGMA foreign_keys = ON;",
        ]
    }

    var text: String { lines.map { $0 + "\n" }.joined() }

    private mutating func ask(_ what: String, _ query: String) {
        notes += 1
        let note = "INSERT INTO temp.raido_notes SELECT \(literal(what)), (\(query)), NULL;"
        lines.append(note.forClient(of: .sqlite))
    }

    /// Each DDL statement gives the schema a new version, so two equal versions show that one failed.
    private mutating func add(_ statement: SQLStatement) {
        lines.append(line(statement).forClient(of: .sqlite))
        let text = statement.text
        guard case .rendered = statement.origin, !text.contains(" IF EXISTS "),
            ["CREATE ", "ALTER ", "DROP "].contains(where: text.hasPrefix)
        else { return }
        notes += 1
        lines.append(
            "INSERT INTO temp.raido_notes SELECT \(literal(statement.purpose)), 0, schema_version "
                + "FROM pragma_schema_version;")
    }

    mutating func add(_ rebuild: TableRebuild) {
        let name = rebuild.before.name
        let (old, new) = (quote(name), quote(rebuild.temporaryName))
        lines.append("-- \(old) is rebuilt: SQLite's ALTER TABLE cannot do this in place.")
        ask(
            "user indexes and triggers of '\(name)' would be lost; drop them first",
            """
            SELECT count(*) FROM sqlite_schema WHERE lower(tbl_name) = lower(\(literal(name))) AND sql IS NOT NULL \
            AND type IN ('index', 'trigger') AND name NOT IN (\(rebuild.ownedNames.map(literal).joined(separator: ", ")))
            """)
        add(rebuild.create)
        add(rebuild.rows.statement)
        ask(
            "rows of '\(name)' that were not copied",
            "SELECT (SELECT count(*) FROM \(old)) - (SELECT count(*) FROM \(new))")
        for verification in rebuild.rows.verifications {
            if verification.rule == .utf8 {
                lines += ["-- Each must be UTF-8, which is not checked here:", line(verification.query)]
            } else {
                ask(String(verification.query.purpose.dropFirst("count ".count)), verification.query.text)
            }
        }
        keepNumber(rebuild)
        add(SQLStatement("DROP TABLE \(old)", for: "drop the old table '\(name)'"))
        lines += [
            "-- Without this, a view or another table's trigger that uses the table makes the rename fail.",
            "PRAGMA legacy_alter_table = ON;",
        ]
        add(
            SQLStatement(
                "ALTER TABLE \(new) RENAME TO \(quote(rebuild.after.name))",
                for: "put the new table '\(name)' in place of the old one"))
        lines.append("PRAGMA legacy_alter_table = OFF;")
        for object in rebuild.objects { add(object) }
    }

    /// Keeps the highest generated number, which deleting rows does not lower. Each table has one row there, or none
    /// before its first row.
    private mutating func keepNumber(_ rebuild: TableRebuild) {
        guard rebuild.after.columns.contains(where: rebuild.after.isNumbered),
            rebuild.before.columns.contains(where: rebuild.before.isNumbered)
        else { return }
        let (old, new) = (literal(rebuild.before.name), literal(rebuild.temporaryName))
        lines += [
            "-- Keep the highest number that was ever generated.",
            "UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM sqlite_sequence WHERE name IN (\(old), \(new)))",
            "    WHERE name = \(new);",
            "INSERT INTO sqlite_sequence (name, seq) SELECT \(new), seq FROM sqlite_sequence WHERE name = \(old)",
            "    AND \(new) NOT IN (SELECT name FROM sqlite_sequence);",
        ]
    }
}
