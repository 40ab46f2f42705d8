import Raido
import RaidoSQL

extension SQLiteDatabase {
    /// Reads the schema back from the statements that SQLite keeps; Raido's own table and SQLite's are left out, and
    /// views are only reported.
    package func inspection() throws(StepFailure) -> Inspection {
        let tables = try texts().sorted { $0.key < $1.key }.map { $0.value.inspection(named: $0.key) }
        let views = try asking("read the views") { () throws(DatabaseError) in
            try connection.texts("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")
        }
        return Inspection(
            schema: Schema(tables.flatMap(\.schema.tables)).withReferencedKeys,
            traits: tables.flatMap(\.traits)
                + views.map { UnmodelledTrait(.table($0), found: "a view", isDrift: false) },
            older: tables.flatMap(\.older))
    }

    /// What SQLite keeps of each table, or of one, under its own name.
    func texts(of only: String? = nil) throws(StepFailure) -> [String: SQLiteTableTexts] {
        let hidden = historyTable.hiddenNames
        let rows = try asking("read the schema") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT type, tbl_name, sql FROM sqlite_master
                WHERE type IN ('table', 'index', 'trigger') AND sql IS NOT NULL AND tbl_name = coalesce(?, tbl_name) COLLATE NOCASE
                AND tbl_name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid
                """, [only.map(SQLValue.text) ?? .null])
        }
        var texts: [String: SQLiteTableTexts] = [:]
        for row in rows {
            guard let kind = row[0].text, let table = row[1].text, let sql = row[2].text else { continue }
            if hidden.contains(table) { continue }
            switch kind {
            case "table": texts[table, default: SQLiteTableTexts()].table = sql
            case "index": texts[table, default: SQLiteTableTexts()].indexes.append(sql)
            default: texts[table, default: SQLiteTableTexts()].triggers.append(sql)
            }
        }
        return texts
    }
}

/// What SQLite keeps of one table: the statements that made it.
package struct SQLiteTableTexts: Hashable, Sendable {
    package var table = ""
    package var indexes: [String] = []
    package var triggers: [String] = []

    package init() {}

    /// The table that the statements make, and what no schema says of it. A virtual table has no columns of its own.
    package func inspection(named name: String) -> Inspection {
        guard let reading = reading(named: name) else {
            let trait = UnmodelledTrait(.table(name), found: "a virtual table", isDrift: false)
            return Inspection(schema: Schema(), traits: [trait])
        }
        var table = reading.table
        let isWithoutRowNumbers = options.contains { $0.uppercased() == "WITHOUT ROWID" }
        for place in table.columns.indices where table.primaryKey.contains(table.columns[place].name) {
            // SQLite lets NULL into other keys than these (manual, "CREATE TABLE", 3.5).
            let isRowNumber =
                table.primaryKey.count == 1 && table.columns[place].type == .bigInteger && reading.keyOptions.isEmpty
            if isRowNumber || isWithoutRowNumbers { table.columns[place].isNullable = false }
        }
        for index in indexes.compactMap(readIndex) {
            if let unique = index.asUnique { table.uniques.append(unique) } else { table.indexes.append(index) }
        }
        let triggers = setColumns(of: table)
        for place in table.columns.indices {
            table.columns[place].isSetOnUpdate = triggers.contains { $0.column == table.columns[place].name }
        }
        let broken = isWithoutRowNumbers ? triggers.filter { $0.rendering != .current } : []
        return Inspection(
            schema: Schema([table]), traits: traits(of: reading),
            older: broken.map { .column($0.column, table: name) })
    }

    private func traits(of reading: SQLiteTableReading) -> [UnmodelledTrait] {
        let name = reading.table.name
        let passed = (reading.unread + reading.keyOptions).map { UnmodelledTrait(.table(name), found: $0) }
        let virtual = reading.virtualColumns.map {
            UnmodelledTrait(.column($0, table: name), usual: "STORED", found: "VIRTUAL")
        }
        let options = options.map { option in
            UnmodelledTrait(.table(name), found: option, isDrift: option.uppercased() != "WITHOUT ROWID")
        }
        return passed + virtual + options
    }

    /// What follows the brackets: `STRICT`, `WITHOUT ROWID`.
    var options: [String] {
        var tokens = TokenReader(table)
        while !tokens.isAtEnd, tokens.group() == nil { _ = tokens.next() }
        return tokens.rest.split(by: ",").map { canonicalSQL($0) }.filter { !$0.isEmpty }
    }

    /// The table itself, without its indexes and triggers.
    func reading(named name: String) -> SQLiteTableReading? {
        var tokens = TokenReader(table)
        guard tokens.skip("CREATE"), tokens.skip("TABLE"), tokens.identifier() != nil, let body = tokens.group()
        else { return nil }
        var reading = SQLiteTableReading(table: Table(name, columns: []))
        for item in body.split(by: ",") { reading.read(TokenReader(item)) }
        return reading
    }

    private func readIndex(_ sql: String) -> Index? {
        var tokens = TokenReader(sql)
        guard tokens.skip("CREATE") else { return nil }
        let isUnique = tokens.skip("UNIQUE")
        guard tokens.skip("INDEX"), let name = tokens.identifier(), tokens.skip("ON"), tokens.identifier() != nil,
            let key = tokens.group()
        else { return nil }
        let parts = key.split(by: ",").map(part)
        let predicate = tokens.skip("WHERE") ? SQLFragment(canonicalSQL(tokens.rest)) : nil
        return Index(name, parts, unique: isUnique, where: predicate)
    }

    private func part(_ tokens: [SQLToken]) -> Index.Part {
        if tokens.count == 1, let name = tokens[0].identifier { return .ascending(name) }
        if tokens.count == 2, let name = tokens[0].identifier {
            if tokens[1].isKeyword("DESC") { return .descending(name) }
            if tokens[1].isKeyword("ASC") { return .ascending(name) }
        }
        var reader = TokenReader(tokens)
        if let inner = reader.group(), reader.isAtEnd { return .expression(SQLFragment(canonicalSQL(inner))) }
        return .expression(SQLFragment(canonicalSQL(tokens)))
    }

    /// The columns whose triggers exist, word for word as Raido makes or made them.
    private func setColumns(of table: Table) -> [(column: String, rendering: Rendering)] {
        let found = Set(triggers.map { canonicalSQL($0) })
        var candidate = table
        candidate.columns = table.columns.map { column in
            var column = column
            let name = canonicalSQL(quote(DerivedName.updateTrigger(table.name, column.name)))
            column.isSetOnUpdate = found.contains { $0.hasPrefix("CREATE TRIGGER \(name) ") }
            // The trigger does not depend on whether the key allows NULL, which the column shows.
            if table.primaryKey.contains(column.name) { column.isNullable = false }
            return column
        }
        return Rendering.allCases.flatMap { rendering in
            updateTriggers(of: candidate, as: rendering)
                .filter { found.contains(canonicalSQL($0.creation.text)) }.map { ($0.column, rendering) }
        }
    }
}

extension Schema {
    /// A foreign key that names no columns over there means the primary key.
    fileprivate var withReferencedKeys: Schema {
        mapTables { table in
            var table = table
            for place in table.foreignKeys.indices where table.foreignKeys[place].referencedColumns.isEmpty {
                let target = tables.first { $0.name.isSameName(as: table.foreignKeys[place].referencedTable) }
                table.foreignKeys[place].referencedColumns = target?.primaryKey ?? []
            }
            return table
        }
    }
}
