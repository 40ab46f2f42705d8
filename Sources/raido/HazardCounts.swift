import Raido
import RaidoPlanning
import RaidoProject
import RaidoSQL

/// The queries that count the rows of a plan's findings, on each engine that the plan is for.
struct HazardCounts {
    /// One spelling of a query, and the engines that it is for.
    struct Query {
        var engines: [Engine]
        var text: String
    }

    private let queries: [Engine: CountQueries]

    init(_ plan: Plan, from before: Schema) throws(SchemaMismatch) {
        var queries: [Engine: CountQueries] = [:]
        let migrations = plan.migrations.map(\.changes)
        for engine in Set(plan.hazards.flatMap(\.engines)) {
            queries[engine] = try CountQueries(engine, of: migrations, on: before)
        }
        self.queries = queries
    }

    /// The different spellings, in the order of engines.
    func queries(for hazard: Hazard) -> [Query] {
        guard let rows = hazard.rows else { return [] }
        var found: [Query] = []
        for engine in hazard.engines {
            guard let text = queries[engine]?.query(for: rows) else { continue }
            if let known = found.firstIndex(where: { $0.text == text }) {
                found[known].engines.append(engine)
            } else {
                found.append(Query(engines: [engine], text: text))
            }
        }
        return found
    }
}
