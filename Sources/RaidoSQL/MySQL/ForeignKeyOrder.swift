import Raido

extension [Change] {
    /// The changes with foreign keys added after the columns they are made of have changed: a column that takes no NULL
    /// is in no key that sets it to NULL (error 1830), and rows to be filled may stop one `ALTER TABLE` of both.
    func withForeignKeysAfterColumns(on schema: Schema) -> [Change] {
        guard contains(where: { $0.addedForeignKey != nil }), contains(where: { $0.alteredColumn != nil }),
            let final = try? schema.applying(self)
        else { return self }
        var result = self
        for place in indices.reversed() {
            guard let (key, table) = result[place].addedForeignKey,
                let last = result.lastIndex(where: { $0.alters(key.columns, in: table) }), last > place
            else { continue }
            var moved = result
            moved.insert(.addForeignKey(key, to: table), at: last + 1)
            if case .changeForeignKey(_, let old, _) = result[place] {
                moved[place] = .dropForeignKey(old, from: table)
            } else {
                moved.remove(at: place)
            }
            if (try? schema.applying(moved)) == final { result = moved }
        }
        return result
    }
}

extension Change {
    var alteredColumn: (name: String, table: String)? {
        if case .alterColumn(let table, let column, _, _, _) = self { (column.name, table) } else { nil }
    }

    fileprivate var addedForeignKey: (key: ForeignKey, table: String)? {
        switch self {
        case .addForeignKey(let key, let table), .changeForeignKey(let table, _, let key): (key, table)
        default: nil
        }
    }

    fileprivate func alters(_ columns: [String], in table: String) -> Bool {
        alteredColumn.map { $0.table == table && columns.contains($0.name) } ?? false
    }
}
