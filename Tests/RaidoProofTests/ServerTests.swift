import Raido
import RaidoPlanning
import RaidoPlatform
import RaidoProof
import RaidoRunner
import RaidoTestSupport
import Testing

/// The servers that `Scripts/databases` starts.
enum ProofServer: String, CaseIterable, CustomTestStringConvertible {
    case postgresql, mariadb, mysql

    var testDescription: String { rawValue }

    var engine: Engine {
        switch self {
        case .postgresql: .postgresql
        case .mariadb: .mariadb
        case .mysql: .mysql
        }
    }

    /// A random schema without what the server does not know.
    func adapt(_ schema: Schema) -> Schema {
        switch self {
        case .postgresql: schema.withCollationOfPostgreSQL()
        case .mariadb, .mysql: schema.withoutWhatMySQLRefuses()
        }
    }

    var url: String? {
        Platform.environment("RAIDO_\(rawValue.uppercased())_URL").flatMap { $0.isEmpty ? nil : $0 }
    }

    static let available = allCases.filter { server in
        if server.url == nil { print("RAIDO_\(server.rawValue.uppercased())_URL is not set: no proof is tried there") }
        return server.url != nil
    }
}

@Suite(.serialized) struct `A proof on a server` {
    @Test(arguments: ProofServer.available) func `holds for plans between random schemas`(server: ProofServer) throws {
        var law = ProofLaw(on: server.url)
        for seed in Seeds.first(150) {
            try law.hold(RandomPlan(seed, targets: [server.engine], adapting: server.adapt), seed: seed)
        }
        law.expectRows()
    }

    @Test(arguments: ProofServer.available) func `takes no other spelling for a difference`(server: ProofServer) throws
    {
        let table = Table(
            "t",
            columns: [
                Column("id", .bigInteger, identity: true), Column("b", .boolean, nullable: true),
                Column("c", .time, nullable: true),
            ], primaryKey: ["id"],
            checks: [
                CheckConstraint("ck_c", "c = '23:58' or c not in ('01:02:03', '04:05')"),
                CheckConstraint("ck_b", "(b and not b) or (b is true or b is not true)"),
            ])
        var wider = table
        wider.columns.append(Column("n", .integer, nullable: true))
        wider.columns[1].isNullable = false
        var hints = Hints()
        hints.fills[.init(table: "t", column: "b")] = .boolean(true)
        let plan = plan(
            PlanRequest(
                before: Schema([table]), after: Schema([wider]), hints: hints, batch: "1", targets: [server.engine]))
        let request = ProofRequest(
            before: Schema([table]), after: Schema([wider]), migrations: plan.migrations, hazards: plan.hazards,
            targets: [server.engine])
        guard case .proved = try prove(request, on: server.url) else {
            Issue.record("\(try prove(request, on: server.url))")
            return
        }
    }

    @Test(arguments: ProofServer.available) func `takes a person's own conversion to an enum`(server: ProofServer)
        throws
    {
        for request in ConversionsToEnum.requests(for: server.engine) {
            guard case .proved = try prove(request, on: server.url) else {
                Issue.record("\(request.before): \(try prove(request, on: server.url))")
                continue
            }
        }
    }

    @Test(arguments: ProofServer.available) func `takes a value that a person's conversion does not give for theirs`(
        server: ProofServer
    ) throws {
        #expect(try isProved(PersonsConversion.request([server.engine]), on: server.url))
    }

    /// Whether it is so within some seconds.
    private func isTrueSoon(_ condition: () throws -> Bool) throws -> Bool {
        for _ in 1...200 {
            if try condition() { return true }
            Platform.sleep(milliseconds: 50)
        }
        return false
    }

    @Test(arguments: ProofServer.available) func `leaves nothing behind, also where it fails`(server: ProofServer)
        throws
    {
        let catalogue = try ScratchDatabase(on: server.url)
        let table = Table("t", columns: [Column("id", .bigInteger, identity: true)], primaryKey: ["id"])
        let wrong = ProofRequest(
            before: Schema([table]), after: Schema(), migrations: [Migration(id: "m", batch: "1", changes: [])],
            hazards: [], targets: [])
        guard case .failed = try prove(wrong, on: server.url) else {
            Issue.record("it was taken")
            return
        }
        // Other tests hold the locks of theirs, until shortly before they are gone.
        let query =
            server == .postgresql
            ? """
            SELECT nspname FROM pg_namespace WHERE nspname LIKE 'raido_proof_%' AND nspname <> current_schema()
            AND pg_try_advisory_lock(hashtextextended(nspname::text, 0))
            """
            : """
            SELECT schema_name FROM information_schema.schemata
            WHERE schema_name LIKE 'raido_proof_%' AND is_free_lock(schema_name)
            """
        #expect(try isTrueSoon { try catalogue.connection.rows(query).isEmpty })
    }

    @Test(arguments: ProofServer.available)
    func `removes what a killed one left, and nothing that is used or another's`(server: ProofServer) throws {
        let kind = server == .postgresql ? "SCHEMA" : "DATABASE"
        let number = String(UInt64.random(in: 1 << 60...UInt64.max), radix: 16)
        let (left, others) = ("raido_proof_\(number)", "raido_proof_\(number)_of_mine")
        let used = try ScratchDatabase(on: server.url)
        for name in [left, others] { try used.connection.run("CREATE \(kind) \(name)") }
        defer { _ = try? used.connection.run("DROP \(kind) \(others)") }
        let next = try ScratchDatabase(on: server.url)
        func found() throws -> [String] {
            try next.connection.rows(
                "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'raido_proof_%'"
            ).map { "\($0[0])" }
        }
        // Another test's may be at it.
        #expect(try isTrueSoon { try !found().contains { $0.contains("\(left)\"") } })
        let names = try found()
        #expect(names.contains { $0.contains(others) }, "\(names)")
        let own = server == .postgresql ? "SELECT current_schema()::text" : "SELECT DATABASE()"
        let name = try #require(used.connection.rows(own).first?.first)
        #expect(names.contains("\(name)"), "\(names)")
    }
}

/// A conversion that has no value for some texts, into a column that takes no NULL and has a default.
enum PersonsConversion {
    static func request(_ targets: Set<Engine>) -> ProofRequest {
        func table(_ column: Column) -> Table {
            Table("t", columns: [Column("id", .bigInteger, identity: true), column], primaryKey: ["id"])
        }
        let (old, new) = (Column("n", .varchar(20)), Column("n", .integer, default: .integer(5)))
        let (before, after) = (Schema([table(old)]), Schema([table(new)]))
        var hints = Hints()
        hints.usings[.init(table: "t", column: "n")] = "CASE WHEN length(n) > 3 THEN 7 END"
        let plan = plan(PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: targets))
        return ProofRequest(
            before: before, after: after, migrations: plan.migrations, hazards: plan.hazards, targets: targets)
    }
}

/// Whether a plan is proved; else it says why not.
func isProved(_ request: ProofRequest, on url: String?) throws -> Bool {
    let result = try prove(request, on: url)
    if case .proved = result { return true }
    Issue.record("\(result)")
    return false
}
