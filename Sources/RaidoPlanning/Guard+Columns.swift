import Raido

extension Situation {
    func columnHazards(_ difference: TableDifference) -> [Hazard] {
        let columns = difference.columns
        return columns.dropped.compactMap { dropColumn($0, difference) }
            + columns.added.compactMap { addNotNull($0, difference) ?? generatedNull($0, before: nil, difference) }
            + columns.altered.flatMap { alter($0, difference) }
    }

    private func dropColumn(_ column: Column, _ difference: TableDifference) -> Hazard? {
        guard column.generated == nil else { return nil }
        let table = difference.name
        let advice = difference.columns.added.filter { $0.type == column.type && $0.generated == nil }
            .map { PlanningMessages.renameColumnAdvice(from: column.name, to: $0.name, in: table) }
        return hazard(
            .dropColumn, table, column.name, column: column.name, count: countNotNull([column.name], of: table),
            advice: advice, PlanningMessages.dropColumn(column.name, of: table))
    }

    private func addNotNull(_ column: Column, _ difference: TableDifference) -> Hazard? {
        let table = difference.name
        guard column.needsFill, request.hints.fills[.init(table: table, column: column.name)] == nil else { return nil }
        return hazard(
            .addNotNull, table, column.name, column: column.name, count: countRows(of: table),
            advice: [PlanningMessages.fillAdvice(for: column.name)], PlanningMessages.addNotNull(column.name, to: table)
        )
    }

    private func alter(_ pair: Pair<Column>, _ difference: TableDifference) -> [Hazard] {
        let found = [
            changeType(pair, difference), setNotNull(pair, difference),
            generatedNull(pair.new, before: pair.old, difference), dropDefault(pair, difference),
            changeCollation(pair, difference),
        ]
        return found.compactMap { $0 }
    }

    private func changeType(_ pair: Pair<Column>, _ difference: TableDifference) -> Hazard? {
        let (table, name) = (difference.name, pair.new.name)
        let count = countUnfit(pair, difference) ?? countNotNull([name], of: table)
        if pair.old.generated == nil, pair.new.generated != nil {
            return hazard(
                .changeType, table, name, column: name, count: countNotNull([name], of: table),
                PlanningMessages.becomesGenerated(name, of: table))
        }
        let (old, new) = (pair.old, difference.finalColumn(pair.new))
        let effects = typeEffects(difference, old.type, new.type)
        if !effects.isEmpty {
            let usesExpression = request.hints.usings[.init(table: table, column: name)] != nil
            let isSame = old.type == new.type
            let message = PlanningMessages.changeType(
                name, of: table, from: "\(old.type)" + (isSame ? old.type.storage(difference.old.enums) : ""),
                to: "\(new.type)" + (isSame ? new.type.storage(difference.new.enums) : ""), effects,
                areAlike: Set(effects.values).count == 1)
            return hazard(
                .changeType, table, name, column: name, on: Set(effects.keys), count: count,
                advice: effects.values.contains(.converted) && !usesExpression
                    ? [PlanningMessages.usingAdvice(for: name)] : [],
                saysEngines: Set(effects.values).count == 1, message)
        }
        let retyped = Set(Engine.allCases.filter { old.nativeTypes[$0] != new.nativeTypes[$0] })
        return hazard(
            .changeType, table, name, column: name, on: retyped, count: count,
            PlanningMessages.changeNativeType(name, of: table))
    }

    /// Counts the values that a shorter text or an unsigned number has no room for; nil where nothing tells them.
    private func countUnfit(_ pair: Pair<Column>, _ difference: TableDifference) -> String? {
        let (table, name) = (difference.name, pair.new.name)
        guard request.hints.usings[.init(table: table, column: name)] == nil, difference.regenerated(name) == nil
        else { return nil }
        let column = quote(formerName(of: name, in: table))
        if let length = pair.new.type.greatestLength, pair.old.type.isText {
            return "\(countRows(of: table)) WHERE length(\(column)) > \(length)"
        }
        guard pair.old.type.differsInNegativesAlone(from: pair.new.type) else { return nil }
        return "\(countRows(of: table)) WHERE \(column) < 0"
    }

    /// What the change of a type does to values on those targets on which it does something.
    private func typeEffects(
        _ difference: TableDifference, _ old: ColumnType, _ new: ColumnType
    ) -> [Engine: ValueEffect] {
        if case .enumeration(let name) = new, old == new {
            // Values that come and go are hazards of their own; here only the way they are stored counts.
            guard difference.enums.replaced.contains(where: { $0.new.name == name }) else { return [:] }
        }
        let change = TypeChange(from: old, to: new, enums: difference.old.enums, difference.new.enums)
        let effects = request.targets.map { ($0, change.effect(on: $0)) }
        return Dictionary(uniqueKeysWithValues: effects).compactMapValues { $0 }
    }

    private func setNotNull(_ pair: Pair<Column>, _ difference: TableDifference) -> Hazard? {
        let (table, name) = (difference.name, pair.new.name)
        guard pair.old.isNullable, pair.new.needsFill,
            request.hints.fills[.init(table: table, column: name)] == nil
        else { return nil }
        return hazard(
            .setNotNull, table, name, column: name,
            count: "\(countRows(of: table)) WHERE \(quote(formerName(of: name, in: table))) IS NULL",
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

    func countRows(of table: String) -> String {
        "SELECT count(*) FROM \(quote(formerName(of: table)))"
    }

    /// Counts the rows in which all the columns that were there before have values.
    func countNotNull(_ columns: [String], of table: String) -> String {
        let conditions = columns.map { "\(quote(formerName(of: $0, in: table))) IS NOT NULL" }
        return "\(countRows(of: table)) WHERE \(conditions.joined(separator: " AND "))"
    }
}

extension TableDifference {
    /// The column with its enum under its final name.
    func finalColumn(_ column: Column) -> Column { new.column(column.name) ?? column }

    /// Columns that come in this plan and are NULL in all rows there are.
    var emptyColumns: Set<String> {
        Set(
            columns.added.filter {
                $0.isNullable && $0.defaultValue == nil && $0.generated == nil && !$0.isIdentity
            }.map(\.name))
    }
}

extension ColumnType {
    fileprivate var isText: Bool { self == .text || greatestLength != nil }

    fileprivate var greatestLength: Int? {
        if case .varchar(let length) = self { return length }
        if case .char(let length) = self { return length }
        return nil
    }

    /// Whether the other type holds all values of this one but those below 0.
    fileprivate func differsInNegativesAlone(from other: ColumnType) -> Bool {
        let signed: [ColumnType] = [.tinyInteger, .smallInteger, .integer, .bigInteger]
        guard let size = signed.firstIndex(of: self) else { return false }
        let unsigned: [ColumnType] = [
            .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger,
        ]
        return unsigned.firstIndex(of: other).map { $0 >= size } ?? false
    }
}
