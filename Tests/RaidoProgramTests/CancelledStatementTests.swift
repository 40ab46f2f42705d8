import Foundation
import Raido
import RaidoProject
import Testing

/// `raido up` is ended while a statement runs that would not end by itself.
@Suite(.enabled(if: TestServer(.postgresql) != nil)) struct CancelledStatementTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func `PostgreSQL is asked to cancel the statement of a program that a signal ends`(signal: Int32) throws {
        let id = "m20260601_000000_001_wait"
        let migration = Migration(
            id: id, batch: "20260601_000000", changes: [.sql(RawSQL(up: ["SELECT pg_sleep(3600)"], down: []))])
        let project = try ScratchProject([
            "migration/\(id).swift": swiftSource(of: migration, summary: "Waits."),
            "migration/Migrations.swift": Registry(ids: [id]).text,
        ])
        try withDatabase(of: .postgresql) { database in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: BuiltProgram.raido.path)
            process.arguments = ["up", "--database", database.url]
            process.currentDirectoryURL = project.folder
            (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
            try process.runWithSignals()
            let running = """
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(3600)%'
                AND state = 'active' AND pid <> pg_backend_pid()
                """
            while process.isRunning, try database.ask(running) != "1" { usleep(5000) }
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
            // The server looks for what it is asked between two steps.
            var left = "1"
            for _ in 1...2000 where left != "0" {
                left = try database.ask(running)
                usleep(5000)
            }
            #expect(left == "0")
            _ = try database.ask(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(3600)%' AND pid <> pg_backend_pid()"
                    + " AND datname = current_database()")
        }
    }
}
