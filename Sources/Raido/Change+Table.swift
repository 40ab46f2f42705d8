extension Change {
    /// The table that the change is about, by its name before the change; nil for raw SQL.
    package var table: String? {
        switch shape {
        case .createTable(let table, _), .dropTable(let table, _): table.name
        case .renameTable(let name, _), .alterTable(let name, _): name
        case .sql: nil
        }
    }
}

extension Change {
    /// The tables whose definition the change writes, by their names before it; a renamed one also by its new name.
    package var tables: [String] {
        if case .renameTable(let old, let new) = self { return [old, new] }
        return table.map { [$0] } ?? []
    }
}

extension [Change] {
    /// The changes, with the effects of raw SQL in its place.
    package var replayed: [Change] {
        flatMap { change in
            if case .sql(let raw) = change { raw.effect.replayed } else { [change] }
        }
    }

    /// The tables whose definition the changes write, or are said to write, by all names that they have in the
    /// meantime.
    package var writtenTables: Set<String> { Set(replayed.flatMap(\.tables)) }
}
