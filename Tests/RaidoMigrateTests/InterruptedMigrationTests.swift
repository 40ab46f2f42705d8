import RaidoPlatform
import Testing

@testable import RaidoMigrate
@testable import RaidoRunner

/// What is said about an interrupted migration.
@Suite struct InterruptedMigrationTests {
    private let unfinished = UnfinishedMigration(
        id: "m2", isReverting: false, checksum: "", step: 2, count: 3, statement: "SELECT 1", isMade: false, made: "",
        before: "", startedAt: "2026-01-31T12:00:00Z")

    @Test func `a program that reads files asks for the file, and a compiled one for another program`() {
        let error = MigratorError.unfinished(unfinished, .unknown)
        #expect("\(error)".contains("this program does not have it. Run 'migrate up' with a program that has it."))
        #expect(MigrateMessages.resume(unfinished, isMissing: true).contains("'migrate up' in a program that has it"))
        ProgramName.$current.withValue("raido") {
            #expect("\(error)".contains("it has no file in the migrations folder. Restore the file"), "\(error)")
            #expect("\(error)".contains("run 'raido mark-reverted m2'"), "\(error)")
            #expect(MigrateMessages.resume(unfinished, isMissing: true).contains("'raido up' with its file restored"))
        }
    }

    @Test func `status counts it neither as applied nor as pending`() {
        let done = Migrator.Status(id: "m1", batch: "1", state: .applied, appliedAt: "2026-01-31T12:00:00Z")
        let next = Migrator.Status(id: "m3", batch: "1", state: .pending)
        var begun = Migrator.Status(id: "m2", batch: "1", state: .interrupted, unfinished: unfinished)
        #expect(MigrateMessages.numbers(of: [done, next]) == "1 migration applied, 1 pending.")
        #expect(MigrateMessages.numbers(of: [done, begun, next]) == "1 migration applied, 1 pending, 1 interrupted.")
        begun.state = .running
        #expect(MigrateMessages.numbers(of: [begun]) == "0 migrations applied, 0 pending, 1 running.")
    }
}
