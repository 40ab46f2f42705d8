package import Raido

/// What a migration does, in words: for the plan that is printed, and for the comment of the generated file.
package struct MigrationSummary: Hashable, Sendable {
    package var id: String

    /// `create`, `alter`, `extend`, `drop`, `adopt` or `release`.
    package var verb: String

    /// The table; `relations` for the foreign keys that a cycle between tables leaves over.
    package var table: String

    /// One line for each thing that comes (`+`), goes (`-`) or changes (`~`).
    package var lines: [String]

    /// "Adds `phone`, renames `job_title` to `title`."
    package var sentence: String

    /// What taking the migration back does not bring back.
    package var lost: [String]
}

/// What changes do, as a sentence: the one that a generated file has above its declaration.
///
/// - Parameter schema: The schema before the changes. From where they do not fit it, the rest is told as it is written.
package func sentence(of changes: [Change], on schema: Schema) -> String {
    var schema = schema
    var words = ChangeWords(for: changes)
    for change in changes {
        words.add(change, on: schema)
        try? schema.apply(change)
    }
    return words.sentence
}

func makeMigrations(of units: [Unit], _ request: PlanRequest) -> [Migration] {
    let width = max(3, String(units.count).count)
    return units.enumerated().map { place, unit in
        let digits = String(place + 1)
        let number = String(repeating: "0", count: width - digits.count) + digits
        let subject = "\(verb(of: unit, frameworks: request.frameworkTables))_\(unit.owner.tableName)"
        let words =
            request.name.map { units.count == 1 ? $0 : "\($0)_\(subject)" } ?? subject
        return Migration(id: "m\(request.batch)_\(number)_\(words)", batch: request.batch, changes: unit.changes)
    }
}

/// - Parameters:
///   - schema: The schema before the migrations, and then the one after them.
///   - scopes: Gets what the hints' SQL can name.
func summarise(
    _ migrations: [Migration], _ units: [Unit], _ request: PlanRequest, on schema: inout Schema,
    scopes: inout HintScopes
) throws(SchemaMismatch) -> [MigrationSummary] {
    var summaries: [MigrationSummary] = []
    for (migration, unit) in zip(migrations, units) {
        var words = ChangeWords(for: unit.changes, on: request.targets)
        for change in unit.changes {
            words.add(change, on: schema)
            scopes.add(change, on: schema)
            try schema.apply(change)
        }
        summaries.append(
            MigrationSummary(
                id: migration.id, verb: verb(of: unit, frameworks: request.frameworkTables),
                table: unit.owner.tableName, lines: words.lines, sentence: words.sentence, lost: words.lost))
    }
    return summaries
}

/// What a migration does to its table.
private func verb(of unit: Unit, frameworks: Set<String>) -> String {
    switch unit.owner {
    case .base, .relations: return "create"
    case .droppedRelations: return "drop"
    case .table(let name):
        let changes = unit.changes.filter { !$0.isAdoption }
        guard let last = changes.last else { return "adopt" }
        if case .createTable = last { return "create" }
        if case .dropTable = last { return "drop" }
        if case .releaseTable = last { return "release" }
        return frameworks.contains(name) && changes.allSatisfy(\.isAddition) ? "extend" : "alter"
    }
}

extension Owner {
    fileprivate var tableName: String {
        switch self {
        case .table(let name), .base(let name): name
        case .relations, .droppedRelations: "relations"
        }
    }
}

extension Change {
    fileprivate var isAdoption: Bool {
        if case .adoptTable = self { true } else { false }
    }

    fileprivate var isAddition: Bool {
        switch alteration {
        case .add, .enumValues(_, .add): true
        case .comment, .primaryKey, .drop, .change, .rename, .enumValues, nil: false
        }
    }
}
