package import Raido

extension HistoryReplay {
    /// Migrations that do not fit the ones before them, and references to what does not exist.
    ///
    /// - Parameters:
    ///   - migrations: Those that were replayed.
    ///   - path: Gives the file of a migration.
    package func findings(of migrations: [Migration], path: (String) -> String) -> [HistoryFinding] {
        let byID = Dictionary(migrations.map { ($0.id, $0) }) { first, _ in first }
        let sides = { (ids: [String?]) -> [Migration] in
            var seen: Set<String> = []
            return ids.compactMap { $0 }.filter { seen.insert($0).inserted }.compactMap { byID[$0] }
        }
        let misfits = misfits.map { misfit in
            HistoryFinding(
                .misfit(misfit.mismatch, earlier: lastMigration(before: misfit)), path: path(misfit.migration),
                migration: misfit.migration, sides: sides([opponent(of: misfit), misfit.migration]))
        }
        let changes = migrations.flatMap(\.changes)
        let dangling = schema.danglingReferences.compactMap { reference -> HistoryFinding? in
            guard var (problem, cause) = problem(of: reference) else { return nil }
            if changes.mayRecreate(reference.target) {
                (problem, cause) = (.danglingReference(reference.user, to: reference.target, by: nil), nil)
            }
            let migration = lastChange(of: reference.user)
            return HistoryFinding(
                problem, path: migration.map(path) ?? reference.user.table, migration: migration,
                sides: sides([cause, migration].compactMap(\.self).sorted()))
        }
        return (misfits + dangling).inOrder
    }

    /// The last migration before a misfit that touched its table.
    private func lastMigration(before misfit: Misfit) -> String? {
        states(of: misfit.mismatch.element.table).prefix { $0.migration != misfit.migration }.last?.migration
    }

    /// The migration that a misfit contradicts.
    private func opponent(of misfit: Misfit) -> String? {
        let element: SchemaElement
        switch misfit.mismatch {
        case .inUse(_, let user): element = user
        case .missing(let other), .exists(let other), .differs(let other, _, _), .dangling(let other, _):
            element = other
        }
        return lastChange(near: element, before: misfit.migration)
    }

    /// What to say of a reference, and the migration that changed what it refers to; nil where that is uncertain.
    private func problem(of reference: DanglingReference) -> (HistoryProblem, by: String?)? {
        let (user, target) = (reference.user, reference.target)
        guard case .foreignKey(let key, let table) = user, case .table(let name) = target else {
            let migration = lastChange(near: target)
            return (.danglingReference(user, to: target, by: migration), migration)
        }
        let migration = lastMigration(of: name)
        switch content(of: name) {
        case nil: return (.danglingReference(user, to: target, by: nil), nil)
        case .table, .uncertain: return nil
        case .dropped:
            return (.danglingForeignKey(key, table: table, to: name, renamedTo: nil, by: migration ?? ""), migration)
        case .renamed(let new):
            return (.danglingForeignKey(key, table: table, to: name, renamedTo: new, by: migration ?? ""), migration)
        }
    }
}
