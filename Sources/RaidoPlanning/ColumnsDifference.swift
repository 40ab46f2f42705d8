import Raido

/// What happens to the columns of a table.
struct ColumnsDifference {
    /// In the order of the new table, generated ones last: they need the others.
    var added: [Column] = []

    /// Generated ones first.
    var dropped: [Column] = []
    var altered: [Pair<Column>] = []

    init(_ old: Table, _ new: Table, _ enums: EnumsDifference) {
        let former = Dictionary(old.columns.map { ($0.name, $0) }) { first, _ in first }
        let names = Set(new.columns.map(\.name))
        var generatedLast: [Column] = []
        for column in new.columns {
            if column.generated == nil {
                generatedLast.insert(column, at: generatedLast.plainCount)
            } else {
                generatedLast.append(column)
            }
        }
        for column in generatedLast.map(enums.meanwhile) {
            guard let before = former[column.name] else {
                added.append(column)
                continue
            }
            if before != column { altered.append(Pair(old: before, new: column)) }
        }
        let gone = old.columns.filter { !names.contains($0.name) }
        dropped = gone.filter { $0.generated != nil } + gone.filter { $0.generated == nil }
    }

    /// Columns whose stored form changes so that keys over them cannot stay in the meantime.
    var retyped: Set<String> {
        Set(
            altered.filter { pair in
                pair.old.nativeTypes != pair.new.nativeTypes || pair.old.collation != pair.new.collation
                    || pair.old.generated != pair.new.generated
                    || (pair.old.type != pair.new.type && !(pair.old.type.isVarying && pair.new.type.isVarying))
            }.map(\.new.name))
    }
}

extension [Column] {
    fileprivate var plainCount: Int { count { $0.generated == nil } }
}

extension ColumnType {
    /// Whether the type holds text of any length up to some bound; keys join such types freely.
    fileprivate var isVarying: Bool {
        if case .varchar = self { true } else { false }
    }
}
