import Raido

/// What the guard looks at: the differences, and what everything was called before.
struct Situation {
    var request: PlanRequest
    var renames: Renames
    var comparison: Comparison

    /// The name of a table before the plan.
    func formerName(of table: String) -> String { renames.formerTables[table] ?? table }

    /// The name of a column before the plan.
    func formerName(of column: String, in table: String) -> String {
        renames.formerColumns[.init(table: table, column: column)] ?? column
    }

    func formerName(of value: String, of type: String, in table: String) -> String {
        renames.formerValues[.init(table: table, enumType: type, value: value)] ?? value
    }

    /// A piece of SQL as it was before the table and its columns were renamed; nil where there is no text for all engines.
    func former(_ text: SQLFragment, in table: String) -> String? {
        var text = text
        let renamed = renames.formerColumns.filter { $0.key.table == table }.sorted { $0.key.column < $1.key.column }
        // In two steps, for names that changed places.
        for (place, entry) in renamed.enumerated() {
            text = text.renamingColumn(entry.key.column, to: "raido_former_\(place)", of: table)
        }
        for (place, entry) in renamed.enumerated() {
            text = text.renamingColumn("raido_former_\(place)", to: entry.value, of: table)
        }
        return text.renamingTable(table, to: formerName(of: table)).common
    }

    /// A hazard, or nil where none of the targets is concerned.
    ///
    /// - Parameter saysEngines: whether the message gets the engines added where not all targets are concerned.
    func hazard(
        _ kind: Hazard.Kind, _ table: String, _ rest: String? = nil, column: String? = nil,
        on engines: Set<Engine> = Set(Engine.allCases), count: String? = nil, advice: [String] = [],
        saysEngines: Bool = true, _ message: String
    ) -> Hazard? {
        let concerned = engines.intersection(request.targets).sorted()
        guard !concerned.isEmpty else { return nil }
        let id = "\(kind.rawValue):\(table)" + (rest.map { ".\($0)" } ?? "")
        let place = !saysEngines || concerned.count == request.targets.count ? "" : PlanningMessages.on(concerned)
        return Hazard(
            kind: kind, id: id, table: table, column: column, message: message + place, engines: concerned,
            countQuery: count, advice: advice)
    }
}

/// All hazards of a plan: by table, then by kind, then by id.
func findHazards(_ situation: Situation) -> [Hazard] {
    var hazards = situation.comparison.dropped.compactMap { situation.dropTable($0) }
    for difference in situation.comparison.kept where !situation.comparison.createdFrameworks.contains(difference.name)
    {
        hazards += situation.columnHazards(difference)
        hazards += situation.enumHazards(difference)
        hazards += situation.keyHazards(difference)
        hazards += situation.foreignKeyHazards(difference)
        hazards += situation.checkHazards(difference)
    }
    let order = Dictionary(Hazard.Kind.allCases.enumerated().map { ($1, $0) }) { first, _ in first }
    var seen: Set<String> = []
    return hazards.filter { seen.insert($0.id).inserted }
        .sorted { ($0.table, order[$0.kind] ?? 0, $0.id) < ($1.table, order[$1.kind] ?? 0, $1.id) }
}

extension Situation {
    fileprivate func dropTable(_ table: Table) -> Hazard? {
        guard !request.frameworkTables.contains(table.name) else { return nil }
        let advice = comparison.created.filter { created in
            let known = Set(created.columns.map(\.name))
            return table.columns.count { known.contains($0.name) } * 2 > table.columns.count
        }.map { PlanningMessages.renameTableAdvice(from: table.name, to: $0.name) }
        return hazard(
            .dropTable, table.name, count: "SELECT count(*) FROM \(quote(table.name))", advice: advice,
            PlanningMessages.dropTable(table.name))
    }
}
