import Raido
import RaidoPlanning
import RaidoProof
import RaidoTestSupport

/// A plan from one random schema to another.
struct RandomPlan {
    var before: Schema
    var after: Schema
    var plan: Plan

    init(_ seed: UInt64, targets: Set<Engine> = [.sqlite], adapting: (Schema) -> Schema = { $0 }) {
        var generator = SplitMix64(seed: seed)
        let first = randomSchema(using: &generator)
        let (second, hints) = randomSuccessor(of: first, using: &generator)
        before = adapting(first)
        after = adapting(second)
        plan = RaidoPlanning.plan(
            PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: targets))
    }

    var request: ProofRequest {
        ProofRequest(
            before: before, after: after, migrations: plan.migrations,
            warnedTables: warnedTables)
    }

    private var warnedTables: [Engine: Set<String>] {
        Dictionary(
            uniqueKeysWithValues: Engine.allCases.map { engine in
                (engine, Set(plan.hazards.filter { $0.engines.contains(engine) }.map(\.table)))
            })
    }
}
