import Raido
import RaidoPlanning
import RaidoPlatform
import RaidoTestSupport
import Testing

@testable import RaidoRunner

/// Where migrations are applied to count what that takes.
enum CostPlace: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgresql, mariadb, mysql

    var testDescription: String { rawValue }

    var url: String? {
        switch self {
        case .sqlite: nil
        case .postgresql, .mariadb, .mysql:
            Platform.environment("RAIDO_\(rawValue.uppercased())_URL").flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    var engine: Engine {
        switch self {
        case .sqlite: .sqlite
        case .postgresql: .postgresql
        case .mariadb: .mariadb
        case .mysql: .mysql
        }
    }

    static var available: [CostPlace] {
        allCases.filter { place in
            if place == .sqlite || place.url != nil { return true }
            print("\(place) is not tested: no URL is set")
            return false
        }
    }
}

@Suite struct `What the migrator asks of a database` {
    private struct Cost {
        var statements: Int
        var rows: Int
    }

    /// What going up and down takes where so many tables are created and each is altered.
    private func costs(_ count: Int, at place: CostPlace) throws -> (up: Cost, down: Cost) {
        let schema = Schema(large: count)
        var migrations: [Migration] = []
        for (batch, way) in [(Schema(), schema), (schema, schema.growing(every: 1))].enumerated() {
            migrations +=
                plan(PlanRequest(before: way.0, after: way.1, batch: "\(batch)", targets: [place.engine])).migrations
        }
        let cost = StatementCount()
        let scratch = try ScratchDatabase(on: place.url) { WatchedConnection($0, cost) }
        let migrator = try Migrator(fromTextOf: migrations, database: scratch.database)
        try migrator.up()
        let up = Cost(statements: cost.statements, rows: cost.rows)
        try migrator.down(.all, force: true)
        return (up, Cost(statements: cost.statements - up.statements, rows: cost.rows - up.rows))
    }

    @Test(arguments: CostPlace.available) func `grows with the number of migrations and no faster`(
        place: CostPlace
    ) throws {
        let (few, many) = (try costs(8, at: place), try costs(32, at: place))
        #expect(many.up.statements <= few.up.statements * 9 / 2, "\(few.up), then \(many.up)")
        #expect(many.up.rows <= few.up.rows * 9 / 2 + 20, "\(few.up), then \(many.up)")
        #expect(many.down.statements <= few.down.statements * 9 / 2, "\(few.down), then \(many.down)")
        // Servers are asked for all triggers and functions whenever a migration takes something away.
        guard place == .sqlite else { return }
        #expect(many.down.rows <= few.down.rows * 9 / 2 + 20, "\(few.down), then \(many.down)")
    }

    /// The statements of a run that has nothing to apply, and how many migrations it loaded.
    private func idleCosts(_ count: Int, at place: CostPlace) throws -> (statements: Int, loaded: Int) {
        let migrations = try readBack(
            (1...count).map { number in Migration(id: "m\(1_000_000 + number)", batch: "\(number)", changes: []) })
        let cost = StatementCount()
        let scratch = try ScratchDatabase(on: place.url) { WatchedConnection($0, cost) }
        try Migrator(fromTextOf: migrations, database: scratch.database).up()
        let before = cost.statements
        var loaded = 0
        let catalog = try MigrationCatalog(
            migrations.map { MigrationCatalog.Entry(id: $0.id, batch: $0.batch, checksum: $0.checksum) },
            load: { (id) throws(MigratorError) in
                loaded += 1
                throw .unknownMigration(id)
            })
        #expect(try Migrator(catalog: catalog, database: scratch.database).up() == [])
        return (cost.statements - before, loaded)
    }

    @Test(arguments: CostPlace.available) func `is the same for any number of migrations where none is to be applied`(
        place: CostPlace
    ) throws {
        let (few, many) = (try idleCosts(10, at: place), try idleCosts(1_000, at: place))
        #expect(few.statements == many.statements && few.statements > 0)
        #expect(few.loaded == 0 && many.loaded == 0)
    }
}
