package import Raido

/// What the statements of a block, or of a routine's body, are of MySQL or MariaDB, as far as their words tell.
package struct BlockWords {
    /// Whether one of them may end the transaction that the block is in.
    package private(set) var mayCommit = false
    /// The procedures that it calls.
    package private(set) var procedures: [String] = []

    package init(_ sql: String, on engine: Engine) { self.init(StatementWords(statementTokens(sql, on: engine))) }

    init(_ words: StatementWords) {
        let keywords = words.keywords
        for (place, keyword) in keywords.enumerated() {
            guard let keyword else { continue }
            if keyword == "CALL" {
                var called = words.dropFirst(place + 1)
                let name = called.name()
                mayCommit = mayCommit || called.hasReadSchema
                if let name { procedures.append(name) }
            } else if Self.committing.contains(keyword) {
                let isTemporary = place + 1 < keywords.count && keywords[place + 1] == "TEMPORARY"
                mayCommit = mayCommit || !isTemporary
            }
        }
    }

    /// A rollback is one of them: what comes after it commits by itself.
    private static let committing: Set<String> = [
        "ALTER", "ANALYZE", "AUTOCOMMIT", "COMMIT", "CREATE", "DROP", "EXECUTE", "FLUSH", "GRANT", "INSTALL", "LOCK",
        "OPTIMIZE", "PASSWORD", "RENAME", "REPAIR", "REVOKE", "ROLLBACK", "START", "TRUNCATE", "UNINSTALL", "UNLOCK",
        "XA",
    ]
}
