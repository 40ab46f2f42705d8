import Raido

extension Situation {
    func enumHazards(_ difference: TableDifference) -> [Hazard] {
        let inferred = renames.inferred.filter { $0.table == difference.name }.compactMap { rename in
            renameHazard(rename, difference)
        }
        return inferred
            + difference.enums.changed.flatMap { pair in
                dropHazards(pair, difference) + renumberHazards(pair, difference)
            }
    }

    private func renameHazard(_ rename: InferredRename, _ difference: TableDifference) -> Hazard? {
        let users = difference.users(of: rename.enumType)
        guard !users.isEmpty, let value = difference.new.enumType(rename.enumType)?.value(rename.new) else {
            return nil
        }
        let old: EnumValue = value.number.map { .number($0, name: rename.old) } ?? .text(rename.old)
        return hazard(
            .renameEnumValue, rename.table, "\(rename.enumType).\(rename.old)", column: users.first,
            count: count(old, in: users, of: rename.table),
            advice: [PlanningMessages.renameValueAdvice(rename)],
            PlanningMessages.renameValue(rename, number: value.number))
    }

    private func dropHazards(_ pair: Pair<EnumType>, _ difference: TableDifference) -> [Hazard] {
        let (table, type) = (difference.name, pair.new.name)
        let users = difference.users(of: type)
        guard !users.isEmpty else { return [] }
        return pair.removedValues.compactMap { value in
            let replacement = request.hints.replacements[
                .init(table: table, enumType: type, value: value.identity)]
            return hazard(
                .dropEnumValue, table, "\(type).\(value.identity)", column: users.first,
                count: count(value, in: users, of: table),
                advice: replacement == nil ? [PlanningMessages.replaceValueAdvice(value.identity)] : [],
                words(for: value, of: pair.new, in: table, replacement: replacement))
        }
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

    private func renumberHazards(_ pair: Pair<EnumType>, _ difference: TableDifference) -> [Hazard] {
        let (table, type) = (difference.name, pair.new.name)
        let users = difference.users(of: type)
        guard !users.isEmpty else { return [] }
        return pair.renumberings.compactMap { change in
            hazard(
                .renumberEnum, table, "\(type).\(change.name)", column: users.first,
                count: count(.number(change.old, name: change.name), in: users, of: table),
                PlanningMessages.renumber(change.name, of: type, in: table, from: change.old, to: change.new))
        }
    }

    private func count(_ value: EnumValue, in columns: [String], of table: String) -> String {
        let literal = value.number.map { "\($0)" } ?? literal(value.identity)
        let conditions = columns.map { "\(quote(formerName(of: $0, in: table))) = \(literal)" }
        return "\(countRows(of: table)) WHERE \(conditions.joined(separator: " OR "))"
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
