import Foundation
import Raido
import RaidoExample
import RaidoProject
import RaidoRunner
import Testing

/// The example of this package: models in `entities/`, what the tool made of them in `migration/` and `snapshots/`.
@Suite struct ExampleTests {
    @Test func itsModelsMatchItsSnapshots() throws {
        let outcome = try run(.raido, ["check"], in: packageFolder)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.hasPrefix("No changes: 11 models and 1 extension match"))
    }

    @Test func itsMigrationsGiveItsSnapshots() throws {
        let snapshots = try loadSnapshots(at: packageFolder.appendingPathComponent("snapshots").path)
        #expect(try schema(of: migrations) == Schema(snapshots.map(\.table)))
    }

    @Test func itsHistoryTakesThreeRunsAndEveryKindOfChangeItSpeaksOf() {
        #expect(Set(migrations.map(\.batch)).count == 3)
        let changes = migrations.flatMap(\.changes).map { String("\($0)".prefix { $0 != "(" }) }
        for kind in [
            "createTable", "addColumn", "dropColumn", "renameColumn", "alterColumn", "addEnumValue", "renameEnumValue",
            "createEnum", "addIndex", "addForeignKey",
        ] {
            #expect(changes.contains(kind), "no \(kind)")
        }
    }
}
