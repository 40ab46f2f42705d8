import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlanning
import RaidoPlatform
import RaidoProject
import RaidoProof

/// Times the stages against one another within one run, so that the figures hold on any machine.
///
///     swift build -c release && swift run -c release raido-benchmarks
@main
enum Benchmarks {
    static func main() throws {
        let folder = "/tmp/raido-benchmark-\(Platform.processID)"
        try Platform.makeFolder(folder)
        let plain = Array(repeating: "let value = [1, 2, 3] // no block in this line, only text\n", count: 350).joined()
        let models = (0..<1000).map(model)
        var paths: [String] = []
        for place in 0..<1000 {
            paths.append("\(folder)/plain\(place).swift")
            try Platform.write(Array(plain.utf8), to: paths[place], mode: .overwrite)
        }
        defer { _ = try? Platform.run("/bin/rm", ["-r", folder]) }

        let reading = try time { for path in paths { _ = try Platform.read(path) } }
        let files = try paths.map { SourceFile(path: $0, bytes: try Platform.read($0)) }
        let scanning = try time { _ = try read(files) }
        row("1,000 files of 20 KB without a block", "scanning / reading them", scanning / reading)

        let text = String(repeating: "let value = [1, 2, 3] // \"no\" block, only text\n", count: 1_150_000)
        let (fifty, hundred) = (text + models[0], text + text + models[0])
        let halfFile = try time { _ = try read([SourceFile(path: "a.swift", bytes: Array(fifty.utf8))]) }
        let wholeFile = try time { _ = try read([SourceFile(path: "a.swift", bytes: Array(hundred.utf8))]) }
        row("a file of 100 MB with a model at its end", "reading it / reading one of 50 MB", wholeFile / halfFile)

        let sources = models.enumerated().map { SourceFile(path: "\($0).swift", bytes: Array($1.utf8)) }
        let half = try time { _ = try read(Array(sources.prefix(500))) }
        let whole = try time { _ = try read(sources) }
        row("1,000 models of 14 fields", "reading all / reading half", whole / half)

        let schema = try read(sources).schema
        let first = try read(Array(sources.prefix(500))).schema
        let planHalf = time { _ = makePlan(Schema(), first) }
        let planWhole = time { _ = makePlan(Schema(), schema) }
        row("creating 1,000 tables", "planning all / planning half", planWhole / planHalf)
        row("creating 1,000 tables", "planning / reading the models", planWhole / whole)
        let nothing = time { _ = makePlan(schema, schema) }
        row("1,000 tables that did not change", "planning / reading the models", nothing / whole)

        try timeProof(of: schema, reading: whole)

        let fewFields = try timeFields(5_000)
        let manyFields = try timeFields(10_000)
        row("10,000 fields added to a model", "planning and printing / those of 5,000", manyFields / fewFields)

        let migrations = makePlan(Schema(), schema).migrations
        let printing = try time { for migration in migrations { _ = try swiftSource(of: migration, summary: "") } }
        row("1,000 migrations", "printing / reading the models", printing / whole)

        try timeIdleRuns(of: migrations, in: folder)
    }

    private static func timeIdleRuns(of migrations: [Migration], in folder: String) throws {
        guard let idle = try IdleRun(beside: CommandLine.arguments[0]) else {
            return print("not measured: 'raido up' without work; build all with 'swift build -c release' first")
        }
        for count in [1, 100, 1_000] {
            let ratio = try idle.ratio(of: Array(migrations.prefix(count)), in: "\(folder)/idle\(count)")
            row("'raido up' with \(count) migrations applied", "running it / reading the history with sqlite3", ratio)
        }
    }

    /// A change of one table, which refers to another one, and so on.
    private static func timeProof(of schema: Schema, reading: Double) throws {
        var changed = schema
        changed["model_500"]?.columns.append(Column("note", .text, nullable: true))
        let planning = time { _ = makePlan(schema, changed) }
        let plan = makePlan(schema, changed)
        let request = ProofRequest(
            before: schema, after: changed, migrations: plan.migrations, hazards: plan.hazards, targets: [.sqlite])
        let proving = try time {
            guard case .proved = try prove(request) else { preconditionFailure("the plan does not hold") }
        }
        row("1,000 tables, one of them changed", "proving / reading and planning", proving / (reading + planning))
        // A promise of the tool's: less than 100 ms on any machine that somebody works at.
        row("1,000 tables, one of them changed", "proving / 100 ms", proving / 0.1)
    }

    /// Plans and prints what adds so many fields to a model of one.
    private static func timeFields(_ count: Int) throws -> Double {
        let before = Table("t", columns: [Column("id", .bigInteger, identity: true)], primaryKey: ["id"])
        var after = before
        after.columns += (0..<count).map { Column("f\($0)", .integer, default: .integer(Int64($0))) }
        return try time {
            for migration in makePlan(Schema([before]), Schema([after])).migrations {
                _ = try swiftSource(of: migration, summary: "")
            }
        }
    }

    private static func model(_ number: Int) -> String {
        let fields = (0..<12).map { "        field_\($0): text [required, max_length: \(20 + $0)],\n" }.joined()
        let relation = number == 0 ? "" : "    relations: { belongs_to: Model\(number / 2) via parent_id [cascade] },\n"
        return """
            model! {
                Model\(number),
                table: "model_\(number)",
                fields: {
            \(fields)        parent_id: bigint,
                    number: int [default: \(number), min: 0, check],
                },
            \(relation)    meta: { indexes: [(field_1, -field_2)] },
            }

            """
    }

    private static func read(_ files: [SourceFile]) throws -> ReadModels {
        try readModels(files, frameworks: [], knownFrameworkTables: [], options: LanguageOptions())
    }

    private static func makePlan(_ before: Schema, _ after: Schema) -> Plan {
        plan(PlanRequest(before: before, after: after, batch: "20260131_120000"))
    }

    /// The shortest of five runs, in seconds.
    private static func time(_ work: () throws -> Void) rethrows -> Double {
        var best = Double.infinity
        for _ in 0..<5 {
            let start = Platform.monotonicSeconds()
            try work()
            best = min(best, Platform.monotonicSeconds() - start)
        }
        return best
    }

    private static func row(_ what: String, _ ratio: String, _ value: Double) {
        let hundredths = Int((value * 100).rounded())
        let fraction = hundredths % 100
        print("\(what): \(ratio) = \(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)")
    }
}
