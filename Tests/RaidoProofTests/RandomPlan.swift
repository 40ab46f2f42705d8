import Raido
import RaidoPlanning
import RaidoProof
import RaidoTestSupport

/// A plan from one random schema to another.
struct RandomPlan {
    var before: Schema
    var after: Schema
    var plan: Plan
    private let targets: Set<Engine>

    init(_ seed: UInt64, targets: Set<Engine> = [.sqlite], adapting: (Schema) -> Schema = { $0 }) {
        var generator = SplitMix64(seed: seed)
        let first = randomSchema(using: &generator)
        let (second, hints) = randomSuccessor(of: first, using: &generator)
        self.targets = targets
        before = adapting(first)
        after = adapting(second)
        plan = RaidoPlanning.plan(
            PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: targets))
    }

    var request: ProofRequest {
        ProofRequest(
            before: before, after: after, migrations: plan.migrations,
            hazards: plan.hazards, targets: targets)
    }
}
