import Raido
import RaidoPlanning
import RaidoTestSupport
import Testing

@Suite struct LawTests {
    private func pair(_ seed: UInt64) -> (Schema, Schema, Hints) {
        var generator = SplitMix64(seed: seed)
        let before = randomSchema(using: &generator)
        if generator.chance(15) { return (before, randomSchema(using: &generator), Hints()) }
        let (after, hints) = randomSuccessor(of: before, using: &generator)
        return (before, after, hints)
    }

    @Test(arguments: Seeds.first(600))
    func replayOfAPlanGivesTheTarget(seed: UInt64) throws {
        let (before, after, hints) = pair(seed)
        let plan = plan(PlanRequest(before: before, after: after, hints: hints, batch: "20260131_120000"))
        #expect(plan.fault == nil)
        #expect(plan.after == after)
        #expect(plan.after.firstDifference(from: after) == nil)
    }

    @Test(arguments: Seeds.first(600))
    func replayOfTheInverseGivesTheSource(seed: UInt64) throws {
        let (before, after, hints) = pair(seed)
        let plan = plan(PlanRequest(before: before, after: after, hints: hints, batch: "20260131_120000"))
        var schema = after
        for migration in plan.migrations.reversed() { schema = try schema.applying(try migration.inverse()) }
        #expect(schema == before)
        #expect(before.firstDifference(from: schema) == nil)
    }

    @Test(arguments: Seeds.first(300))
    func aSecondPlanIsEmpty(seed: UInt64) {
        let (_, after, hints) = pair(seed)
        let plan = plan(PlanRequest(before: after, after: after, hints: hints, batch: "20260131_120000"))
        #expect(plan.migrations == [])
        #expect(plan.hazards == [])
    }
}
