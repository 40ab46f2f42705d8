package import Raido

/// The steps as a script that is readable and that the engine's own shell accepts.
///
/// With an engine, a comment before each says what it costs there.
package func script(_ steps: [Step], costsOn engine: Engine? = nil) -> String {
    var lines: [String] = []
    for step in steps {
        if let cost = engine.flatMap({ step.cost(on: $0) }) { lines.append("-- \(cost)") }
        switch step {
        case .statement(let statement):
            let text = line(statement)
            lines.append(engine.map(text.forClient) ?? text)
        case .rebuild(let rebuild):
            var script = SQLiteScript()
            script.add(rebuild)
            lines += script.lines
        }
    }
    return lines.map { $0 + "\n" }.joined()
}

/// A whole migration as the runner applies it: the steps in one transaction if the engine supports that, with the
/// settings that they need.
package func transactionScript(_ steps: [Step], for engine: Engine) -> String {
    engine.dialect.transactionScript(steps)
}

/// Scripts of migrations, one after the other, with the settings that make a client's session like the runner's.
package func sessionScript(_ scripts: String, for engine: Engine) -> String {
    engine.dialect.sessionScript(around: scripts)
}

func line(_ statement: SQLStatement) -> String {
    // A comment on a raw statement's last line must not swallow the semicolon.
    switch statement.origin {
    // Clients end a statement at its first semicolon unless another delimiter is set.
    case .rendered where statement.text.hasSuffix("END IF"): "DELIMITER $$\n\(statement.text)$$\nDELIMITER ;"
    case .rendered: "\(statement.text);"
    case .raw: "\(statement.text)\n;"
    }
}

extension Step {
    /// What the step costs; nil for user SQL, which may be several statements, and if nothing is known.
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
