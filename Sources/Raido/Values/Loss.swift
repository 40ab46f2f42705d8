/// What reverting a change does not bring back: rows and values that it removes or makes into others.
package struct Loss: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// All rows of a table.
        case rows
        /// The values of a column.
        case values
        /// Values that the new type does not hold, or that a generated column replaces.
        case oldValues
        /// Which rows had no value: they are filled.
        case nulls
        /// Which rows held an enum's value: they hold another one.
        case enumRows(value: String, replacement: String)
        /// What the values were before the user's own expression converted them.
        case computedValues
        /// None: rows get values that nobody gave, in a column that is added.
        case inventedValues
        /// Whatever user SQL does.
        case userSQL
    }

    package var kind: Kind

    /// The table or column, by its name before the change, or the column that it adds; nil for user SQL.
    package var element: SchemaElement?

    /// The engines on which it can happen.
    package var engines: Set<Engine>

    /// The engines on which it can happen although nobody accepted it: elsewhere the engine, or Raido, refuses values
    /// that would become others.
    package var silentEngines: Set<Engine>

    fileprivate init(_ kind: Kind, _ element: SchemaElement?, on engines: Set<Engine> = Set(Engine.allCases)) {
        self.kind = kind
        self.element = element
        self.engines = engines
        silentEngines = engines
    }
}

extension Change {
    /// What reverting the change does not bring back on at least one of these engines.
    ///
    /// - Parameter table: The table before the change, where it is known.
    package func losses(in table: Table?, on engines: Set<Engine>) -> [Loss] {
        losses(in: table).filter { !$0.engines.isDisjoint(with: engines) }
    }

    /// What reverting the change does not bring back.
    ///
    /// - Parameter table: The table before the change, where it is known.
    package func losses(in table: Table?) -> [Loss] {
        switch self {
        case .dropTable(let table): [Loss(.rows, .table(table.name))]
        case .dropColumn(let column, let table):
            column.generated == nil ? [Loss(.values, .column(column.name, table: table))] : []
        case .addColumn(let column, let table, .placeholder):
            [Loss(.inventedValues, .column(column.name, table: table))]
        case .alterColumn(let name, let old, let new, let using, let fill):
            Loss.losses(.column(old.name, table: name), from: old, to: new, using: using, fill: fill, in: table)
        case .dropEnumValue(let value, _, let table, _, let replacement?):
            [Loss(.enumRows(value: value.identity, replacement: replacement), .table(table))]
        case .sql: inverse == nil ? [Loss(.userSQL, nil)] : []
        case .createTable, .adoptTable, .releaseTable, .renameTable, .changeTableComment, .addColumn, .renameColumn,
            .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex,
            .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey,
            .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum, .addEnumValue,
            .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum:
            []
        }
    }
}

extension Loss {
    fileprivate static func losses(
        _ element: SchemaElement, from old: Column, to new: Column, using: SQLFragment?, fill: Fill?, in table: Table?
    ) -> [Loss] {
        guard old.generated == nil else { return [] }
        if new.generated != nil { return [Loss(.oldValues, element)] }
        var losses: [Loss] = []
        if using != nil {
            losses.append(Loss(.computedValues, element))
        } else if let loss = converted(element, from: old, to: new, enums: table?.enums ?? []) {
            losses.append(loss)
        }
        if old.isNullable, !new.isNullable, fill != nil || (using == nil && new.defaultValue != nil) {
            losses.append(Loss(.nulls, element))
        }
        return losses
    }

    private static func converted(
        _ element: SchemaElement, from old: Column, to new: Column, enums: [EnumType]
    ) -> Loss? {
        let changes = Engine.allCases.map { TypeChange(from: old, to: new, enums: enums, on: $0) }
        let losing = changes.filter(\.losesValues)
        if losing.isEmpty { return nil }
        var loss = Loss(.oldValues, element, on: Set(losing.map(\.engine)))
        loss.silentEngines = Set(losing.filter(\.isSilent).map(\.engine))
        return loss
    }
}

extension TypeChange {
    /// Whether a value can become another one without a refusal. Where each is compared with what it was, moments are
    /// not, of which the day or the time is kept.
    fileprivate var isSilent: Bool {
        engine.facts.comparesConvertedValues ? effect == .silent && old.isMoment : losesValues
    }
}
