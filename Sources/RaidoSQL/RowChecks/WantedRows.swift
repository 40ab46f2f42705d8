import Raido

/// What one change wants of rows.
struct WantedRows {
    /// One thing that is wanted, before it is known what the tables are called in the database.
    struct Want {
        var rule: RowCheck.Rule
        var table: Table
        /// The columns that the condition names.
        var columns: [String]
        var condition: String
        /// The condition's other table, with its columns, and the words that come after its name.
        var parent: (table: Table, columns: [String], rest: String)?
        var spelling: CheckSpelling

        func check(_ trail: NameTrail) -> RowCheck? {
            guard let source = trail.source(table, columns: columns) else { return nil }
            var condition = condition
            if let parent {
                guard let other = trail.source(parent.table, columns: parent.columns) else { return nil }
                let rows = other.hasPrefix("(") ? "(SELECT * FROM \(other))" : other
                condition += " AND NOT EXISTS (SELECT 1 FROM \(rows) AS parent WHERE \(parent.rest))"
            }
            var keys = table.primaryKey.filter { trail.has($0, of: table.name) }
            if keys.isEmpty { keys = columns }
            if keys.isEmpty { keys = table.columns.prefix(1).map(\.name) }
            if case .unique(let columns, _) = rule { keys = columns }
            return RowCheck(
                rule: rule, table: table.name, keys: keys, source: source, condition: condition, spelling: spelling)
        }
    }

    private let spelling: CheckSpelling
    private let before: Schema
    private let after: Schema
    private(set) var found: [Want] = []

    init(_ engine: Engine, _ change: Change, before: Schema, after: Schema) {
        spelling = CheckSpelling(engine: engine)
        self.before = before
        self.after = after
        guard let name = change.table, let table = before[name] else { return }
        switch change {
        case .addColumn(let column, _, nil) where column.needsFill:
            want(.noRows(column.name), of: table, [], "1 = 1")
        case .alterColumn(_, let old, let new, let using, let fill):
            // What was generated stays, as values of the column.
            guard new.generated == nil else { return }
            guard using == nil else {
                wantValue(of: new, using: using, fill, in: table)
                return
            }
            if old.isNullable, new.needsFill, fill == nil {
                want(.value(new.name), of: table, [new.name], "\(spelling.name(new.name)) IS NULL")
            }
            wantType(of: old, new, in: table)
        case .changePrimaryKey(_, _, let columns) where !columns.isEmpty:
            wantUnique(columns, key: nil, of: table)
            for column in columns where table.column(column)?.isNullable == true {
                want(.value(column), of: table, [column], "\(spelling.name(column)) IS NULL")
            }
        case .addUnique(let unique, _), .changeUnique(_, _, let unique): want(unique, of: table)
        case .addIndex(let index, _), .changeIndex(_, _, let index): want(index, of: table)
        case .addForeignKey(let key, _), .changeForeignKey(_, _, let key): wantParents(key, of: table)
        case .addCheck(let check, _), .changeCheck(_, _, let check): want(check, of: table)
        case .dropEnumValue(let value, let type, _, _, nil):
            guard table.enumType(type)?.storesText == true else { return }
            for column in table.columns
            where column.type == .enumeration(type) && column.generated == nil && hasCommonType(column) {
                let text = spelling.text(spelling.asText(column.name), is: value.identity)
                want(.enumValue(value.identity, of: column.name), of: table, [column.name], text)
            }
        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn,
            .dropColumn, .renameColumn, .changePrimaryKey, .dropUnique, .renameUnique, .dropIndex, .renameIndex,
            .dropForeignKey, .renameForeignKey, .dropCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum,
            .addEnumValue, .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            return
        }
    }

    /// What the keys and checks that stay want of a column whose NULLs a change fills.
    init(_ engine: Engine, filledBy change: Change, after: Schema, final: Schema) {
        spelling = CheckSpelling(engine: engine)
        before = after
        self.after = after
        guard case .alterColumn(let name, let old, let new, nil, let fill) = change, old.isNullable, !new.isNullable,
            fill != nil || new.defaultValue != nil, let table = after[name], let final = final[name]
        else { return }
        for key in table.foreignKeys where key.columns.contains(new.name) && final.foreignKeys.contains(key) {
            wantParents(key, of: table)
        }
        for unique in table.uniques where unique.columns.contains(new.name) && final.uniques.contains(unique) {
            want(unique, of: table)
        }
        for index in table.indexes where final.indexes.contains(index) {
            guard index.parts.contains(where: { $0.column == new.name }) else { continue }
            want(index, of: table)
        }
        for check in table.checks where final.checks.contains(check) { want(check, of: table, ifItNames: new.name) }
    }

    private func hasCommonType(_ column: Column) -> Bool { column.nativeTypes[spelling.engine] == nil }

    private func names(in text: String, of table: Table) -> [String] {
        let words = Set(SQLPieces(text, for: spelling.engine).compactMap { $0.token?.identifier?.lowercased() })
        return table.columns.map(\.name).filter { words.contains($0.lowercased()) }
    }

    private mutating func want(_ rule: RowCheck.Rule, of table: Table, _ columns: [String], _ condition: String) {
        found.append(Want(rule: rule, table: table, columns: columns, condition: condition, spelling: spelling))
    }

    private mutating func want(_ unique: UniqueConstraint, of table: Table) {
        wantUnique(unique.columns, key: unique.name, of: table)
    }

    private mutating func want(_ index: Index, of table: Table) {
        let columns = index.parts.compactMap(\.column)
        guard index.isUnique, columns.count == index.parts.count else { return }
        wantUnique(columns, key: index.name, of: table, where: index.predicate)
    }

    /// - Parameter column: a column that the check has to name for anything to be wanted.
    private mutating func want(_ check: CheckConstraint, of table: Table, ifItNames column: String? = nil) {
        guard let text = spelling.expression(check.expression, over: table) else { return }
        let names = names(in: text, of: table)
        guard column.map(names.contains) ?? true else { return }
        want(.check(check.name), of: table, names, "NOT (\(text))")
    }

    private mutating func wantUnique(
        _ columns: [String], key: String?, of table: Table, where predicate: SQLFragment? = nil
    ) {
        var conditions = [spelling.present(columns)]
        var needed = columns
        if let predicate {
            guard let text = spelling.expression(predicate, over: table) else { return }
            conditions.append("(\(text))")
            needed += names(in: text, of: table)
        }
        want(.unique(columns, key: key), of: table, needed, conditions.joined(separator: " AND "))
    }

    private mutating func wantParents(_ key: ForeignKey, of table: Table) {
        guard let parent = after[key.referencedTable] else { return }
        let matches = zip(key.columns, key.referencedColumns).map { column, referenced in
            "parent.\(spelling.name(referenced)) = \(spelling.name(table.name)).\(spelling.name(column))"
        }
        found.append(
            Want(
                rule: .foreignKey(key.name, key.columns, parent: parent.name), table: table, columns: key.columns,
                condition: spelling.present(key.columns),
                parent: (parent, key.referencedColumns, matches.joined(separator: " AND ")), spelling: spelling))
    }

    /// A person's expression gives each row a value where the column takes no NULL.
    private mutating func wantValue(of new: Column, using: SQLFragment?, _ fill: Fill?, in table: Table) {
        guard !new.isNullable, new.filling(fill, using: using) == nil,
            let text = using.flatMap({ spelling.expression($0, over: table) })
        else { return }
        want(.value(new.name), of: table, names(in: text, of: table), "(\(text)) IS NULL")
    }

    private mutating func wantType(of old: Column, _ new: Column, in table: Table) {
        guard let target = after[table.name] else { return }
        let change = TypeChange(from: old.type, to: new.type, enums: table.enums, target.enums)
        let rounded = RoundedValues(
            column: spelling.name(new.name), old: old, new: new, change: change, spelling: spelling)
        if let condition = rounded.condition { want(.exactly(new.name, new.type), of: table, [new.name], condition) }
        guard hasCommonType(old), hasCommonType(new), change.effect(on: spelling.engine) != nil else { return }
        let unfit = UnfitValues(column: spelling.name(new.name), change: change, spelling: spelling)
        guard let condition = unfit.condition else { return }
        want(
            .type(new.name, new.type), of: table, [new.name],
            "\(spelling.name(new.name)) IS NOT NULL AND (\(condition))")
    }
}
