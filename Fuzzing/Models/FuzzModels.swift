import Raido
import RaidoConsole
import RaidoFuzzSupport
import RaidoLanguage
import RaidoPlanning
import RaidoProject
import RaidoSQL

// Models are read, planned, printed, kept and rendered, whatever they say. What is refused is refused at a place in the
// file; what is accepted goes all the way.

private func read(_ bytes: [UInt8]) {
    let file = SourceFile(fuzzed: bytes)
    do throws(DiagnosticsError) {
        let models = try readModels([file], frameworks: [], knownFrameworkTables: [], options: LanguageOptions())
        checkPlaces(of: models.warnings, in: file)
        check(models)
    } catch {
        checkPlaces(of: error.diagnostics, in: file)
    }
}

private func check(_ models: ReadModels) {
    let plan = plan(
        PlanRequest(
            before: Schema(), after: models.schema, hints: models.hints, frameworkTables: models.frameworkTables,
            frameworkBases: models.frameworkBases, batch: "20260131_120000"))
    precondition(plan.fault == nil, "the plan does not give what the models ask for: \(plan.fault as Any)")
    for (migration, summary) in zip(plan.migrations, plan.summaries) {
        do { _ = try swiftSource(of: migration, summary: summary.sentence) } catch { fatalError("\(error)") }
        for engine in Engine.allCases { _ = try? render(migration.changes, on: Schema(), for: engine) }
    }
    for table in models.schema.tables { checkSnapshot(of: table) }
}

private func checkSnapshot(of table: Table) {
    let written = Snapshot(table: table, lastMigration: "m20260131_120000_001_create", isFramework: false)
    let file = SourceFile(path: written.path, bytes: Array(written.text.utf8))
    do throws(ProjectError) {
        let read = try Snapshot(reading: file, isFramework: false)
        precondition(read.table == table, "the snapshot reads back to something else")
    } catch {
        fatalError("the snapshot cannot be read: \(error.message)\n\(written.text)")
    }
}

/// What libFuzzer calls with one input after another.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    read(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
