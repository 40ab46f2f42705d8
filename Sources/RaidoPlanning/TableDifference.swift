import Raido

/// What happens to a table that stays.
struct TableDifference {
    /// The table after all renames but those of constraints and indexes.
    var old: Table
    var new: Table
    var enums: EnumsDifference
    var columns: ColumnsDifference
    var uniques: PartsDifference<UniqueConstraint>
    var indexes: PartsDifference<Index>
    var checks: PartsDifference<CheckConstraint>
    var foreignKeys: PartsDifference<ForeignKey>

    /// Those that hold an enum which loses values.
    let shrunkColumns: Set<String>

    var name: String { new.name }

    init(_ old: Table, _ new: Table) {
        self.old = old
        self.new = new
        enums = EnumsDifference(old, new)
        columns = ColumnsDifference(old, new, enums)
        uniques = PartsDifference(old.uniques, new.uniques)
        indexes = PartsDifference(old.indexes, new.indexes)
        checks = PartsDifference(old.checks, new.checks)
        foreignKeys = PartsDifference(old.foreignKeys, new.foreignKeys)

        // A condition over a column of another type makes sense with that type only.
        let retyped = columns.altered.filter { $0.old.type != $0.new.type }.map(\.new.name)
        // One over an enum that loses values with its old values, or with its last ones.
        shrunkColumns = enums.shrunkColumns(of: new)
        let others = shrunkColumns.union(retyped)
        func mentionOthers(_ texts: [SQLFragment]) -> Bool {
            others.contains { column in texts.contains { $0.mentions(column, of: new.name) } }
        }
        checks.remake { pair in
            pair.old != pair.new && mentionOthers([pair.old.expression, pair.new.expression])
        }
        indexes.remake { pair in pair.old != pair.new && mentionOthers(pair.old.texts + pair.new.texts) }
    }

    /// The keys (as lists of columns) that are given up or rebuilt: what refers to them has to let go in the meantime.
    var keysGivenUp: [[String]] {
        let primary = old.primaryKey == new.primaryKey ? [] : [old.primaryKey]
        return primary + uniques.dropped.map(\.columns) + uniques.changed.map(\.old.columns)
    }

    /// The renames of constraints and indexes.
    var partRenames: [PartRename] {
        func renames(_ pairs: [Pair<String>], _ kind: PartRename.Kind) -> [PartRename] {
            pairs.map { PartRename(table: name, kind: kind, old: $0.old, new: $0.new) }
        }
        return renames(uniques.renamed, .unique) + renames(indexes.renamed, .index)
            + renames(foreignKeys.renamed, .foreignKey) + renames(checks.renamed, .check)
    }
}

/// The rename of a constraint or index. Their names are shared by all tables of a schema.
struct PartRename {
    enum Kind { case unique, index, foreignKey, check }

    var table: String
    var kind: Kind
    var old: String
    var new: String

    func change(from old: String, to new: String, in table: String) -> Change {
        switch kind {
        case .unique: .renameUnique(old, to: new, in: table)
        case .index: .renameIndex(old, to: new, in: table)
        case .foreignKey: .renameForeignKey(old, to: new, in: table)
        case .check: .renameCheck(old, to: new, in: table)
        }
    }
}
