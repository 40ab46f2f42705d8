import Raido

/// What a rebuild does to the values of a column.
struct ColumnValues: Hashable {
    /// What values were before they were converted.
    struct Conversion: Hashable {
        /// Nil where the user said how they are converted.
        var old: SQLiteValueKind?
    }

    var source: ColumnSource
    /// Nil where they stay what they are.
    var conversion: Conversion?
}

extension SQLiteTableWork {
    /// What the rebuild does to the values of a column of the wanted table.
    func values(of column: Column) throws(UnsupportedChange) -> ColumnValues {
        // Columns of the old table have their present names already.
        var values = ColumnValues(source: .column(column.name))
        guard let history = lineage?.values(of: column.name, in: now.name) else { return values }
        switch history.origin {
        case .start: break
        case .created(by: .addColumn(let added, _, let fill)): values.source = ColumnSource(adding: added, fill: fill)
        case .created, .nothing: values.source = .absent
        }
        var isGenerated = history.isGeneratedAtFirst ?? (column.generated != nil)
        for step in history.steps {
            if case .altered(let old, let new, let using, let fill, let table?) = step {
                try alter(&values, old, to: new, in: table, using: using, fill: fill)
                isGenerated = new.generated != nil
            } else if !isGenerated {
                values.source = values.source.exchanging(step)
            }
        }
        return values
    }

    private func alter(
        _ values: inout ColumnValues, _ old: Column, to new: Column, in table: Table, using: SQLFragment?, fill: Fill?
    ) throws(UnsupportedChange) {
        guard try alters(old, to: new, in: table, using: using) else { return }
        guard new.generated == nil else {
            values.source = .absent
            return
        }
        let (was, becomes) = (try dialect.storage(of: old, in: table), try dialect.storage(of: new, in: table))
        let (oldKind, newKind) = (SQLiteValueKind(was), SQLiteValueKind(becomes))
        let conversion = dialect.conversion(from: old, was, to: new, becomes)
        if let using {
            values.source = .expression(try dialect.text(using, of: .column(new.name, table: table.name)))
            values.conversion = .init(old: nil)
        } else if let conversion {
            values.source = .converting(conversion, values.source)
        }
        let becomesMoment = oldKind == .text && isMoment(new) && !isMoment(old)
        let isConverted = conversion != nil || oldKind != newKind || was.storageClasses != becomes.storageClasses
        let becomesUUID = oldKind == .text && new.type == .uuid && old.type != .uuid
        if using == nil, isConverted || becomesMoment || becomesUUID {
            values.conversion = .init(old: values.conversion?.old ?? oldKind)
        }
        if !new.isNullable, old.isNullable || using != nil, let value = new.filling(fill, using: using) {
            values.source = .fillingNulls(values.source, value)
        }
    }

    /// Whether SQLite keeps the column otherwise after the change.
    func alters(
        _ old: Column, to new: Column, in table: Table, using: SQLFragment?
    ) throws(UnsupportedChange) -> Bool {
        let isSame = try dialect.definition(of: old, in: table).isExactly(dialect.definition(of: new, in: table))
        // A column that becomes what it is gets the words of this version, whatever those of an older one were.
        return !isSame || using != nil || (old == new && dialect.comparesWithoutCase(new))
    }
}

extension SQLiteTableWork {
    /// Whether the column holds days or times, of which texts may be none.
    func isMoment(_ column: Column) -> Bool {
        guard column.nativeTypes[.sqlite] == nil else { return false }
        return column.type == .date || column.type == .time || column.type.isTimestamp
    }
}

extension ValueHistory {
    /// Whether the column is generated before its first change; nil where it has none.
    fileprivate var isGeneratedAtFirst: Bool? {
        for case .altered(let old, _, _, _, _) in steps { return old.generated != nil }
        return nil
    }
}
