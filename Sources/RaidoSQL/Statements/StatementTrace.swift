package import Raido

/// What exists, or no longer exists, once a statement of MySQL or MariaDB is made.
package struct StatementTrace: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case thing(SchemaObject)
        case column(String, table: String)
        case key(String, table: String)
        case constraint(String, table: String)
        case primaryKey(table: String)
        /// How a table is cut into partitions.
        case partitioning(table: String)

        /// What has a definition of its own and contains the part.
        package var owner: SchemaObject {
            switch self {
            case .thing(let thing): thing
            case .column(_, let table), .key(_, let table), .constraint(_, let table), .primaryKey(let table),
                .partitioning(let table):
                .table(table)
            }
        }
    }

    package var part: Part
    package var exists: Bool
}

/// What a statement that was made left: what it names exists, or does not. That may have been so before, and what is
/// there may be another one than before.
package func traces(of sql: String, on engine: Engine) -> [StatementTrace] {
    var words = StatementWords(statementTokens(sql, on: engine))
    guard case .definitions(let things) = StatementSubject(of: sql, on: engine) else { return [] }
    switch words.keyword() {
    case "CREATE": return marks(things, &words, exists: true)
    case "DROP": return marks(things, &words, exists: false)
    case "ALTER":
        guard words.definedKind() == "TABLE" else {
            return things.map { StatementTrace(part: .thing($0), exists: $0 == things.last) }
        }
        words.skipAll("IF", "EXISTS")
        guard let table = words.name() else { return [] }
        return AlterTraces(table: table, clauses: words.clauses).traces
    case "RENAME":
        let isLast = things.indices.map { place in !things[(place + 1)...].contains(things[place]) }
        return things.indices.filter { isLast[$0] }.map { place in
            StatementTrace(part: .thing(things[place]), exists: !place.isMultiple(of: 2))
        }
    default: return []
    }
}

/// Whether a table may look as before though an `ALTER TABLE` changed its columns.
package func keepsColumnNames(_ sql: String, on engine: Engine) -> Bool {
    var words = StatementWords(statementTokens(sql, on: engine))
    guard words.skip("ALTER"), words.definedKind() == "TABLE" else { return false }
    words.skipAll("IF", "EXISTS")
    guard let table = words.name() else { return false }
    return AlterTraces(table: table, clauses: words.clauses).keepsNames
}

private func marks(_ things: [SchemaObject], _ words: inout StatementWords, exists: Bool) -> [StatementTrace] {
    words.skipAll("OR", "REPLACE")
    guard words.definedKind() == "INDEX" else {
        return things.map { StatementTrace(part: .thing($0), exists: exists) }
    }
    // An index is made on a table that exists already.
    words.skipAll("IF", "NOT", "EXISTS")
    guard let name = words.name(), case .table(let table)? = things.first else { return [] }
    return [StatementTrace(part: .key(name, table: table), exists: exists)]
}

/// The clauses of an `ALTER TABLE`, which are made all at once: what one takes away another may put there again.
struct AlterTraces {
    let table: String
    private var gone: Set<StatementTrace.Part> = []
    private var there: Set<StatementTrace.Part> = []
    /// Whether the table may look the same afterwards though its rows are others: its partitions were emptied or
    /// exchanged.
    private(set) var changesRowsAlone = false

    init(table: String, clauses: [StatementWords]) {
        self.table = table
        for clause in clauses { take(clause) }
    }

    var traces: [StatementTrace] {
        gone.subtracting(there).map { StatementTrace(part: $0, exists: false) }
            + there.map { StatementTrace(part: $0, exists: true) }
    }

    /// Whether the columns have the same names afterwards though they are others: they were swapped, or one was dropped
    /// and added again.
    var keepsNames: Bool { !gone.isEmpty && gone == there && gone.contains(where: \.isColumn) }

    private mutating func take(_ clause: StatementWords) {
        var words = clause
        switch words.keyword() {
        case "EXCHANGE", "TRUNCATE", "DISCARD", "IMPORT": changesRowsAlone = true
        case "PARTITION", "COALESCE", "REORGANIZE": there.insert(.partitioning(table: table))
        case "CONVERT" where words.contains("PARTITION"): there.insert(.partitioning(table: table))
        case "REMOVE" where words.skip("PARTITIONING"): gone.insert(.partitioning(table: table))
        case "MODIFY":
            words.skipAll("COLUMN", "IF", "EXISTS")
            if let name = words.name() { there.insert(.column(name, table: table)) }
        case "ALTER" where !words.skipOne(of: "INDEX", "KEY", "CHECK", "CONSTRAINT"):
            words.skipAll("COLUMN", "IF", "EXISTS")
            if let name = words.name() { there.insert(.column(name, table: table)) }
        case "ADD": takeAddition(words)
        case "DROP": takeDrop(words)
        case "RENAME": takeRename(words)
        case "CHANGE":
            words.skipAll("COLUMN", "IF", "EXISTS")
            guard let old = words.name(), let new = words.name() else { return }
            if old.lowercased() != new.lowercased() { gone.insert(.column(old, table: table)) }
            there.insert(.column(new, table: table))
        default: break
        }
    }

    private mutating func takeAddition(_ clause: StatementWords) {
        var words = clause
        if words.skip("CONSTRAINT") {
            words.skipAll("IF", "NOT", "EXISTS")
            guard let name = words.name() else { return }
            // A unique constraint is a key to these engines.
            if words.skip("PRIMARY") {
                there.insert(.primaryKey(table: table))
            } else {
                there.insert(
                    words.skip("UNIQUE") ? .key(name, table: table) : .constraint(name, table: table))
            }
            return
        }
        if words.skip("PRIMARY") {
            there.insert(.primaryKey(table: table))
            return
        }
        if words.skip("PARTITION") {
            there.insert(.partitioning(table: table))
            return
        }
        if words.skipOne(of: "FOREIGN", "CHECK", "PERIOD", "SYSTEM") { return }
        let isKey = words.skipOne(of: "UNIQUE", "FULLTEXT", "SPATIAL")
        if words.skipOne(of: "KEY", "INDEX") || isKey {
            _ = words.skipOne(of: "KEY", "INDEX")
            words.skipAll("IF", "NOT", "EXISTS")
            if let name = words.name() { there.insert(.key(name, table: table)) }
            return
        }
        words.skipAll("COLUMN", "IF", "NOT", "EXISTS")
        if words.skip(symbol: "(") {
            for part in words.clauses { takeAddition(part) }
            return
        }
        if let name = words.name() { there.insert(.column(name, table: table)) }
    }

    private mutating func takeDrop(_ clause: StatementWords) {
        var words = clause
        if words.skip("PRIMARY") {
            gone.insert(.primaryKey(table: table))
            return
        }
        if words.skip("PARTITION") {
            there.insert(.partitioning(table: table))
            return
        }
        let isForeign = words.skip("FOREIGN")
        let isKey = words.skipOne(of: "KEY", "INDEX")
        let isConstraint = words.skipOne(of: "CONSTRAINT", "CHECK")
        words.skipAll("COLUMN", "IF", "EXISTS")
        guard let name = words.name() else { return }
        if isForeign || isConstraint {
            gone.insert(.constraint(name, table: table))
        } else {
            gone.insert(isKey ? .key(name, table: table) : .column(name, table: table))
        }
    }

    private mutating func takeRename(_ clause: StatementWords) {
        var words = clause
        let isColumn = words.skip("COLUMN")
        let isKey = words.skipOne(of: "KEY", "INDEX")
        if isColumn || isKey {
            words.skipAll("IF", "EXISTS")
            guard let old = words.name(), words.skip("TO"), let new = words.name() else { return }
            gone.insert(isColumn ? .column(old, table: table) : .key(old, table: table))
            there.insert(isColumn ? .column(new, table: table) : .key(new, table: table))
            return
        }
        _ = words.skipOne(of: "TO", "AS")
        guard let name = words.name() else { return }
        gone.insert(.thing(.table(table)))
        there.insert(.thing(.table(name)))
    }
}

extension StatementTrace.Part {
    fileprivate var isColumn: Bool {
        switch self {
        case .column: true
        case .thing, .key, .constraint, .primaryKey, .partitioning: false
        }
    }
}
