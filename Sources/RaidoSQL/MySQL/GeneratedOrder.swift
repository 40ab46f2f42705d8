import Raido

extension [Change] {
    /// The changes with generated columns dropped before a column that they are made of changes, and added after it: in
    /// between they would have to be computed from what they cannot be made of (error 1901 of MariaDB).
    func withGeneratedColumnsApart(on schema: Schema) -> [Change] {
        let candidates = contains { $0.isOfGenerated } && contains { $0.alteredColumn != nil }
        guard candidates, let final = try? schema.applying(self) else { return self }
        var result = self
        for place in indices {
            guard case .dropColumn(let column, let table) = result[place], let text = column.generated,
                let first = result[..<place].firstIndex(where: { $0.alters(text, in: table) })
            else { continue }
            result.move(from: place, to: first) { (try? schema.applying($0)) == final }
        }
        for place in indices.reversed() {
            guard case .addColumn(let column, let table, _) = result[place], let text = column.generated,
                let last = result.lastIndex(where: { $0.alters(text, in: table) }), last > place
            else { continue }
            result.move(from: place, to: last) { (try? schema.applying($0)) == final }
        }
        return result
    }

    /// Moves a change where what comes out is right.
    private mutating func move(from place: Int, to target: Int, where isRight: ([Change]) -> Bool) {
        var moved = self
        moved.insert(moved.remove(at: place), at: target)
        if isRight(moved) { self = moved }
    }
}

extension Change {
    fileprivate var isOfGenerated: Bool {
        switch self {
        case .dropColumn(let column, _), .addColumn(let column, _, _): column.generated != nil
        default: false
        }
    }

    /// Whether it changes a column that the text names.
    fileprivate func alters(_ text: SQLFragment, in table: String) -> Bool {
        alteredColumn.map { $0.table == table && text.mentions($0.name, of: table) } ?? false
    }
}
