package import Raido
package import RaidoSQL

/// An empty database that nobody needs, to try things on: one of SQLite's in memory, or a schema (PostgreSQL) or
/// database (MySQL, MariaDB) of its own on a server, which is dropped with the value.
///
/// Its name is ``namePrefix`` and 16 hexadecimal digits, and as long as it is used, a lock of that name is held on the
/// server: what a killed program left behind is told by that, and dropped before the next one is made. Where the servers
/// of a cluster do not share locks (``ServerCluster``), nothing is dropped that way.
package final class ScratchDatabase {
    package static let namePrefix = "raido_proof_"

    /// How many seconds the one in memory may compute: the user's own SQL may never end.
    package let seconds: Int

    package let database: any Database
    package let connection: any Connection

    /// Drops what was made on the server.
    private let remove: () -> Void

    /// - Parameters:
    ///   - url: The server; nil for a database in memory.
    ///   - wrapping: Gives the connection that is used in place of the database's own.
    /// - Throws: ``MigratorError/open(_:)``, also where nothing may be made there.
    package convenience init(
        on url: String? = nil, seconds: Int = 60, wrapping: (any Connection) -> any Connection = { $0 }
    ) throws(MigratorError) {
        do throws(OpenError) {
            let engine = try url.map { (url) throws(OpenError) in try DatabaseURL(url).engine } ?? .default
            let driver = try DriverTrait(for: engine).driver()
            self.init(try driver.makeScratch(on: url, seconds: seconds, wrapping: wrapping))
        } catch { throw .open(error) }
    }

    init(_ place: ScratchPlace) {
        seconds = place.seconds
        database = place.database
        connection = place.connection
        remove = place.remove
    }

    deinit { remove() }

    /// Makes changes as the migrator makes a migration.
    ///
    /// - Throws: ``MigratorError/failed(migration:isReverting:_:)`` and the like.
    package func make(
        _ changes: [Change], by steps: [Step], as entry: Work.Entry, acceptingLoss: Bool = false
    ) throws(MigratorError) {
        let work = Work(entry: entry, changes: changes, steps: steps, acceptsLoss: acceptingLoss)
        _ = try database.recording { (_) throws(MigratorError) in work }
    }

    /// Runs the body in a session of an application: the server's zone is not UTC, which the runner's session is in.
    package func asApplication<Result>(_ body: () throws(DatabaseError) -> Result) throws(DatabaseError) -> Result {
        guard let zones = database.engine.dialect.timeZones else { return try body() }
        try connection.run(zones.application)
        do throws(DatabaseError) {
            let result = try body()
            try connection.run(zones.runner)
            return result
        } catch {
            try? connection.run(zones.runner)
            throw error
        }
    }

    static func newName() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return namePrefix + String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// What a driver made for a ``ScratchDatabase``.
struct ScratchPlace {
    var database: any Database
    var connection: any Connection
    var seconds = Int.max
    /// Drops what was made on the server.
    var remove: () -> Void = {}
}

extension OpenError {
    /// Why there is no scratch database of that name. The next one has another name, so a right has to be for all.
    init(refusing name: String, _ error: DatabaseError) {
        guard error.kind != .cannotConnect else {
            self = .cannotConnect(error.words)
            return
        }
        var error = error
        let all = ScratchDatabase.namePrefix.replacing("_", with: "\\_") + "%"
        error.remedy = error.remedy?.replacing(name, with: all)
        self = .noScratch(error.words)
    }
}
