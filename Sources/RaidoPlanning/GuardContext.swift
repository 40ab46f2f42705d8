import Raido

/// What the guard looks at: the differences, and what everything was called before.
struct GuardContext {
    var request: PlanRequest
    var renames: Renames
    var comparison: Comparison
    private let lineage: Lineage

    init(request: PlanRequest, renames: Renames, comparison: Comparison) {
        self.request = request
        self.renames = renames
        self.comparison = comparison
        lineage = renames.lineage
    }

    /// The name of a table before the plan.
    func formerName(of table: String) -> String { former(.table(table)).name }

    private func former(_ element: SchemaElement) -> SchemaElement {
        guard case .start(let former) = lineage.origin(of: element) else { return element }
        return former
    }

    func allRows(of table: String) -> ConcernedRows { .all(of: formerName(of: table)) }

    /// The rows in which all of these columns, which exist before the plan, have values.
    func rows(with columns: [String], of table: String) -> ConcernedRows {
        .present(formerNames(of: columns, in: table), of: formerName(of: table))
    }

    func rows(without column: String, of table: String) -> ConcernedRows {
        .missing(former(.column(column, table: table)).name, of: formerName(of: table))
    }

    func rows(holding value: EnumValue, in columns: [String], of table: String) -> ConcernedRows {
        .holding(value, in: formerNames(of: columns, in: table), of: formerName(of: table))
    }

    private func formerNames(of columns: [String], in table: String) -> [String] {
        columns.map { former(.column($0, table: table)).name }
    }

    /// A hazard, or nil where none of the targets is concerned.
    ///
    /// - Parameter saysEngines: whether the message gets the engines added where not all targets are concerned.
    func hazard(
        _ kind: Hazard.Kind, _ table: String, _ rest: String? = nil, column: String? = nil,
        on engines: Set<Engine> = Set(Engine.allCases), rows: ConcernedRows? = nil, advice: [String] = [],
        saysEngines: Bool = true, _ message: String
    ) -> Hazard? {
        let concerned = engines.intersection(request.targets).sorted()
        guard !concerned.isEmpty else { return nil }
        let id = "\(kind.rawValue):\(table)" + (rest.map { ".\($0)" } ?? "")
        let place = !saysEngines || concerned.count == request.targets.count ? "" : PlanningMessages.on(concerned)
        return Hazard(
            kind: kind, id: id, table: table, column: column, message: message + place, engines: concerned,
            rows: rows, advice: advice)
    }
}

/// All hazards of a plan: by table, then by kind, then by id.
func findHazards(_ guardContext: GuardContext) -> [Hazard] {
    var hazards = guardContext.comparison.dropped.compactMap { guardContext.dropTable($0) }
    for difference in guardContext.comparison.kept
    where !guardContext.comparison.createdFrameworks.contains(difference.name) {
        hazards += guardContext.columnHazards(difference)
        hazards += guardContext.enumHazards(difference)
        hazards += guardContext.keyHazards(difference)
        hazards += guardContext.foreignKeyHazards(difference)
        hazards += guardContext.checkHazards(difference)
    }
    let order = Dictionary(Hazard.Kind.allCases.enumerated().map { ($1, $0) }) { first, _ in first }
    var seen: Set<Hazard> = []
    return hazards.filter { seen.insert($0).inserted }
        .sorted { ($0.table, order[$0.kind] ?? 0, $0.id) < ($1.table, order[$1.kind] ?? 0, $1.id) }
}

extension GuardContext {
    fileprivate func dropTable(_ table: Table) -> Hazard? {
        guard !request.frameworkTables.contains(table.name) else { return nil }
        let advice = comparison.created.filter { created in
            let known = Set(created.columns.map(\.name))
            return table.columns.count { known.contains($0.name) } * 2 > table.columns.count
        }.map { PlanningMessages.renameTableAdvice(from: table.name, to: $0.name) }
        return hazard(
            .dropTable, table.name, rows: allRows(of: table.name), advice: advice,
            PlanningMessages.dropTable(table.name))
    }
}
