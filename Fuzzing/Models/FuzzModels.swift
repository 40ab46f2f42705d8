import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlanning
import RaidoProject
import RaidoSQL

// Scanner, parser and lowering take any bytes. What they refuse is refused at a place in the file; what they accept
// can be planned, printed, kept and rendered.

/// The first byte of an input chooses the language of the file, so that both scanners are tried, and whether what has
/// mistakes of syntax is read on: nearly everything has, and reading on takes ten times as long.
private func read(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let file = SourceFile(path: first % 2 == 0 ? "fuzzed.swift" : "fuzzed.rs", bytes: Array(bytes.dropFirst()))
    let (blocks, mistakes) = readSyntax(of: file)
    check(mistakes, in: file)
    if mistakes.isEmpty ? blocks > 0 : first >= 0x80 { readOn(file) }
}

private func readOn(_ file: SourceFile) {
    do throws(DiagnosticsError) {
        let models = try readModels([file], frameworks: [], knownFrameworkTables: [], options: LanguageOptions())
        check(models.warnings, in: file)
        check(models)
    } catch {
        check(error.diagnostics, in: file)
    }
}

private func check(_ diagnostics: [Diagnostic], in file: SourceFile) {
    for diagnostic in diagnostics {
        guard let span = diagnostic.span else { fatalError("a message without a place: \(diagnostic.message)") }
        precondition(span.path == file.path && 0 <= span.start && span.start <= span.end, diagnostic.message)
        precondition(span.end <= file.bytes.count, "a place past the end of the file: \(diagnostic.message)")
    }
    for reader in DiagnosticFormat.Reader.allCases {
        _ = DiagnosticFormat(reader: reader, sources: [file]).render(diagnostics)
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
