import Raido
import RaidoRunner
import RaidoSQL

extension ScratchDatabase {
    /// Makes a schema in the empty database and fills it, before foreign keys look at rows.
    ///
    /// - Returns: What `fill` gives.
    func make(
        _ schema: Schema, fill: (any Connection) throws(DatabaseError) -> Int
    ) throws(Trial.Obstacle) -> Int {
        guard let checks = database.engine.dialect.foreignKeyChecks else { return try makeKeysLast(schema, fill: fill) }
        try run(checks.off)
        try make(schema.tables.map(Change.createTable), on: Schema())
        let rows = try fillingAsApplication(fill)
        if let on = checks.on { try run(on) }
        return rows
    }

    private func makeKeysLast(
        _ schema: Schema, fill: (any Connection) throws(DatabaseError) -> Int
    ) throws(Trial.Obstacle) -> Int {
        let bare = schema.mapTables { table in
            var table = table
            table.foreignKeys = []
            return table
        }
        try make(bare.tables.map(Change.createTable), on: Schema())
        let rows = try fillingAsApplication(fill)
        let keys = schema.tables.flatMap { table in
            table.foreignKeys.map { Change.addForeignKey($0, to: table.name) }
        }
        try make(keys, on: bare)
        return rows
    }

    private func make(_ changes: [Change], on schema: Schema) throws(Trial.Obstacle) {
        guard !changes.isEmpty else { return }
        let id = "start\(schema.tables.count)"
        var steps: [Step] = []
        do { steps = try render(changes, on: schema, for: database.engine) } catch { throw .impossible("\(error)") }
        do throws(MigratorError) {
            try make(changes, by: steps, as: .add(id: id, batch: id, checksum: ""))
        } catch {
            guard let failure = error.failureOfMigration else { throw .lost(error) }
            if failure.isStopped { throw .stopped(after: seconds) }
            throw .impossible("\(failure)")
        }
    }

    private func run(_ sql: String) throws(Trial.Obstacle) {
        _ = try filling { (connection) throws(DatabaseError) in
            try connection.run(sql)
            return 0
        }
    }

    private func fillingAsApplication(
        _ fill: (any Connection) throws(DatabaseError) -> Int
    ) throws(Trial.Obstacle) -> Int {
        try filling { (connection) throws(DatabaseError) in
            try asApplication { () throws(DatabaseError) in try fill(connection) }
        }
    }

    private func filling(_ fill: (any Connection) throws(DatabaseError) -> Int) throws(Trial.Obstacle) -> Int {
        do { return try fill(connection) } catch {
            if error.kind == .stopped { throw .stopped(after: seconds) }
            throw .lost(.database(.database(error, doing: "fill the tables")))
        }
    }
}
