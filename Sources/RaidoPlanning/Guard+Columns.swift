import Raido

extension GuardContext {
    func columnHazards(_ difference: TableDifference) -> [Hazard] {
        let columns = difference.columns
        return columns.dropped.compactMap { dropColumn($0, difference) }
            + columns.added.compactMap {
                addNotNull($0, difference) ?? filledWithNull($0, before: nil, difference)
                    ?? generatedNull($0, before: nil, difference)
            }
            + columns.altered.flatMap { alter($0, difference) }
            + difference.columnsResizedLate.compactMap { changeType($0, difference) }
    }

    private func dropColumn(_ column: Column, _ difference: TableDifference) -> Hazard? {
        guard column.generated == nil else { return nil }
        let table = difference.name
        let advice = difference.columns.added.filter { $0.type == column.type && $0.generated == nil }
            .map { PlanningMessages.renameColumnAdvice(from: column.name, to: $0.name, in: table) }
        return hazard(
            .dropColumn, table, column.name, column: column.name, rows: rows(with: [column.name], of: table),
            advice: advice, PlanningMessages.dropColumn(column.name, of: table))
    }

    private func addNotNull(_ column: Column, _ difference: TableDifference) -> Hazard? {
        let table = difference.name
        guard column.needsFill, request.hints.fills[.init(table: table, column: column.name)] == nil else { return nil }
        return hazard(
            .addNotNull, table, column.name, column: column.name, rows: allRows(of: table),
            advice: [PlanningMessages.fillAdvice(for: column.name)], PlanningMessages.addNotNull(column.name, to: table)
        )
    }

    private func alter(_ pair: Pair<Column>, _ difference: TableDifference) -> [Hazard] {
        let found = [
            changeType(pair, difference), setNotNull(pair, difference),
            filledWithNull(pair.new, before: pair.old, difference),
            generatedNull(pair.new, before: pair.old, difference), dropDefault(pair, difference),
            changeCollation(pair, difference),
        ]
        return found.compactMap { $0 }
    }

    private func changeType(_ pair: Pair<Column>, _ difference: TableDifference) -> Hazard? {
        let (table, name) = (difference.name, pair.new.name)
        let present = rows(with: [name], of: table)
        if pair.old.generated == nil, pair.new.generated != nil {
            return hazard(
                .changeType, table, name, column: name, rows: present,
                PlanningMessages.becomesGenerated(name, of: table))
        }
        let (old, new) = (pair.old, difference.finalColumn(pair.new))
        let changes = typeChanges(difference, old, new)
        guard !changes.isEmpty else { return nil }
        let consequences = changes.compactMapValues { change in
            change.effect.map { PlanningMessages.consequence($0, of: change) }
        }
        let usesExpression = request.hints.usings[.init(table: table, column: name)] != nil
        let message = PlanningMessages.changeType(
            name, of: table, from: words(of: old, in: difference.old, beside: new, Set(changes.keys)),
            to: words(of: new, in: difference.new, beside: old, Set(changes.keys)), consequences)
        return hazard(
            .changeType, table, name, column: name, on: Set(changes.keys),
            rows: .breaking(.type(name), of: table, otherwise: present),
            advice: usesExpression ? [] : conversionAdvice(for: name, changes),
            saysEngines: Set(consequences.values).count == 1, message)
    }

    private func conversionAdvice(for column: String, _ changes: [Engine: TypeChange]) -> [String] {
        let isAskedFor = changes.values.contains { $0.effect == .converted || $0.effect == .unknown }
        let shifted = changes.filter { $0.value.effect == .silent && $0.value.silentChange == .timeZone }
        let isOnlyTarget = request.targets.count == 1
        return (isAskedFor ? [PlanningMessages.usingAdvice(for: column)] : [])
            + shifted.keys.sorted().compactMap { engine in
                engine.facts.zoneConversion(of: column).map {
                    PlanningMessages.zoneAdvice(for: column, $0, on: isOnlyTarget ? nil : engine)
                }
            }
    }

    /// The type as the models name it; where they name both alike, with what tells it from the other.
    private func words(
        of column: Column, in table: Table, beside other: Column, _ engines: Set<Engine>
    ) -> String {
        guard column.type == other.type else { return "\(column.type)" }
        guard column.nativeTypes != other.nativeTypes else {
            return "\(column.type)" + column.type.storage(table.enums)
        }
        let native = Set(engines.map { column.nativeTypes[$0] ?? "\(column.type)" })
        return native.sorted().joined(separator: ", ")
    }

    /// The change of a type on those targets on which it does something to values.
    private func typeChanges(
        _ difference: TableDifference, _ old: Column, _ new: Column
    ) -> [Engine: TypeChange] {
        if case .enumeration(let name) = new.type, old.type == new.type, old.nativeTypes == new.nativeTypes {
            // Values that come and go are hazards of their own; here only the way they are stored counts.
            guard difference.enums.restores(name) else { return [:] }
        }
        let changes = request.targets.map { engine in
            TypeChange(from: old, to: new, enums: difference.old.enums, difference.new.enums, on: engine)
        }
        return Dictionary(uniqueKeysWithValues: changes.filter { $0.effect != nil }.map { ($0.engine, $0) })
    }

    private func setNotNull(_ pair: Pair<Column>, _ difference: TableDifference) -> Hazard? {
        let (table, name) = (difference.name, pair.new.name)
        guard pair.old.isNullable, pair.new.needsFill,
            request.hints.fills[.init(table: table, column: name)] == nil
        else { return nil }
        return hazard(
            .setNotNull, table, name, column: name, rows: rows(without: name, of: table),
            advice: [PlanningMessages.fillAdvice(for: name)], PlanningMessages.setNotNull(name, of: table))
    }

    private func dropDefault(_ pair: Pair<Column>, _ difference: TableDifference) -> Hazard? {
        let (table, name) = (difference.name, pair.new.name)
        let had = pair.old.defaultValue != nil || pair.old.isIdentity
        let has = pair.new.defaultValue != nil || pair.new.isIdentity || pair.new.generated != nil
        guard had, !has else { return nil }
        return hazard(
            .dropDefault, table, name, column: name,
            pair.new.isNullable
                ? PlanningMessages.dropDefaultOfNullable(name, of: table)
                : PlanningMessages.dropDefault(name, of: table))
    }

    private func changeCollation(_ pair: Pair<Column>, _ difference: TableDifference) -> Hazard? {
        let (table, name) = (difference.name, pair.new.name)
        guard pair.old.collation != pair.new.collation else { return nil }
        return hazard(
            .changeCollation, table, name, column: name,
            PlanningMessages.changeCollation(name, of: table, from: pair.old.collation, to: pair.new.collation))
    }
}

extension TableDifference {
    /// The column with its enum under its final name.
    func finalColumn(_ column: Column) -> Column { new.column(column.name) ?? column }

    /// The columns that get another size for the numbers of their enum, when these have changed.
    var columnsResizedLate: [Pair<Column>] {
        enums.resized.filter(\.changesValuesFirst).flatMap { resizing in
            new.columns.filter { $0.type == .enumeration(resizing.pair.new.name) }.compactMap { column in
                old.column(column.name).map { Pair(old: $0, new: column) }
            }
        }
    }

    /// Columns that come in this plan and are NULL in all rows there are.
    var emptyColumns: Set<String> {
        Set(
            columns.added.filter {
                $0.isNullable && $0.defaultValue == nil && $0.generated == nil && !$0.isIdentity
            }.map(\.name))
    }
}
