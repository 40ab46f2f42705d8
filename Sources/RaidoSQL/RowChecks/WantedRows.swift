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

    /// What the keys and checks that stay want of columns whose values changes write.
    ///
    /// - Parameter written: the columns, by table.
    init(_ engine: Engine, over written: [String: Set<String>], in schema: Schema, staying final: Schema) {
        spelling = CheckSpelling(engine: engine)
        before = schema
        after = schema
        for table in schema.tables(around: Set(written.keys)) {
            guard let last = final[table.name] else { continue }
            wantKeys(of: table, over: written[table.name] ?? [], staying: last)
            for key in table.foreignKeys where last.foreignKeys.contains(key) {
                let own = written[table.name]?.isDisjoint(with: key.columns) == false
                // Where a change is passed on, the rows below follow.
                let passes = key.onUpdate != .noAction && key.onUpdate != .restrict
                let others = written[key.referencedTable]?.isDisjoint(with: key.referencedColumns) == false
                if own || (others && !passes) { wantParents(key, of: table) }
            }
        }
    }

    private mutating func wantKeys(of table: Table, over written: Set<String>, staying last: Table) {
        guard !written.isEmpty else { return }
        if table.primaryKey == last.primaryKey, !written.isDisjoint(with: table.primaryKey) {
            wantUnique(table.primaryKey, key: nil, of: table)
        }
        for unique in table.uniques where last.uniques.contains(unique) && !written.isDisjoint(with: unique.columns) {
            want(unique, of: table)
        }
        for index in table.indexes where last.indexes.contains(index) {
            let predicate = index.predicate?.text(for: spelling.engine)
            let named = spelling.columns(namedIn: predicate ?? "", of: table) + index.parts.compactMap(\.column)
            if !written.isDisjoint(with: named) { want(index, of: table) }
        }
        for check in table.checks where last.checks.contains(check) { want(check, of: table, ifItNames: written) }
    }

    private func hasCommonType(_ column: Column) -> Bool { column.nativeTypes[spelling.engine] == nil }

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

    /// - Parameter columns: those of which the check has to name one for anything to be wanted.
    private mutating func want(_ check: CheckConstraint, of table: Table, ifItNames columns: Set<String>? = nil) {
        guard let text = spelling.expression(check.expression, over: table) else { return }
        let names = spelling.columns(namedIn: text, of: table)
        guard columns?.isDisjoint(with: names) != true else { return }
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
            needed += spelling.columns(namedIn: text, of: table)
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
        want(.value(new.name), of: table, spelling.columns(namedIn: text, of: table), "(\(text)) IS NULL")
    }

    private mutating func wantType(of old: Column, _ new: Column, in table: Table) {
        guard let target = after[table.name] else { return }
        let change = TypeChange(from: old.type, to: new.type, enums: table.enums, target.enums)
        let name = spelling.name(new.name)
        var unfit: String?
        if hasCommonType(old), hasCommonType(new), change.effect(on: spelling.engine) != nil {
            unfit = UnfitValues(column: name, change: change, spelling: spelling).condition
        }
        let rounded = RoundedValues(column: name, old: old, new: new, change: change, spelling: spelling)
        if let condition = rounded.condition {
            // What does not fit is told of once, and some engines calculate with nothing else.
            let fitting = unfit.map { "CASE WHEN \($0) THEN 1 = 0 ELSE \(condition) END" } ?? condition
            want(.exactly(new.name, new.type), of: table, [new.name], fitting)
        }
        if let unfit {
            want(.type(new.name, new.type), of: table, [new.name], "\(name) IS NOT NULL AND (\(unfit))")
        }
    }
}
