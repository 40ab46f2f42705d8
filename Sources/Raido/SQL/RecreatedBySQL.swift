extension [Change] {
    /// Whether user SQL without a declared effect may recreate an element after these changes, applied to an empty schema,
    /// renamed or dropped it: a later statement names the table, or the column and its table.
    package func mayRecreate(_ element: SchemaElement) -> Bool {
        var schema = Schema()
        var existed = false
        var isNamed = false
        for change in self {
            if case .sql(let raw) = change, raw.effect.isEmpty {
                if existed, !isNamed, !schema.has(element) { isNamed = raw.up.contains { $0.names(element) } }
                continue
            }
            try? schema.apply(change)
            if schema.has(element) { (existed, isNamed) = (true, false) }
        }
        return isNamed
    }
}

extension Schema {
    fileprivate func has(_ element: SchemaElement) -> Bool {
        guard let table = self[element.table] else { return false }
        if case .column(let name, _) = element { return table.column(name) != nil }
        return true
    }
}

extension SQLFragment {
    /// Whether one of its texts contains the names, whatever it does with them.
    fileprivate func names(_ element: SchemaElement) -> Bool {
        var wanted: Set<String> = [element.table.lowercased()]
        if case .column(let name, _) = element { wanted.insert(name.lowercased()) }
        return ([common].compactMap(\.self) + overrides.values).contains { text in
            wanted.isSubset(of: SQLTokens(text).compactMap { $0.identifier?.lowercased() })
        }
    }
}
