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
        var conditionAcceptingLoss: String?
        /// The condition's other table, with its columns, and the words that come after its name.
        var parent: (table: Table, columns: [String], rest: String)?
        /// What the rows differ in, where that is more than columns.
        var items: String?
        var dialect: any RowDialect

        func check(_ pending: PendingRows) -> RowCheck? {
            guard let source = pending.source(table, columns: columns) else { return nil }
            var condition = condition
            // In a table that is created, no row is referred to.
            if let parent, !pending.isCreated(parent.table.name) {
                guard let other = pending.source(parent.table, columns: parent.columns) else { return nil }
                let rows = other.hasPrefix("(") ? "(SELECT * FROM \(other))" : other
                condition += " AND NOT EXISTS (SELECT 1 FROM \(rows) AS parent WHERE \(parent.rest))"
            }
            var keys = table.primaryKey.filter { pending.has($0, of: table) }
            if keys.isEmpty { keys = columns }
            if keys.isEmpty { keys = table.columns.prefix(1).map(\.name) }
            if case .unique(let items, _) = rule { keys = items }
            return RowCheck(
                rule: rule, table: table.name, keys: keys, items: items ?? dialect.list(keys), source: source,
                condition: condition, conditionAcceptingLoss: conditionAcceptingLoss,
                invented: pending.invented(among: columns, of: table)
                    + (parent.map { pending.invented(among: $0.columns, of: $0.table) } ?? []))
        }
    }

    private let dialect: any RowDialect
    private let before: Schema
    private let after: Schema
    private(set) var found: [Want] = []

    init(_ engine: Engine, _ change: Change, before: Schema, after: Schema) {
        dialect = engine.rowDialect
        self.before = before
        self.after = after
        guard let name = change.table, let table = before[name] else { return }
        switch change {
        case .addColumn(let column, _, _) where column.generated != nil:
            wantGeneratedValue(of: column, before: nil, in: table)
        case .addColumn(let column, _, nil) where column.needsFill:
            want(.noRows(column.name), of: table, [], "1 = 1")
        case .addColumn(let column, _, .value(.sql(let fill))): wantFilling(fill, of: column, in: table)
        case .alterColumn(_, let old, let new, let using, let fill):
            // What was generated stays, as values of the column.
            guard new.generated == nil else {
                wantGeneratedValue(of: new, before: old, in: table)
                return
            }
            guard using == nil else {
                wantValue(of: new, using: using, fill, in: table)
                return
            }
            if old.isNullable, new.needsFill, fill == nil {
                want(.value(new.name), of: table, [new.name], "\(dialect.name(new.name)) IS NULL")
            }
            wantType(of: old, new, in: table)
            if old.isNullable, case .value(.sql(let text)) = fill {
                wantFilling(text, of: new, in: table, where: "\(dialect.name(new.name)) IS NULL")
            }
        case .changePrimaryKey(_, _, let columns) where !columns.isEmpty:
            wantUnique(columns, key: nil, of: table)
            for column in columns where table.column(column)?.isNullable == true {
                want(.value(column), of: table, [column], "\(dialect.name(column)) IS NULL")
            }
        case .addUnique(let unique, _), .changeUnique(_, _, let unique): want(unique, of: table)
        case .addIndex(let index, _), .changeIndex(_, _, let index): want(index, of: table)
        case .addForeignKey(let key, _), .changeForeignKey(_, _, let key): wantParents(key, of: table)
        case .addCheck(let check, _), .changeCheck(_, _, let check): want(check, of: table)
        case .dropEnumValue(let value, let type, _, _, nil):
            guard table.enumType(type)?.storesText == true else { return }
            // A mapped type does not refuse the value, so only this check finds the rows that have it.
            for column in table.columns where column.type == .enumeration(type) && column.generated == nil {
                let text = "\(dialect.exactText(dialect.name(column.name))) = \(dialect.text(value.identity))"
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
        dialect = engine.rowDialect
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
            let predicate = index.predicate?.text(for: dialect.engine)
            let named = dialect.columns(namedIn: predicate ?? "", of: table) + index.parts.compactMap(\.column)
            if !written.isDisjoint(with: named) { want(index, of: table) }
        }
        for check in table.checks where last.checks.contains(check) { want(check, of: table, ifItNames: written) }
    }

    private mutating func want(
        _ rule: RowCheck.Rule, of table: Table, _ columns: [String], _ condition: String,
        acceptingLoss: String? = nil
    ) {
        found.append(
            Want(
                rule: rule, table: table, columns: columns, condition: condition,
                conditionAcceptingLoss: acceptingLoss, dialect: dialect))
    }

    private mutating func want(_ unique: UniqueConstraint, of table: Table) {
        wantUnique(unique.columns, key: unique.name, of: table)
    }

    private mutating func want(_ index: Index, of table: Table) {
        guard index.isUnique else { return }
        let columns = index.parts.compactMap(\.column)
        guard columns.count < index.parts.count else {
            return wantUnique(columns, key: index.name, of: table, where: index.predicate)
        }
        var (items, words, needed): ([String], [String], [String]) = ([], [], [])
        for part in index.parts {
            switch part {
            case .ascending(let column), .descending(let column):
                items.append(dialect.name(column))
                words.append(column)
                needed.append(column)
            case .expression(let fragment):
                guard let text = dialect.expression(fragment, over: table) else { return }
                items.append("(\(text))")
                words.append(text)
                needed += dialect.columns(namedIn: text, of: table)
            }
        }
        wantUnique(items, words, key: index.name, of: table, needed, where: index.predicate)
    }

    /// - Parameter columns: those of which the check has to name one for anything to be wanted.
    private mutating func want(_ check: CheckConstraint, of table: Table, ifItNames columns: Set<String>? = nil) {
        guard let text = dialect.expression(check.expression, over: table) else { return }
        let names = dialect.columns(namedIn: text, of: table)
        guard columns?.isDisjoint(with: names) != true else { return }
        want(.check(check.name), of: table, names, "NOT (\(text))")
    }

    private mutating func wantUnique(
        _ columns: [String], key: String?, of table: Table, where predicate: SQLFragment? = nil
    ) {
        wantUnique(columns.map(dialect.name), columns, key: key, of: table, columns, where: predicate)
    }

    /// - Parameters:
    ///   - items: What the rows differ in, as the engine spells it, and in words.
    ///   - needed: The columns that it names.
    private mutating func wantUnique(
        _ items: [String], _ words: [String], key: String?, of table: Table, _ needed: [String],
        where predicate: SQLFragment?
    ) {
        var conditions = items.map { "\($0) IS NOT NULL" }
        var needed = needed
        if let predicate {
            guard let text = dialect.expression(predicate, over: table) else { return }
            conditions.append("(\(text))")
            needed += dialect.columns(namedIn: text, of: table)
        }
        let condition = conditions.joined(separator: " AND ")
        found.append(
            Want(
                rule: .unique(words, key: key), table: table, columns: needed, condition: condition,
                items: items.joined(separator: ", "), dialect: dialect))
    }

    private mutating func wantParents(_ key: ForeignKey, of table: Table) {
        guard let parent = after[key.referencedTable] else { return }
        let matches = zip(key.columns, key.referencedColumns).map { column, referenced in
            // Types of an extension have operators of their own.
            let isForeign = isUnknown(column, of: table) || isUnknown(referenced, of: parent)
            return "parent.\(dialect.name(referenced)) \(isForeign ? "=" : dialect.comparison("=")) "
                + "\(dialect.name(table.name)).\(dialect.name(column))"
        }
        found.append(
            Want(
                rule: .foreignKey(key.name, key.columns, parent: parent.name), table: table, columns: key.columns,
                condition: dialect.present(key.columns),
                parent: (parent, key.referencedColumns, matches.joined(separator: " AND ")), dialect: dialect))
    }

    private func isUnknown(_ column: String, of table: Table) -> Bool {
        table.column(column).map { StoredType(of: $0, table.enums, on: dialect.engine).isUnknown } ?? true
    }

    /// A generated column is computed for each row: one that takes no NULL may get one, and another type or expression
    /// may give what the column has no room for.
    private mutating func wantGeneratedValue(of new: Column, before old: Column?, in table: Table) {
        guard let text = new.generated.flatMap({ dialect.expression($0, over: table) }) else { return }
        let columns = dialect.columns(namedIn: text, of: table)
        let isRedefined = old?.generated != new.generated
        if !new.isNullable, isRedefined || old?.isNullable == true {
            want(.computedValue(new.name), of: table, columns, "(\(text)) IS NULL")
        }
        if isRedefined || old.map({ typeChange(from: $0, to: new, in: table).effect != nil }) == true,
            let unfit = unfit(text, for: new, in: table)
        {
            want(.type(new.name, new.type), of: table, columns, unfit)
        }
    }

    /// The condition that a column has no room for what an expression gives.
    private func unfit(_ text: String, for column: Column, in table: Table) -> String? {
        let target = after[table.name] ?? table
        return UnfitExpression(text: "(\(text))", column: column, table: target, dialect: dialect).condition
    }

    private func typeChange(from old: Column, to new: Column, in table: Table) -> TypeChange {
        TypeChange(from: old, to: new, enums: table.enums, after[table.name]?.enums, on: dialect.engine)
    }

    /// The user's expression fills a column that takes no NULL, and may have no room for what it gives.
    ///
    /// - Parameter condition: The rows that it fills, where these are not all.
    private mutating func wantFilling(
        _ fill: SQLFragment, of new: Column, in table: Table, where condition: String? = nil
    ) {
        guard let text = dialect.expression(fill, over: table) else { return }
        let tokens = SQLPieces(text, for: dialect.engine).compactMap(\.token)
        guard !tokens.takesNumberOfSequence else { return }
        let columns = dialect.columns(namedIn: text, of: table) + (condition == nil ? [] : [new.name])
        let filled = condition.map { "\($0) AND " } ?? ""
        if !new.isNullable { want(.computedValue(new.name), of: table, columns, "\(filled)(\(text)) IS NULL") }
        if let unfit = unfit(text, for: new, in: table) {
            want(.type(new.name, new.type), of: table, columns, "\(filled)(\(unfit))")
        }
    }

    /// The user's expression gives each row a value where the column takes no NULL.
    private mutating func wantValue(of new: Column, using: SQLFragment?, _ fill: Fill?, in table: Table) {
        guard !new.isNullable, new.filling(fill, using: using) == nil,
            let text = using.flatMap({ dialect.expression($0, over: table) })
        else { return }
        want(.value(new.name), of: table, dialect.columns(namedIn: text, of: table), "(\(text)) IS NULL")
    }

    private mutating func wantType(of old: Column, _ new: Column, in table: Table) {
        let change = typeChange(from: old, to: new, in: table)
        let name = dialect.name(new.name)
        let unfit = UnfitValues(column: name, change: change, dialect: dialect).condition
        if let condition = dialect.rounded(name, by: change) {
            // What does not fit is reported once, and some engines calculate with nothing else.
            let fitting = unfit.map { "CASE WHEN \($0) THEN 1 = 0 ELSE \(condition) END" } ?? condition
            want(.exactly(new.name, new.type, change.silentChange), of: table, [new.name], fitting)
        }
        if let unfit {
            func isUnfit(_ condition: String) -> String { "\(name) IS NOT NULL AND (\(condition))" }
            let failing = dialect.acceptingLoss.map { dialect in
                UnfitValues(column: name, change: change, dialect: dialect).condition.map(isUnfit) ?? "1 = 0"
            }
            want(
                .type(new.name, new.type), of: table, [new.name], isUnfit(unfit),
                acceptingLoss: failing == isUnfit(unfit) ? nil : failing)
        }
    }
}

extension [SQLToken] {
    /// Whether evaluating the expression takes a number from a sequence, which no rollback gives back.
    var takesNumberOfSequence: Bool {
        indices.contains { place in
            self[place].isKeyword("nextval")
                || (self[place].isKeyword("next") && place + 1 < count && self[place + 1].isKeyword("value"))
        }
    }
}
