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
        var proved = 0
        for seed in Seeds.first(15) {
            let random = RandomPlan(seed, targets: Set(Engine.allCases)) { $0.withoutCollations }
            switch try prove(random.request, on: server.url) {
            case .proved: proved += 1
            case .impossible: break
            case .failed(let failure): Issue.record("seed \(seed): \(failure)")
            }
        }
        #expect(proved > (server == .postgresql ? 10 : 2), "only \(proved) of 15")
    }

    @Test(arguments: ProofServer.available) func `leaves nothing behind, also where it fails`(server: ProofServer)
        throws
    {
        let table = Table("t", columns: [Column("id", .bigInteger, identity: true)], primaryKey: ["id"])
        let wrong = ProofRequest(
            before: Schema([table]), after: Schema(), migrations: [Migration(id: "m", batch: "1", changes: [])],
            hazards: [], targets: [])
        guard case .failed = try prove(wrong, on: server.url) else {
            Issue.record("it was taken")
            return
        }
        let catalogue = try ScratchDatabase(on: server.url)
        let left = try catalogue.connection.rows(
            "SELECT count(*) FROM information_schema.schemata WHERE schema_name LIKE '\(ScratchDatabase.namePrefix)%'")
        #expect(left.first?.first == .integer(1), "the one that was made to look for others")
    }
}

extension Schema {
    /// Those of the random schemas are SQLite's.
    fileprivate var withoutCollations: Schema {
        Schema(
            tables.map { table in
                var table = table
                table.columns = table.columns.map { column in
                    var column = column
                    column.collation = nil
                    return column
                }
                return table
            })
    }
}
