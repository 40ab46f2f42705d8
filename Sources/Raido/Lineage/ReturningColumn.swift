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

    /// The foreign keys that refer to it at some time of the run.
    package var references: [Reference] = []

    /// A column of a table that existed before the run, and refers to the column that comes back.
    package enum Reference: Hashable, Sendable {
        /// By its name before the run.
        case existing(SchemaElement)
        /// It comes back too, and has this name after the run. The table has this name before the run.
        case returning(SchemaElement, table: String)

        package var table: String {
            switch self {
            case .existing(let element): element.table
            case .returning(_, let table): table
            }
        }
    }

    /// Whether rows get a value that nobody gave: a neutral one, or a number of the engine's.
    package var isInvented: Bool { column.needsFill || column.isIdentity }

    /// Whether rows need a value that the user names: what the column would give them is a reference to some row.
    package var mustBeNamed: Bool { referencedTable != nil && !column.isNullable }

    /// Whether rows get values that others can refer to.
    package var hasValues: Bool { isInvented || column.defaultValue != nil }

    /// By its name when it is added.
    package var added: SchemaElement { .column(column.name, table: table.name) }
}

extension [ReturningColumn] {
    /// The changes that revert a migration, with the values that are given for columns.
    ///
    /// A column of a foreign key gets no value that nobody gave, and not its default either: it would refer to some row.
    /// Engines refuse to add it to a table with rows then, or leave it NULL.
    ///
    /// - Parameter fills: By the columns' `element`.
    package func filling(
        _ inverse: [Change], of migration: String, with fills: [SchemaElement: Fill] = [:]
    ) -> [Change] {
        if isEmpty { return inverse }
        return inverse.flatMap { change in
            guard case .addColumn(let column, let table, _) = change,
                let returning = first(where: {
                    $0.migration == migration && $0.added == .column(column.name, table: table)
                })
            else { return [change] }
            if let given = fills[returning.element] { return [.addColumn(column, to: table, fill: given)] }
            return returning.referencedTable == nil ? [change] : returning.addedWithoutValue
        }
    }
}

extension ReturningColumn {
    /// Adds the column so that no row refers to another one through it.
    fileprivate var addedWithoutValue: [Change] {
        guard column.defaultValue != nil else { return [.addColumn(column, to: table.name)] }
        if column.isNullable { return [.addColumn(column, to: table.name, fill: .value(.sql("NULL")))] }
        var bare = column
        bare.defaultValue = nil
        return [.addColumn(bare, to: table.name), .alterColumn(in: table.name, from: bare, to: column)]
    }
}

/// Finds the columns that reverting migrations, one after the other, adds again.
package struct ReturningColumnSearch {
    private var schema: Schema
    private var lineage = Lineage()
    private var found: [(column: ReturningColumn, thing: Lineage.Thing)] = []

    /// The columns that refer to found ones, which have these places.
    private var referring: [(place: Int, thing: Lineage.Thing, origin: SchemaElement)] = []

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
        found.enumerated().map { place, found in
            var column = found.column
            column.element = lineage.names(of: found.thing).last ?? column.element
            column.isDroppedAgain = presentName(of: found.thing) == nil
            column.references = referring.filter { $0.place == place }.map { reference in
                guard case .table(let table) = reference.origin else { return .existing(reference.origin) }
                return .returning(lineage.names(of: reference.thing).last ?? reference.origin, table: table)
            }
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
        guard case .addColumn(let column, let name, _) = change, column.generated == nil,
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
        for (column, referenced) in zip(key.columns, key.referencedColumns) {
            note(.column(column, table: table), referringTo: .column(referenced, table: key.referencedTable))
        }
    }

    private mutating func note(_ column: SchemaElement, referringTo referenced: SchemaElement) {
        for place in found.indices where presentName(of: found[place].thing) == referenced {
            let origin: SchemaElement
            if case .start(let element) = lineage.origin(of: column) {
                origin = element
            } else if case .start(let table) = lineage.origin(of: .table(column.table)) {
                origin = table
            } else {
                // The run creates the table.
                continue
            }
            referring.append((place, lineage.mark(column), origin))
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
