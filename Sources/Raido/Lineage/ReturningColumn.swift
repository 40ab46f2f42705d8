/// A column that reverting migrations adds again. The values that it had are gone.
package struct ReturningColumn: Hashable, Sendable {
    /// The migration whose reverting adds it.
    package var migration: String

    /// As it is added.
    package var column: Column

    /// Its table right after that.
    package var table: Table

    /// Its table after the migration is reverted.
    package var revertedTable: Table

    /// By its name after the run; of one that the run drops again, by its name then.
    package var element: SchemaElement

    /// Whether the run drops it again.
    package var isDroppedAgain = false

    /// The table that it refers to, if it is part of a foreign key at some time of the run.
    package var referencedTable: String?

    /// Whether rows need a value that nobody gave.
    package var needsFill: Bool { column.needsFill }

    /// By its name when it is added.
    package var added: SchemaElement { .column(column.name, table: table.name) }
}

extension [ReturningColumn] {
    /// The changes that revert a migration, with the values that are given for columns.
    ///
    /// A column of a foreign key gets no value that nobody gave: it would refer to some row. Engines refuse to add it to
    /// a table with rows then.
    ///
    /// - Parameter fills: By the columns' `element`.
    package func filling(
        _ inverse: [Change], of migration: String, with fills: [SchemaElement: Fill] = [:]
    ) -> [Change] {
        if isEmpty { return inverse }
        return inverse.map { change in
            guard case .addColumn(let column, let table, let fill) = change,
                let returning = first(where: {
                    $0.migration == migration && $0.added == .column(column.name, table: table)
                })
            else { return change }
            if let given = fills[returning.element] { return .addColumn(column, to: table, fill: given) }
            let isInvented = fill == .placeholder && returning.referencedTable != nil
            return isInvented ? .addColumn(column, to: table) : change
        }
    }
}

/// Finds the columns that reverting migrations, one after the other, adds again.
package struct ReturningColumnSearch {
    private var schema: Schema
    private var lineage = Lineage()
    private var found: [(column: ReturningColumn, thing: Lineage.Thing)] = []

    /// Whether something may compute other values from those of the columns: user SQL, or a generated column that
    /// keeps its values.
    package private(set) var readsValues = false

    /// - Parameter schema: The schema before the first migration is reverted.
    package init(on schema: Schema) { self.schema = schema }

    /// - Parameter inverse: What reverts the migration.
    package mutating func follow(_ inverse: [Change], of migration: String) throws(SchemaMismatch) {
        let known = found.count
        for change in inverse { try follow(change, of: migration) }
        for place in found.indices.dropFirst(known) {
            if let element = presentName(of: found[place].thing), let table = schema[element.table] {
                found[place].column.revertedTable = table
            }
        }
    }

    /// What was found, under the names that the columns have now.
    package var columns: [ReturningColumn] {
        found.map { column, thing in
            var column = column
            column.element = lineage.names(of: thing).last ?? column.element
            column.isDroppedAgain = presentName(of: thing) == nil
            return column
        }
    }

    /// Nil for what is dropped again.
    private func presentName(of thing: Lineage.Thing) -> SchemaElement? {
        if case .kept(let element) = lineage.fate(of: thing) { element } else { nil }
    }

    /// - Parameter migration: Nil for what user SQL does: it gives columns their values itself.
    private mutating func follow(_ change: Change, of migration: String?) throws(SchemaMismatch) {
        readsValues = readsValues || change.mayReadValues
        if case .sql(let raw) = change {
            for effect in raw.effect { try follow(effect, of: nil) }
            return
        }
        lineage.follow(change, on: schema)
        try schema.apply(change)
        if let migration { note(change, of: migration) }
        if case .addForeignKey(let key, let table) = change { note(key, of: table) }
        if case .changeForeignKey(let table, _, let key) = change { note(key, of: table) }
    }

    private mutating func note(_ change: Change, of migration: String) {
        guard case .addColumn(let column, let name, _) = change, column.generated == nil, !column.isIdentity,
            let table = schema[name]
        else { return }
        let element = SchemaElement.column(column.name, table: name)
        let returning = ReturningColumn(
            migration: migration, column: column, table: table, revertedTable: table, element: element)
        found.append((returning, lineage.mark(element)))
    }

    private mutating func note(_ key: ForeignKey, of table: String) {
        let elements = key.columns.map { SchemaElement.column($0, table: table) }
        for place in found.indices where presentName(of: found[place].thing).map(elements.contains) == true {
            found[place].column.referencedTable = key.referencedTable
        }
    }
}

extension Change {
    /// Whether it may compute other values from those of existing columns.
    package var mayReadValues: Bool {
        switch self {
        case .sql: true
        case .alterColumn(_, let old, let new, let using, _): using != nil || old.generated != new.generated
        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn,
            .dropColumn, .renameColumn, .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique,
            .addIndex, .dropIndex, .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey,
            .renameForeignKey, .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum,
            .addEnumValue, .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum:
            false
        }
    }
}
