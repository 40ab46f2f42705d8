package import Raido

extension Schema {
    /// The schema without what these engines refuse: conditions and expressions of unique indexes, SQLite's
    /// collation, keys that pass NULL on to columns that take none, keys from a row to itself, expressions over numbered
    /// columns, indexes over whole texts of any length, and (on MariaDB) generated columns over `char` ones.
    package func withoutWhatMySQLRefuses() -> Schema {
        mapTables { table in
            var table = table
            let chars = table.columns.filter { if case .char = $0.type { true } else { false } }.map(\.name)
            let numbered = table.columns.filter(\.isIdentity).map(\.name)
            let longTexts = table.columns.filter { [.text, .xml].contains($0.type) }.map(\.name)
            func mentions(_ text: SQLFragment, _ names: [String]) -> Bool {
                names.contains { text.renamingColumn($0, to: $0 + "_") != text }
            }
            let name = table.name
            table.foreignKeys.removeAll { $0.referencedTable == name && $0.columns == $0.referencedColumns }
            table.foreignKeys = table.foreignKeys.map { key in
                var key = key
                let isStrict = key.columns.contains { table.column($0)?.isNullable == false }
                let target = self[key.referencedTable]
                let isLoose = key.referencedColumns.contains { target?.column($0)?.isNullable == true }
                if isStrict, isLoose { key.onUpdate = .noAction }
                let expressions = table.checks.map(\.expression) + table.columns.compactMap(\.generated)
                let isNamed = expressions.contains { text in
                    key.columns.contains { text.renamingColumn($0, to: $0 + "_") != text }
                }
                if key.onDelete == .setDefault { key.onDelete = .setNull }
                if isNamed { key.onDelete = .noAction }
                if isNamed || key.onUpdate == .setDefault { key.onUpdate = .noAction }
                return key
            }
            table.checks.removeAll { mentions($0.expression, numbered) }
            table.columns = table.columns.map { column in
                var column = column
                if column.collation != nil { column.collation = "utf8mb4_bin" }
                if column.isTooWideForMediumint { column.defaultValue = nil }
                if column.generated.map({ mentions($0, numbered + chars) }) == true { column.generated = nil }
                return column
            }
            table.indexes = table.indexes.compactMap { index in
                var index = index
                index.parts.removeAll { part in
                    guard case .expression(let text) = part else { return false }
                    let isLimited = ["length(", "substr("].contains { text.common?.hasPrefix($0) == true }
                    return mentions(text, numbered) || (!isLimited && mentions(text, longTexts))
                }
                if index.predicate != nil || index.parts.contains(where: { $0.column == nil }) {
                    index.isUnique = false
                }
                return index.parts.isEmpty ? nil : index
            }
            return table
        }
    }

    /// The schema with the one collation that PostgreSQL always has, in place of SQLite's.
    package func withCollationOfPostgreSQL() -> Schema {
        mapTables { table in
            var table = table
            table.columns = table.columns.map { column in
                var column = column
                if column.collation != nil { column.collation = "C" }
                return column
            }
            return table
        }
    }
}

extension Column {
    /// Whether settings map its type to `mediumint`, which has no room for its default.
    fileprivate var isTooWideForMediumint: Bool {
        guard case .integer(let number) = defaultValue else { return false }
        return nativeTypes.values.contains { $0.lowercased().hasPrefix("mediumint") } && number.magnitude > 8_388_607
    }
}
