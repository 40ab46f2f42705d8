import Foundation
import Raido
import RaidoProject
import Testing

/// What `raido up` does where there is nothing to apply.
@Suite struct IdleRunTests {
    /// What an idle run did.
    private struct Calls {
        /// The files below the project's folder of migrations that it opened.
        var migrationFiles: [Substring] = []
        /// How often it sent anything to a server.
        var sent = 0
    }

    private func writeHistory(_ count: Int, in project: ScratchProject) throws {
        let migrations = (1...count).map { number in
            let digits = String(repeating: "0", count: 6 - "\(number)".count) + "\(number)"
            let table = Table("t\(number)", columns: [Column("a", .integer)])
            return Migration(
                id: "m20260131_\(digits)_001_step", batch: "20260131_\(digits)",
                // A server takes its time for each table, and an idle run looks at none.
                changes: number > 5 ? [] : [.createTable(table)])
        }
        for migration in migrations {
            try project.write(swiftSource(of: migration, summary: "A step."), to: "migration/\(migration.id).swift")
        }
        try project.write(Registry(ids: migrations.map(\.id)).text, to: "migration/Migrations.swift")
    }

    /// Applies so many migrations, and watches a run after that.
    private func idleCalls(_ count: Int, on engine: Engine) throws -> Calls {
        let project = try ScratchProject()
        try writeHistory(count, in: project)
        let trace = project.folder.appendingPathComponent("trace").path
        var calls = Calls()
        try withDatabase(of: engine) { database in
            let up = ["up", "--database", database.url]
            let applied = try run(.raido, up, in: project.folder)
            #expect(applied.output.hasSuffix("Applied \(count) migrations.\n"), "\(applied)")
            // A file that changed within two seconds before the cache was written is read again.
            Thread.sleep(forTimeInterval: 2.1)
            for _ in 1...2 {
                let idle = try run(
                    "/usr/bin/strace",
                    ["-qq", "-o", trace, "-e", "trace=open,openat,sendto", BuiltProgram.raido.path] + up,
                    in: project.folder)
                #expect(idle.status == 0 && idle.output.hasSuffix("Nothing to apply.\n"), "\(idle)")
            }
        }
        for line in try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("sendto(") { calls.sent += 1 }
            if line.hasPrefix("open"), line.contains(".swift\"") { calls.migrationFiles.append(line) }
        }
        return calls
    }

    @Test(arguments: TestDatabase.engines)
    func `a run without work opens no migration's file and asks as much for a thousand as for ten`(
        engine: Engine
    ) throws {
        let (few, many) = (try idleCalls(10, on: engine), try idleCalls(1_000, on: engine))
        #expect(few.migrationFiles == [] && many.migrationFiles == [])
        #expect(few.sent == many.sent && (few.sent > 0) == (engine != .sqlite))
    }
}
