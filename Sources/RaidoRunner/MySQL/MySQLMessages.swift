// What is said of statements that MySQL and MariaDB are not given in a migration.

extension RefusedStatement: CustomStringConvertible {
    public var description: String { "\(reason)\n\(statement.indented)" }

    private var reason: String {
        switch kind {
        case .delimiter:
            return
                "DELIMITER is a word of the client, which the server does not know. Leave out the lines with it, and end "
                + "the bodies of routines and triggers with END and a semicolon: where they end is told by that."
        case .mode(let mode):
            let remedy =
                mode == "ANSI_QUOTES"
                ? "Put names with a backslash between backticks, and texts between single quotation marks."
                : "Leave that mode out, and write a backslash in a text twice."
            return "Under \(mode) of sql_mode it cannot be told here where a statement with a backslash ends. \(remedy)"
        case .transaction("LOCK"), .transaction("UNLOCK"):
            return
                "LOCK TABLES and UNLOCK TABLES can be left out, as those of a dump: nobody else migrates meanwhile, and "
                + "under them the runner could not write its journal."
        case .transaction("USE"):
            return
                "The database is that of the connection, where the history of migrations is. Write the database before "
                + "the names instead: other.articles."
        case .transaction(let word):
            return "\(word) is the runner's, who keeps a journal of each statement. A statement that defines something "
                + "commits by itself here, and one that changes rows is a transaction together with the journal's row. "
                + "Leave \(word) out."
        }
    }
}
