import Raido

extension MySQLFamilyDialect {
    /// The parts of an index that the engine can hold; none where the whole index is left out.
    ///
    /// An index that is not unique only makes queries faster. So where a migration is made for several engines, what
    /// these lack is left out and the rest kept: the condition of a partial index (the whole table is indexed), the
    /// access method, and on MariaDB what is from the first expression on. Of a unique index each of these decides
    /// which rows may be there, so there it is refused.
    ///
    /// - Parameter rendering: The words that the index was made with. The first versions of Raido left out every
    ///   expression that names a long text or JSON on MySQL, whatever it gives.
    func parts(
        of index: Index, in table: Table, as rendering: Rendering = .current
    ) throws(UnsupportedChange) -> [Index.Part] {
        if index.isUnique, index.predicate != nil {
            throw UnsupportedChange(engine, .partialUniqueIndex(index.name, table: table.name))
        }
        let held = index.parts.prefix { canHold($0, of: index, in: table, as: rendering) }
        if index.isUnique, held.count < index.parts.count {
            throw UnsupportedChange(
                engine, .uniqueIndexPart(index.name, part: words(of: index.parts[held.count]), table: table.name))
        }
        return Array(held)
    }

    private func words(of part: Index.Part) -> String {
        switch part {
        case .ascending(let name), .descending(let name): name
        case .expression(let fragment): fragment.text(for: engine) ?? ""
        }
    }

    private func canHold(_ part: Index.Part, of index: Index, in table: Table, as rendering: Rendering) -> Bool {
        if case .expression(let fragment) = part {
            guard hasExpressionIndexes, let text = fragment.text(for: engine) else { return hasExpressionIndexes }
            switch rendering {
            case .first:
                let names = SQLTokens(text).compactMap(\.identifier)
                return names.compactMap(table.column).allSatisfy { keyLength(of: $0) != nil }
            case .current: return indexedValue(of: text, in: table) == .limited
            }
        }
        guard let name = part.column else { return true }
        guard let column = table.column(name), !indexesAnyText else { return true }
        if isJSON(column) { return false }
        return !index.isUnique || keyLength(of: column) != nil
    }

    /// `KEY \`idx\` (\`author_id\`, \`created_at\` DESC)`, or nil where the index is left out.
    func clause(_ index: Index, in table: Table) throws(UnsupportedChange) -> String? {
        let parts = try parts(of: index, in: table)
        guard !parts.isEmpty else { return nil }
        let isLong = !index.isUnique && length(of: parts, in: table) > 3072
        var words: [String] = []
        for part in parts {
            switch part {
            case .ascending(let name): words.append(word(name, isLong: isLong, isUnique: index.isUnique, in: table))
            case .descending(let name):
                words.append(word(name, isLong: isLong, isUnique: index.isUnique, in: table) + " DESC")
            case .expression(let fragment):
                words.append("(\(try text(fragment, of: .index(index.name, table: table.name))))")
            }
        }
        return "\(keyword(for: index)) \(backtickQuote(index.name)) (\(words.joined(separator: ", ")))"
    }

    func clause(_ unique: UniqueConstraint, in table: Table) throws(UnsupportedChange) -> String {
        let index = Index(unique.name, unique.columns.map { .ascending($0) }, unique: true)
        return try clause(index, in: table) ?? ""
    }

    private func keyword(for index: Index) -> String {
        if index.isUnique { return "UNIQUE KEY" }
        switch index.method?.lowercased() {
        case "fulltext": return "FULLTEXT KEY"
        case "spatial": return "SPATIAL KEY"
        default: return "KEY"
        }
    }

    /// A column as part of a key: of a text of any length, or where the key would be longer than 3072 bytes (MySQL
    /// manual, 17.21), its beginning.
    private func word(_ name: String, isLong: Bool, isUnique: Bool, in table: Table) -> String {
        guard let column = table.column(name), !isUnique else { return backtickQuote(name) }
        let length = keyLength(of: column)
        let isCut = length == nil || (isLong && length.map { $0 > 764 } == true)
        return isCut ? "\(backtickQuote(name))(191)" : backtickQuote(name)
    }

    private func length(of parts: [Index.Part], in table: Table) -> Int {
        parts.compactMap(\.column).compactMap(table.column).reduce(0) { $0 + (keyLength(of: $1) ?? 764) }
    }

    /// Throws for expressions that the engine, which indexes others, cannot index. In tables that are there such an index
    /// may be known to migrations, and was left out.
    func expectIndexable(_ index: Index, in table: Table, formerly former: Table?) throws(UnsupportedChange) {
        guard hasExpressionIndexes else { return }
        for case .expression(let fragment) in index.parts {
            guard let text = fragment.text(for: engine) else { continue }
            let value = indexedValue(of: text, in: table)
            let isKnown = former?.indexes.contains(index) == true
            if value == .limited || (isKnown && former.map { indexedValue(of: text, in: $0) } != .limited) { continue }
            throw UnsupportedChange(
                engine, .indexedExpression(text, isJSON: value == .document, index: index.name, table: table.name))
        }
    }

    /// The columns that the keys of a table begin with in ascending order, key by key.
    func leads(of table: Table) throws(UnsupportedChange) -> [[String]] {
        var leads = [table.primaryKey] + table.uniques.map(\.columns)
        for index in table.indexes {
            var columns: [String] = []
            for part in try parts(of: index, in: table) {
                guard case .ascending(let name) = part, let column = table.column(name), keyLength(of: column) != nil
                else { break }
                columns.append(name)
            }
            if index.method == nil { leads.append(columns) }
        }
        return leads
    }
}

/// The key of a numbered column that is not the first of any other key: these engines want one.
package let mysqlIdentityKey = "__raido_identity"
