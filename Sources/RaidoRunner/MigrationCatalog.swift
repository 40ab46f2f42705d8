package import Raido

/// The migrations that a program has, in the order of their identities.
///
/// Identities and checksums are at hand. What a migration does is loaded when it is first asked for, so a program that
/// reads its migrations from text reads none of them where there is nothing to do.
package struct MigrationCatalog {
    package struct Entry: Hashable, Sendable {
        package var id: String
        package var batch: String
        /// Nil where the file cannot be read without compiling it.
        package var checksum: String?

        package init(id: String, batch: String, checksum: String?) {
            self.id = id
            self.batch = batch
            self.checksum = checksum
        }
    }

    package let entries: [Entry]
    private let places: [String: Int]
    private let loaded: LoadedMigrations
    private let verify: () throws(MigratorError) -> Void

    /// - Parameters:
    ///   - load: Reads the migration of that identity. It is asked at most once for each.
    ///   - verify: Throws if the migrations are no longer those of `entries`.
    /// - Throws: ``MigratorError/duplicate(_:)`` where two have one identity.
    package init(
        _ entries: [Entry], load: @escaping (String) throws(MigratorError) -> Migration,
        verify: @escaping () throws(MigratorError) -> Void = {}
    ) throws(MigratorError) {
        self.entries = entries.sorted { $0.id < $1.id }
        if let twice = zip(self.entries, self.entries.dropFirst()).first(where: { $0.id == $1.id }) {
            throw .duplicate(twice.0.id)
        }
        places = Dictionary(uniqueKeysWithValues: self.entries.enumerated().map { ($0.element.id, $0.offset) })
        loaded = LoadedMigrations(load)
        self.verify = verify
    }

    /// Migrations that are compiled in.
    package init(_ migrations: [Migration]) throws(MigratorError) {
        let byID = Dictionary(migrations.map { ($0.id, $0) }) { first, _ in first }
        let entries = migrations.map { Entry(id: $0.id, batch: $0.batch, checksum: $0.checksum) }
        try self.init(
            entries,
            load: { (id) throws(MigratorError) in
                guard let migration = byID[id] else { throw .unknownMigration(id) }
                return migration
            })
    }

    /// Throws if the migrations changed since they were read. Called right before the first change of a run.
    func expectUnchanged() throws(MigratorError) { try verify() }

    func has(_ id: String) -> Bool { places[id] != nil }

    func entry(_ id: String) -> Entry? { places[id].map { entries[$0] } }

    /// The migration of that identity; nil where the program has none.
    ///
    /// - Throws: ``MigratorError/unreadable(migration:reason:)`` where its file cannot be read without compiling it.
    func migration(_ id: String) throws(MigratorError) -> Migration? {
        has(id) ? try loaded.migration(id) : nil
    }

    /// Those of these migrations that the program has.
    package func migrations(_ ids: some Sequence<String>) throws(MigratorError) -> [Migration] {
        var migrations: [Migration] = []
        for id in ids {
            if let migration = try migration(id) { migrations.append(migration) }
        }
        return migrations
    }
}

/// What was loaded so far.
private final class LoadedMigrations {
    private let load: (String) throws(MigratorError) -> Migration
    private var migrations: [String: Migration] = [:]

    init(_ load: @escaping (String) throws(MigratorError) -> Migration) {
        self.load = load
    }

    func migration(_ id: String) throws(MigratorError) -> Migration {
        if let known = migrations[id] { return known }
        let migration = try load(id)
        migrations[id] = migration
        return migration
    }
}
