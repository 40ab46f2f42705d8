package import Raido

/// The migrations that made a table, or a part of one, what it is.
package struct Provenance: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package var migration: String
        /// What the migration changed, a line each, as a plan shows it.
        package var lines: [String]
    }

    /// How something came to an end.
    package enum Ending: Hashable, Sendable {
        case dropped(by: String)
        case renamed(to: String, by: String)
    }

    /// What was found under the name.
    package var element: SchemaElement
    /// Oldest first.
    package var steps: [Step]
    /// What it is now, a line each; empty where it is gone.
    package var present: [String]
    /// Nil where it exists.
    package var ending: Ending?
}

/// What is asked about: a table, or one of its parts by name.
package struct ProvenanceQuestion: Hashable, Sendable {
    package var table: String
    package var part: String?

    package init(table: String, part: String? = nil) {
        self.table = table
        self.part = part
    }
}

/// Looks for a name in a history, and follows what it names backwards, through its renames, to where it was created.
///
/// A name that several things had means the last of them.
///
/// - Parameter migrations: In the order in which they are applied.
/// - Returns: Nil where nothing ever had that name.
package func provenance(of question: ProvenanceQuestion, in migrations: [Migration]) -> Provenance? {
    let trail = Trail(of: question.table, in: migrations)
    if let element = trail.present.element(question) {
        return Provenance(
            element: element, steps: trail.steps(of: element, before: trail.changes.count),
            present: trail.present.words(of: element))
    }
    guard let (last, element) = trail.lastElement(question) else { return nil }
    let change = trail.changes[last]
    let ending: Provenance.Ending =
        change.newName(of: element).map { .renamed(to: $0, by: change.migration) } ?? .dropped(by: change.migration)
    return Provenance(
        element: element, steps: trail.steps(of: element, before: last), present: [], ending: ending)
}

extension Trail {
    /// What last had the name of a question, and the change that ended it. The table's former names count, too.
    fileprivate func lastElement(_ question: ProvenanceQuestion) -> (change: Int, SchemaElement)? {
        var question = question
        for (place, step) in changes.enumerated().reversed() {
            if let element = step.before.element(question) { return (place, element) }
            question.table = step.change.former(.table(question.table))?.table ?? question.table
            if let element = step.before.element(question) { return (place, element) }
        }
        return nil
    }
}

/// The names of all tables that a history ever had, sorted; with a table, the names of all its parts.
package func namesEverUsed(in migrations: [Migration], partsOf table: String? = nil) -> [String] {
    guard let table else {
        return migrations.flatMap(\.changes).writtenTables.sorted()
    }
    let trail = Trail(of: table, in: migrations)
    let schemas = trail.changes.map(\.before) + [trail.present]
    return Set(schemas.flatMap { schema in schema.tables.flatMap(\.partNames) }).sorted()
}

extension Table {
    fileprivate var partNames: [String] {
        columns.map(\.name) + enums.map(\.name) + uniques.map(\.name) + indexes.map(\.name) + foreignKeys.map(\.name)
            + checks.map(\.name)
    }
}

extension Schema {
    /// What a question is about, where this schema has it.
    fileprivate func element(_ question: ProvenanceQuestion) -> SchemaElement? {
        guard let table = self[question.table] else { return nil }
        guard let part = question.part else { return .table(table.name) }
        func find(_ parts: [some TablePart]) -> SchemaElement? {
            parts.first { $0.name == part }.map { type(of: $0).element(part, table: table.name) }
        }
        return find(table.columns) ?? find(table.enums) ?? find(table.indexes) ?? find(table.uniques)
            ?? find(table.foreignKeys) ?? find(table.checks)
    }
}
