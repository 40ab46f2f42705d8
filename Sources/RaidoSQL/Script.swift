package import Raido

/// The steps as a script that a person can read and the engine's own shell accepts.
package func script(_ steps: [Step]) -> String {
    var lines: [String] = []
    for step in steps {
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
        \(script(steps))COMMIT;
        PRAGMA foreign_keys = ON;

        """
    case .postgresql:
        "BEGIN;\n\(script(steps))COMMIT;\n"
    case .mysql, .mariadb:
        script(steps)
    }
}

private func line(_ statement: SQLStatement) -> String {
    // A comment on a raw statement's last line must not swallow the semicolon.
    switch statement.origin {
    case .rendered: "\(statement.text);"
    case .raw: "\(statement.text)\n;"
    }
}

extension TableRebuild {
    fileprivate var script: [String] {
        let name = before.name
        var lines = ["-- \"\(name)\" is made anew: SQLite's ALTER TABLE cannot do this in place."]
        lines.append(line(create))
        lines += [line(copy)]
        lines += verifications.flatMap { verification in
            ["-- Must be 0, else the migration is rolled back:", line(verification.query)]
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
