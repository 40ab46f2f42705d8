extension Change {
    /// The table that the change is about, by its name before the change; nil for raw SQL.
    package var table: String? {
        switch self {
        case .createTable(let table), .adoptTable(let table), .dropTable(let table), .releaseTable(let table):
            table.name
        case .renameTable(let name, _), .renameColumn(_, _, let name),
            .changeTableComment(let name, _, _), .addColumn(_, let name, _), .dropColumn(_, let name),
            .alterColumn(let name, _, _, _, _), .changePrimaryKey(let name, _, _),
            .addUnique(_, let name), .dropUnique(_, let name), .changeUnique(let name, _, _),
            .renameUnique(_, _, let name),
            .addIndex(_, let name), .dropIndex(_, let name), .changeIndex(let name, _, _),
            .renameIndex(_, _, let name),
            .addForeignKey(_, let name), .dropForeignKey(_, let name), .changeForeignKey(let name, _, _),
            .renameForeignKey(_, _, let name),
            .addCheck(_, let name), .dropCheck(_, let name), .changeCheck(let name, _, _),
            .renameCheck(_, _, let name),
            .createEnum(_, let name), .dropEnum(_, let name), .renameEnum(_, _, let name),
            .addEnumValue(_, _, let name, _), .dropEnumValue(_, _, let name, _, _),
            .renameEnumValue(_, _, _, let name), .renumberEnumValue(_, _, _, _, let name),
            .reorderEnum(_, _, _, let name):
            name
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
