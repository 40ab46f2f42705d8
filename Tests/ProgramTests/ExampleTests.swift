import Foundation
import Raido
import RaidoExample
import RaidoProject
import RaidoRunner
import RaidoSQL
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

    @Test func itIsAppliedRevertedAndAppliedAgain() throws {
        let project = try ScratchProject()
        let url = "sqlite:\(project.folder.path)/app.sqlite"
        let wanted = normalised(try schema(of: migrations), for: .sqlite)

        #expect(try run(.migrate, ["up", "--database", url], in: project.folder).status == 0)
        #expect(try openDatabase(url).inspect() == wanted)

        let down = try run(.migrate, ["down", "--all", "--database", url], in: project.folder)
        #expect(down.status == 0, "\(down)")
        #expect(try openDatabase(url).inspect() == Schema())

        #expect(try run(.migrate, ["up", "--database", url], in: project.folder).status == 0)
        #expect(try openDatabase(url).inspect() == wanted)
    }

    @Test func theSQLItPrintsIsWhatTheShellOfSQLiteAccepts() throws {
        let project = try ScratchProject()
        let script = try run(.migrate, ["sql", "--database", "sqlite:none.sqlite"], in: project.folder)
        #expect(script.status == 0)
        try project.write(script.output, to: "up.sql")
        let shell = try run("/usr/bin/sqlite3", ["-bail", "shell.sqlite", ".read up.sql"], in: project.folder)
        #expect(shell == Outcome(status: 0, output: shell.output, errors: ""))
        let made = try openDatabase("sqlite:\(project.folder.path)/shell.sqlite").inspect()
        #expect(made == normalised(try schema(of: migrations), for: .sqlite))
    }
}
