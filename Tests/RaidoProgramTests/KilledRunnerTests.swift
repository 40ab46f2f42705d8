import Foundation
import Raido
import RaidoTestSupport
import Testing

/// `migrate` is ended with SIGKILL, run again, and must leave what a run without interruption leaves.
@Suite(.serialized) struct KilledRunnerTests {
    @Test(arguments: Trial.engines, Seeds.first(1))
    func aRunThatIsKilledAnywhereIsFinishedByTheNext(engine: Engine, seed: UInt64) throws {
        let undisturbed = try Trial(engine)
        let points = try undisturbed.points(of: "up", seed: seed)
        let wanted = try undisturbed.contents()
        #expect(wanted.contains("m3_add_phone"))
        var (kills, resumed) = (0, 0)
        for point in points {
            let trial = try Trial(engine)
            guard try trial.killed(at: point, "up") else { continue }
            kills += 1
            let again = try trial.migrate("up")
            #expect(again.status == 0, "\(point): \(again)")
            if again.output.contains("resuming there") { resumed += 1 }
            #expect(try trial.contents() == wanted, "\(point)")
            #expect(try trial.migrate("check").output.contains("No drift"), "\(point)")
        }
        #expect(kills > 0)
        #expect(!isThorough || engine == .sqlite || engine == .postgresql || resumed > 0)
        Share.print([engine.rawValue, "`up`: SIGKILL at a point", "\(kills)", "\(resumed)", "0"])
    }

    @Test(arguments: Trial.engines, Seeds.first(1))
    func soIsOneThatReverts(engine: Engine, seed: UInt64) throws {
        let undisturbed = try Trial(engine)
        #expect(try undisturbed.migrate("up").status == 0)
        let points = try undisturbed.points(of: "down", "2", "--force", seed: seed)
        let wanted = try undisturbed.sql("SELECT id, name, views FROM authors ORDER BY id").output
        let tables = try undisturbed.migrate("inspect").output
        var (kills, resumed) = (0, 0)
        for point in points {
            let trial = try Trial(engine)
            #expect(try trial.migrate("up").status == 0)
            guard try trial.killed(at: point, "down", "2", "--force") else { continue }
            kills += 1
            // As often as it takes: the batch that was begun, or both.
            for _ in 1...3 where try trial.sql("SELECT id FROM _raido_migrations").output.contains("m2_") {
                let again = try trial.migrate("down", "--force")
                #expect(again.status == 0, "\(point): \(again)")
                if again.output.contains("resuming there") { resumed += 1 }
            }
            #expect(try trial.sql("SELECT id, name, views FROM authors ORDER BY id").output == wanted, "\(point)")
            #expect(try trial.migrate("inspect").output == tables, "\(point)")
        }
        #expect(kills > 0)
        Share.print([engine.rawValue, "`down`: SIGKILL at a point", "\(kills)", "\(resumed)", "0"])
    }

    @Test(arguments: Trial.engines, [2, 8])
    func severalAtOnceApplyEverythingOnce(engine: Engine, count: Int) async throws {
        let rounds = isThorough ? 20 : 1
        for _ in 1...rounds {
            let trial = try Trial(engine)
            // Also the history table is made by one of them.
            _ = try trial.sql("DROP TABLE _raido_migrations; DROP TABLE authors")
            let (folder, url) = (trial.project.folder, trial.url)
            let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
                for _ in 1...count {
                    group.addTask { try run(.trial, ["up", "--database", url], in: folder) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.allSatisfy { $0.status == 0 }, "\(outcomes)")
            let applied = outcomes.map { $0.output.split(separator: "\n").count { $0.hasPrefix("↑") } }
            #expect(applied.reduce(0, +) == 3, "\(outcomes)")
            #expect(try trial.migrate("check").output.contains("No drift"))
        }
        Share.print([engine.rawValue, "\(count) runs of `up` at once", "\(rounds)", "–", "0"])
    }
}
