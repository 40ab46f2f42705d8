import Raido

// What the messages say of user SQL that depends on its session.

extension SessionUse: CustomStringConvertible {
    public var description: String {
        "\(reason)\(isInParts ? Self.splitting : "") No statement was run.\n\(statement.indented)"
    }

    private static let splitting =
        " This migration runs in several transactions, because PostgreSQL refuses one of its statements inside a "
        + "transaction. You can also move that statement to a migration of its own."

    private var reason: String {
        let again = "A migration that is resumed after an interruption runs in a new session"
        switch kind {
        case .lastStatement(let name):
            return
                "\(name) refers to the previous statement, and the runner executes its own statements in between. \(again). "
                + (["LAST_INSERT_ID()", "val()"].contains(where: name.hasSuffix) || name.hasPrefix("@@")
                    ? "Look up the row by a key instead." : "Use count(*) where the number is needed.")
        case .computedVariable(let name):
            return "@\(name) is set to a value that may differ next time. \(again), where it is set again. "
                + "Move the query or function to the statement that uses it, or set a constant."
        case .foreignVariable(let name):
            return
                "@\(name) is used here, but no earlier SET in this migration gives it a value. \(again), where it would "
                + "have no value, or a different one. Set it to a constant before this statement, or avoid it."
        case .computedSetting:
            return "A setting gets a value that may differ next time. \(again), where it is set again. "
                + "Use a constant."
        case .temporaryTable:
            return "A temporary table ends with its session. \(again). Create a regular table, and drop it at the end."
        case .preparedStatement:
            return "A prepared statement ends with its session. \(again). Write the statement directly."
        case .heldCursor: return "A cursor ends with its session. \(again). Read the rows in one statement."
        case .setting(let name) where name.hasPrefix("set_config"):
            return "\(name) applies to the session. \(again). Use SET name = value, which Raido sends again."
        case .settingInBlock:
            return
                "SET in a block applies to the session. \(again). Use SET before the block, which Raido sends again, or "
                + "SET LOCAL in it."
        case .setting(let name):
            return "\(name) also applies to the runner's own statements. Qualify names with the schema instead, and "
                + "connect as the role that you need."
        }
    }
}
