import Raido

/// The changes of a history that concern one table under all of its names, each with what was there before it.
struct Trail {
    struct Step {
        var migration: String
        var change: Change
        /// The tables of the trail before the change.
        var before: Schema
        /// Renames from temporary names, so that descriptions show the final ones.
        var temporaries: [Change]
    }

    private(set) var changes: [Step] = []
    /// The tables of the trail after all migrations.
    private(set) var present = Schema()

    init(of table: String, in migrations: [Migration]) {
        let names = Lineage(ofNames: migrations.flatMap(\.changes)).names(ofTablesEverNamed: table)
        for migration in migrations {
            let all = migration.changes.replayed
            for change in all {
                let isOwn = change.tables.contains(where: names.contains)
                guard isOwn || present.refers(toRenamedBy: change) else { continue }
                changes.append(
                    Step(migration: migration.id, change: change, before: present, temporaries: all))
                // One that does not fit is passed over.
                if isOwn { try? present.apply(change) } else { present.changeReferences(by: change) }
            }
        }
    }

    /// What made an element what it is before the change at `end`, oldest first.
    func steps(of element: SchemaElement, before end: Int) -> [Provenance.Step] {
        var element = element
        var steps: [Provenance.Step] = []
        for step in changes[..<end].reversed() {
            let lines = step.lines(about: element)
            if !lines.isEmpty {
                if steps.last?.migration == step.migration {
                    steps[steps.count - 1].lines = lines + steps[steps.count - 1].lines
                } else {
                    steps.append(Provenance.Step(migration: step.migration, lines: lines))
                }
            }
            guard let former = step.former(element) else { break }
            element = former
        }
        return steps.reversed()
    }
}

extension Schema {
    /// Whether one of these tables has a foreign key to what the change renames.
    fileprivate func refers(toRenamedBy change: Change) -> Bool {
        var schema = self
        schema.changeReferences(by: change)
        return schema != self
    }
}
