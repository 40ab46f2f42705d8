package import Raido

/// The steps as a script that a person can read and the engine's own shell accepts.
///
/// With an engine, a comment before each says what it costs there.
package func script(_ steps: [Step], costsOn engine: Engine? = nil) -> String {
    var lines: [String] = []
    for step in steps {
        if let cost = engine.flatMap({ step.cost(on: $0) }) { lines.append("-- \(cost)") }
        switch step {
        case .statement(let statement): lines.append(line(statement))
        case .rebuild(let rebuild): lines += rebuild.script
        }
    }
    return lines.map { $0 + "\n" }.joined()
}

/// A whole migration as the runner makes it: the steps in one transaction, foreign keys asleep meanwhile.
package func transactionScript(_ steps: [Step], for engine: Engine) -> String {
    switch engine {
    case .sqlite:
        """
        PRAGMA foreign_keys = OFF;
        BEGIN IMMEDIATE;
        \(script(steps, costsOn: engine))COMMIT;
        PRAGMA foreign_keys = ON;

        """
    case .postgresql:
        "BEGIN;\n\(script(steps, costsOn: engine))COMMIT;\n"
    case .mysql, .mariadb:
        script(steps, costsOn: engine)
    }
}

func line(_ statement: SQLStatement) -> String {
    // A comment on a raw statement's last line must not swallow the semicolon.
    switch statement.origin {
    case .rendered: "\(statement.text);"
    case .raw: "\(statement.text)\n;"
    }
}

extension Step {
    /// What the step costs; nil for what a person wrote, which may be several statements, and where nothing is known.
    package func cost(on engine: Engine) -> StatementCost? {
        switch self {
        case .statement(let statement):
            switch statement.origin {
            case .rendered: StatementCost(of: statement.text, on: engine)
            case .raw: nil
            }
        case .rebuild: StatementCost(of: [.rebuild], on: engine)
        }
    }
}

extension TableRebuild {
    fileprivate var script: [String] {
        let name = before.name
        var lines = ["-- \"\(name)\" is made anew: SQLite's ALTER TABLE cannot do this in place."]
        lines.append(line(create))
        lines += [line(rows.statement)]
        lines += rows.verifications.flatMap { verification in
            let rule = verification.rule == .utf8 ? "Each must be UTF-8" : "Must be 0"
            return ["-- \(rule), else the migration is rolled back:", line(verification.query)]
        }
        lines += [
            "DROP TABLE \(quote(name));",
            "-- Without this, a view or another table's trigger that names the table makes the renaming fail.",
            "PRAGMA legacy_alter_table = ON;",
            "ALTER TABLE \(quote(temporaryName)) RENAME TO \(quote(after.name));",
            "PRAGMA legacy_alter_table = OFF;",
        ]
        if after.columns.contains(where: after.isNumbered), before.columns.contains(where: before.isNumbered) {
            lines.append("-- The runner also keeps the table's number in sqlite_sequence.")
        }
        lines.append("-- Indexes, triggers and views of your own that name the table are kept by the runner.")
        lines += objects.map(line)
        lines.append("PRAGMA foreign_key_check;")
        return lines
    }
}
