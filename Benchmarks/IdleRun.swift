import Raido
import RaidoPlatform
import RaidoProject

/// A run of `raido up` that has nothing to apply, against a process that opens the same database and reads the same
/// table: `sqlite3`.
struct IdleRun {
    private static let database = "app.sqlite"
    private static let pairs = 101

    private let raido: String

    /// - Parameter program: This program; `raido` is built beside it.
    init?(beside program: String) throws {
        let path = Path.isAbsolute(program) ? program : Path.join(try Platform.workingFolder(), program)
        raido = Path.join(Path.folder(of: path), "raido")
        guard try Platform.status(of: raido) != nil else { return nil }
    }

    /// The median of what one takes in units of the other, run by turns.
    func ratio(of migrations: [Migration], in folder: String) throws -> Double {
        let home = try Platform.workingFolder()
        try Platform.makeFolder(folder)
        try Platform.enterFolder(folder)
        try Platform.makeFolder("migration")
        for migration in migrations {
            let text = try swiftSource(of: migration, summary: "A table.")
            try Platform.write(Array(text.utf8), to: "migration/\(migration.id).swift", mode: .createNew)
        }
        let list = Registry(ids: migrations.map(\.id)).text
        try Platform.write(Array(list.utf8), to: "migration/\(Registry.fileName)", mode: .createNew)
        _ = try up()
        // A file that changed within two seconds before the cache was written is read again.
        Platform.sleep(milliseconds: 2_100)
        _ = try up()
        var ratios: [Double] = []
        for _ in 0..<Self.pairs {
            let (ours, words) = try time(up)
            precondition(words.hasSuffix("Nothing to apply.\n"), words)
            let (plain, rows) = try time(countHistory)
            precondition(rows == migrations.count, "sqlite3 finds \(rows) rows")
            ratios.append(ours / plain)
        }
        try Platform.enterFolder(home)
        return ratios.sorted()[Self.pairs / 2]
    }

    private func up() throws -> String {
        let outcome = try Platform.run(raido, ["up", "--database", "sqlite:\(Self.database)"], withErrors: true)
        let text = String(decoding: outcome.output, as: UTF8.self)
        precondition(outcome.status == 0, text)
        return text
    }

    /// How many rows the history has, all of which are read.
    private func countHistory() throws -> Int {
        let outcome = try Platform.run("/usr/bin/sqlite3", [Self.database, "SELECT * FROM _raido_migrations"])
        precondition(outcome.status == 0, "sqlite3 cannot read the history")
        return outcome.output.count { $0 == UInt8(ascii: "\n") }
    }

    private func time<Outcome>(_ work: () throws -> Outcome) rethrows -> (seconds: Double, outcome: Outcome) {
        let start = Platform.monotonicSeconds()
        let outcome = try work()
        return (Platform.monotonicSeconds() - start, outcome)
    }
}
