/// Where the elements of a schema come from, what becomes of them, and what the values of columns go through, while
/// changes are made one after the other.
///
/// It is the only code that follows names. What it has not heard of exists since the start, under the name it has. A
/// column that changed places with another through a temporary name is still itself:
///
///     let lineage = Lineage([.renameColumn("a", to: "tmp", in: "t"), .renameColumn("b", to: "a", in: "t"),
///                            .renameColumn("tmp", to: "b", in: "t")])
///     lineage.origin(of: .column("a", table: "t"))  // .start(.column("b", table: "t"))
package struct Lineage: Sendable {
    /// Where something comes from that exists after the changes.
    package enum Origin: Hashable, Sendable {
        /// It existed before the first change, under this name; of an adopted table, before it was adopted.
        case start(SchemaElement)
        /// This change created it, or the whole of which it is a part.
        case created(by: Change)
        /// Its table was dropped or renamed, and nothing has the name.
        case nothing
    }

    struct Event: Sendable {
        var change: Change
        /// The table before the change, where the schema is known.
        var before: Table?
    }

    /// Something that exists at one moment, whatever it is called later.
    package struct Thing: Hashable, Sendable {
        fileprivate var element: SchemaElement
        fileprivate var line: Int
        /// How many events of the line came before.
        fileprivate var place: Int
    }

    /// All that happens to one table, under all its names.
    private struct Line: Sendable {
        /// Nil where a change creates the table.
        var startName: String?
        var events: [Event] = []

        /// The names that the table has when a change is about it.
        var names: Set<String> { Set(events.flatMap(\.change.tables)) }
    }

    private var lines: [Line] = []
    /// By present names; nil for names that were given up.
    private var present: [String: Int?] = [:]
    /// By names at the start.
    private var starts: [String: Int] = [:]

    /// Whether user SQL ran: it may have written any rows.
    package private(set) var hasUserSQL = false

    package init() {}

    /// - Parameter schema: The schema before the changes; without it, the values of enums are not followed to columns.
    package init(_ changes: [Change], on schema: Schema? = nil) throws(SchemaMismatch) {
        var schema = schema
        for change in changes {
            follow(change, on: schema)
            try schema?.apply(change)
        }
    }

    /// The lineage of names alone.
    package init(ofNames changes: [Change]) {
        for change in changes { follow(change) }
    }

    /// - Parameter schema: The schema before the change.
    package mutating func follow(_ change: Change, on schema: Schema? = nil) {
        guard let table = change.table else {
            guard case .sql(let raw) = change else { return }
            var schema = schema
            for effect in raw.effect {
                follow(effect, on: schema)
                // An effect that does not fit is reported where the schema is needed.
                try? schema?.apply(effect)
            }
            hasUserSQL = true
            return
        }
        let line = newLine(for: change) ?? line(of: table)
        lines[line].events.append(Event(change: change, before: schema?[table]))
        if case .renameTable(let old, let new) = change {
            present[old] = .some(nil)
            present[new] = line
        } else if case .table? = change.removed {
            present[table] = .some(nil)
        }
    }

    private mutating func newLine(for change: Change) -> Int? {
        if case .createTable(let table) = change { return newLine(table.name) }
        guard case .adoptTable(let table) = change else { return nil }
        let line = newLine(table.name, startName: table.name)
        if starts[table.name] == nil { starts[table.name] = line }
        return line
    }

    private mutating func newLine(_ table: String, startName: String? = nil) -> Int {
        lines.append(Line(startName: startName))
        present[table] = lines.count - 1
        return lines.count - 1
    }

    private mutating func line(of table: String) -> Int {
        switch present[table] {
        case .some(let line?): return line
        // Changes that do not fit are refused where the schema is known.
        case .some(nil): return newLine(table)
        case nil:
            let line = newLine(table, startName: table)
            starts[table] = line
            return line
        }
    }

    /// Remembers something that exists now, by its present name.
    package mutating func mark(_ element: SchemaElement) -> Thing {
        let line = line(of: element.table)
        return Thing(element: element, line: line, place: lines[line].events.count)
    }

    // MARK: - Answers

    /// Where something comes from, by its present name.
    package func origin(of element: SchemaElement) -> Origin {
        switch present[element.table] {
        case nil: .start(element)
        case .some(nil): .nothing
        case .some(let line?): origin(of: element, before: lines[line].events.count, in: lines[line]) { _, _, _ in }
        }
    }

    /// What becomes of something that exists at the start, by its name there.
    package func fate(of element: SchemaElement) -> Fate { start(element).map(fate) ?? .kept(element) }

    /// What became of something since it was marked.
    package func fate(of thing: Thing) -> Fate {
        var element = thing.element
        var replaced = false
        for event in events(since: thing) {
            switch event.change.fate(of: element) {
            case .dropped: return .dropped
            case .kept(let next): element = next
            case .replaced(let next):
                element = next
                replaced = true
            }
        }
        return replaced ? .replaced(by: element) : .kept(element)
    }

    private func start(_ element: SchemaElement) -> Thing? {
        starts[element.table].map { Thing(element: element, line: $0, place: 0) }
    }

    private func events(since thing: Thing) -> ArraySlice<Event> { lines[thing.line].events[thing.place...] }

    /// The tables and parts that exist at the start and are renamed or removed by some change, by their names there.
    package var concerned: [SchemaElement] {
        var seen: Set<SchemaElement> = []
        var result: [SchemaElement] = []
        for line in lines where line.startName != nil {
            for (place, event) in line.events.enumerated() {
                guard let subject = event.change.rename?.old ?? event.change.removed,
                    case .start(let element) = origin(of: subject, before: place, in: line, visit: { _, _, _ in }),
                    seen.insert(element).inserted
                else { continue }
                result.append(element)
            }
        }
        return result
    }

    /// The tables that changes are about and that exist after them, by their present names.
    package var presentTables: [String] { present.filter { $0.value != nil }.map(\.key).sorted() }

    /// All names that something has in the course of the changes, the one at the start first.
    package func names(of element: SchemaElement) -> [SchemaElement] { start(element).map(names) ?? [element] }

    /// All names that something has since it was marked. What is dropped keeps the last one.
    package func names(of thing: Thing) -> [SchemaElement] {
        var names = [thing.element]
        for event in events(since: thing) {
            guard let last = names.last, case .kept(let next) = event.change.fate(of: last) else { break }
            if next != last { names.append(next) }
        }
        return names
    }

    /// The names that a change gives and a later one takes away again, with the ones that follow in the end.
    package var temporaryNames: [SchemaElement: SchemaElement] {
        var result: [SchemaElement: SchemaElement] = [:]
        for (number, line) in lines.enumerated() {
            for (place, event) in line.events.enumerated() {
                guard let given = event.change.namedElement else { continue }
                let thing = Thing(element: given, line: number, place: place + 1)
                guard case .kept(let final) = fate(of: thing), final.name != given.name else { continue }
                // Its table may get its own last name in between.
                for name in names(of: thing) where name.name != final.name { result[name] = final }
            }
        }
        return result
    }

    /// The changes of a table that exists at the start, by its name there.
    package func changes(of table: String) -> [Change] {
        starts[table].map { lines[$0].events.map(\.change) } ?? []
    }

    /// The tables that exist at the start and have this name at some time when a change is about them, by their names at
    /// the start.
    package func startNames(ofTablesEverNamed name: String) -> [String] {
        lines.compactMap { line in line.names.contains(name) ? line.startName : nil }
    }

    /// All names of the tables that have this name at some time when a change is about them.
    package func names(ofTablesEverNamed name: String) -> Set<String> {
        Set(lines.map(\.names).filter { $0.contains(name) }.joined())
    }

    /// Walks back from an element to where it comes from.
    ///
    /// - Parameter visit: Called for each event with its place and the element's name before it.
    private func origin(
        of element: SchemaElement, before end: Int, since start: Int = 0, in line: Line,
        visit: (Int, Event, SchemaElement) -> Void
    ) -> Origin {
        var element = element
        for place in (start..<end).reversed() {
            let event = line.events[place]
            // What is adopted was in the database under this name all the time.
            if event.change.adoptsTable { return .start(element) }
            guard let former = event.change.former(element) else { return .created(by: event.change) }
            element = former
            visit(place, event, element)
        }
        return line.startName == nil ? .nothing : .start(element)
    }

    /// What the values of a column went through, by its present name.
    package func values(of column: String, in table: String) -> ValueHistory {
        let element = SchemaElement.column(column, table: table)
        guard case .some(let number?) = present[table] else {
            return ValueHistory(origin: origin(of: element), steps: [])
        }
        let line = lines[number]
        var steps: [ValueStep] = []
        var first = line.events.count
        let origin = origin(of: element, before: first, in: line) { place, event, former in
            first = place
            let change = rewritten(event.change, at: place, in: line)
            if let step = ValueStep(change, of: former.name, in: event.before) { steps.append(step) }
        }
        guard case .created(by: let change) = origin else {
            return ValueHistory(origin: origin, steps: steps.reversed())
        }
        return ValueHistory(
            origin: .created(by: rewritten(change, at: first - 1, in: line)), steps: steps.reversed())
    }

    /// What the values of a column that exists at the start go through, by its name there, until it is dropped.
    package func steps(of column: String, in table: String) -> [ValueStep] {
        var element = SchemaElement.column(column, table: table)
        var steps: [ValueStep] = []
        for event in start(element).map(events) ?? [] {
            if let step = ValueStep(event.change, of: element.name, in: event.before) { steps.append(step) }
            guard case .kept(let next) = event.change.fate(of: element) else { break }
            element = next
        }
        return steps
    }

    /// The change with the user's SQL under present names, which is what existed then and was renamed since.
    private func rewritten(_ change: Change, at place: Int, in line: Line) -> Change {
        change.mapHints { text in
            (place + 1..<line.events.count).reduce(text) { text, later in
                guard let rename = line.events[later].change.rename else { return text }
                let origin = origin(of: rename.old, before: later, since: place, in: line) { _, _, _ in }
                if case .created = origin { return text }
                return text.following(rename)
            }
        }
    }
}

extension Change {
    fileprivate var adoptsTable: Bool {
        if case .adoptTable = self { true } else { false }
    }
}

extension Change {
    /// What gets a name by the change.
    fileprivate var namedElement: SchemaElement? {
        if case .createEnum(let type, let table) = self { .enumType(type.name, table: table) } else { rename?.new }
    }
}

extension SQLFragment {
    fileprivate func following(_ rename: Rename) -> SQLFragment {
        switch rename.old {
        case .table(let old): renamingTable(old, to: rename.newName)
        case .column(let old, let table): renamingColumn(old, to: rename.newName, of: table)
        case .primaryKey, .unique, .index, .foreignKey, .check, .enumType, .enumValue: self
        }
    }
}
