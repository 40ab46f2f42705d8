// The messages about statements that a migration for MySQL or MariaDB cannot have.

extension RefusedStatement: CustomStringConvertible {
    public var description: String { "\(reason)\n\(statement.indented)" }

    private var reason: String {
        switch kind {
        case .delimiter:
            return
                "DELIMITER is a command of the client, unknown to the server. Remove the DELIMITER lines, and end "
                + "the bodies of routines and triggers with END and a semicolon; Raido recognises the end by that."
        case .mode(let mode):
            let remedy =
                mode == "ANSI_QUOTES"
                ? "Put names that contain a backslash in backticks, and texts in single quotation marks."
                : "Do not set that mode, and write a backslash in a text twice."
            return
                "With sql_mode \(mode), Raido cannot tell where a statement that contains a backslash ends. \(remedy)"
        case .transaction("LOCK"), .transaction("UNLOCK"):
            return
                "Remove LOCK TABLES and UNLOCK TABLES: no other program can migrate during the run, and "
                + "under table locks the runner could not write its journal."
        case .transaction("USE"):
            return
                "USE is not allowed: the runner works in the database of the connection, where the migration history is. Qualify "
                + "names with the database instead: other.articles."
        case .transaction(let word):
            return "\(word) is not allowed: the runner keeps a journal of each statement. A DDL statement commits "
                + "implicitly here, and a statement that changes rows shares a transaction with its journal row. "
                + "Remove \(word)."
        }
    }
}

extension MySQLConnectFailure {
    /// What the server did, what the mode says of it, and what to do next.
    func message(for address: MySQLAddress) -> String {
        let mode = "ssl-mode=\(address.encryption.rawValue)"
        switch reason {
        case .noTLS:
            return
                "the server offers no TLS, and \(mode) does not connect without it; neither user name nor password was "
                + "sent. Enable TLS on the server, and check that nothing between here and there removes it. "
                + "ssl-mode=disabled connects in plain text."
        case .tls where address.encryption.isVerifying:
            return
                "\(words): \(mode) accepts only a certificate for '\(address.host)' that is valid today and signed by "
                + "\(address.authority.map { "an authority in '\($0)'" } ?? "an authority that this machine trusts"); "
                + "neither user name nor password was sent. Check the host and 'ssl-ca' in the URL, and the server's "
                + "certificate."
        case .tls: return "\(words): TLS with the server failed under \(mode). Check the server's TLS settings."
        case .plugin where address.encryption.isVerifying:
            return
                "the server asks for an authentication plug-in that is not supported. Use an account with one of "
                + "\(address.encryption.authenticationPlugins.replacing(",", with: ", "))."
        case .plugin:
            return
                "the server asks for the password in clear text, or for an unknown authentication plug-in, which \(mode) "
                + "refuses; the password was not sent. If the account needs mysql_clear_password or dialog, use "
                + "ssl-mode=verify-full with 'ssl-ca'; else somebody may pretend to be the server."
        case .password:
            return
                "the server asks for the password itself, and it is not sent without TLS (\(mode)). Use "
                + "ssl-mode=verify-full or ssl-mode=required; accounts with caching_sha2_password need TLS at least for "
                + "the first connection after the server starts."
        case .other:
            return mysqlError(code, words, "", remedy: mysqlRemedy(code, words, account: nil)).words
        }
    }
}
