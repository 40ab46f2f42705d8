import Raido

extension GuardContext {
    func enumHazards(_ difference: TableDifference) -> [Hazard] {
        let inferred = renames.inferred.filter { $0.table == difference.name }.compactMap { rename in
            renameHazard(rename, difference)
        }
        let moved = difference.columns.altered.flatMap { column -> [Hazard] in
            let key = Hints.ColumnKey(table: difference.name, column: column.new.name)
            guard request.hints.usings[key] == nil, let pair = difference.movedEnum(column) else { return [] }
            return hazards(pair, of: [column.new.name], difference)
        }
        return inferred + moved
            + difference.enums.revalued.flatMap { hazards($0, of: difference.users(of: $0.new.name), difference) }
    }

    private func hazards(_ pair: Pair<EnumType>, of users: [String], _ difference: TableDifference) -> [Hazard] {
        guard !users.isEmpty else { return [] }
        return dropHazards(pair, of: users, difference) + renumberHazards(pair, of: users, difference)
    }

    private func renameHazard(_ rename: InferredRename, _ difference: TableDifference) -> Hazard? {
        let users = difference.users(of: rename.enumType)
        guard !users.isEmpty, let value = difference.new.enumType(rename.enumType)?.value(rename.new) else {
            return nil
        }
        let old: EnumValue = value.number.map { .number($0, name: rename.old) } ?? .text(rename.old)
        return hazard(
            .renameEnumValue, rename.table, "\(rename.enumType).\(rename.old)", column: users.first,
            rows: rows(holding: old, in: users, of: rename.table),
            advice: [PlanningMessages.renameValueAdvice(rename)],
            PlanningMessages.renameValue(rename, number: value.number))
    }

    private func dropHazards(
        _ pair: Pair<EnumType>, of users: [String], _ difference: TableDifference
    ) -> [Hazard] {
        let (table, type) = (difference.name, pair.new.name)
        return pair.removedValues.compactMap { value in
            let replacement = request.hints.replacements[
                .init(table: table, enumType: type, value: value.identity)]
            return hazard(
                .dropEnumValue, table, "\(type).\(value.identity)", column: users.first,
                rows: rows(holding: value, in: users, of: table),
                advice: replacement == nil ? advice(forRemoved: value, pair) : [],
                words(for: value, of: pair.new, in: table, replacement: replacement))
        }
    }

    private func advice(forRemoved value: EnumValue, _ pair: Pair<EnumType>) -> [String] {
        let respelled = pair.new.values.first { new in
            new.identity.lowercased() == value.identity.lowercased() && pair.old.value(new.identity) == nil
        }
        return
            (respelled.map {
                [PlanningMessages.renameValueAdvice(from: value.identity, to: $0.identity, of: pair.new.name)]
            } ?? []) + [PlanningMessages.replaceValueAdvice(value.identity)]
    }

    /// What becomes of rows that hold a value which is removed. Numbers are not checked, so they stay.
    private func words(
        for value: EnumValue, of type: EnumType, in table: String, replacement: String?
    ) -> String {
        guard replacement == nil, let number = value.number else {
            return PlanningMessages.dropValue(value.identity, of: type.name, in: table, replacement: replacement)
        }
        let successor = type.values.first { $0.number == number }?.identity
        return PlanningMessages.dropNumber(
            number, named: value.identity, of: type.name, in: table, successor: successor)
    }

    private func renumberHazards(
        _ pair: Pair<EnumType>, of users: [String], _ difference: TableDifference
    ) -> [Hazard] {
        let (table, type) = (difference.name, pair.new.name)
        return pair.renumberings.compactMap { change in
            hazard(
                .renumberEnum, table, "\(type).\(change.name)", column: users.first,
                rows: rows(holding: .number(change.old, name: change.name), in: users, of: table),
                PlanningMessages.renumber(change.name, of: type, in: table, from: change.old, to: change.new))
        }
    }
}

extension TableDifference {
    /// The columns that hold values of an enum before and after.
    fileprivate func users(of type: String) -> [String] {
        old.columns.filter { $0.type == .enumeration(type) && new.column($0.name)?.type == .enumeration(type) }.map(
            \.name)
    }
}

extension EnumType {
    func value(_ identity: String) -> EnumValue? { values.first { $0.identity == identity } }
}
