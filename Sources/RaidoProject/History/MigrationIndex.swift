package import Raido
import RaidoPlatform

/// The migrations of a project in short: what a program must know of them where there is nothing to do.
///
/// What did not change since it was read last is not read again; a cache below `.raido/` remembers it. The cache may be
/// deleted at any time.
package struct MigrationIndex: Sendable {
    package struct Entry: Hashable, Sendable {
        package var id: String
        package var batch: String
        /// Nil where the file has code, so that it cannot be read without compiling it.
        package var checksum: String?
    }

    /// In the order of their identities.
    package private(set) var entries: [Entry]
    /// What was read for it: each needs no second look.
    package private(set) var history: [String: MigrationHistory.Entry] = [:]

    /// - Parameters:
    ///   - folder: The folder of migrations.
    ///   - checksum: What distinguishes one migration from another.
    ///   - clock: The clock that files are stamped by.
    /// - Throws: where a file cannot be opened or is no migration, or the registry does not name each migration. A file
    ///   that has code is an entry without a checksum.
    package static func load(
        at folder: String, in root: String = ".", checksum: (Migration) -> String,
        clock: () -> Int64 = Platform.fileClock
    ) throws(ProjectError) -> MigrationIndex {
        let disk = Disk(root: root)
        let cache = MigrationCache.read(disk)
        var listing = try Listing.stamped(folder, on: disk)
        var ids = cache.ids(in: folder, stamped: listing)
        let isListed = ids != nil
        var isTrustworthy = true
        if ids == nil {
            let registry = try loadRegistry(at: folder, in: root)
            let list = Path.join(folder, Registry.fileName)
            if let error = registry.mergeMarkers(at: list) { throw error }
            // The order of the lines is only the compiler's business: a merge by union may have changed it.
            guard registry.unlisted.isEmpty else {
                throw ProjectError(.staleRegistry(missing: registry.unlisted), path: list)
            }
            let search = try StraySearch(folder, listed: registry.ids, on: disk)
            if let stray = search.found.first { throw ProjectError(.strayMigration(stray), path: stray.path) }
            // The folder's stamp says nothing of files in folders below it.
            isTrustworthy = !search.hasSubfolders
            if !isTrustworthy { listing?.folder = .unknown }
            ids = registry.ids
        }
        var reading = Reading(folder: folder, disk: disk, cache: cache)
        try reading.read(ids ?? [], checksum: checksum)
        if reading.readsAnew || (!isListed && isTrustworthy), let listing {
            MigrationCache(folder: folder, listing: listing, records: reading.records).write(on: disk, at: clock())
        }
        return reading.index
    }

    /// What changes when a migration is added, renamed or removed, or the registry is edited.
    struct Listing: Hashable {
        var folder: FileStamp
        var registry: FileStamp

        /// Nil where either is missing.
        static func stamped(_ path: String, on disk: Disk) throws(ProjectError) -> Listing? {
            let folder = try disk.told(path) { path throws(SystemError) in try Platform.stamp(of: path) }
            let file = Path.join(path, Registry.fileName)
            let registry = try disk.told(file) { path throws(SystemError) in try Platform.stamp(of: path) }
            guard let folder, let registry else { return nil }
            return Listing(folder: folder, registry: registry)
        }
    }

    /// One pass over the files.
    private struct Reading {
        let folder: String
        let disk: Disk
        let cache: MigrationCache
        var index = MigrationIndex(entries: [])
        var records: [MigrationCache.Record] = []
        /// Whether a file was read that the cache does not know as it is.
        var readsAnew = false

        mutating func read(_ ids: [String], checksum: (Migration) -> String) throws(ProjectError) {
            if ids.isEmpty { return }
            let names = ids.map { $0 + ".swift" }
            let stamps = try disk.told(folder) { path throws(SystemError) in
                try Platform.stamps(of: names, in: path)
            }
            index.entries.reserveCapacity(ids.count)
            records.reserveCapacity(ids.count)
            for (place, id) in ids.enumerated() {
                if let known = cache.record(of: id, at: place, stamped: stamps[place]) {
                    index.entries.append(Entry(id: id, batch: known.batch, checksum: known.checksum))
                    records.append(known)
                } else {
                    try readFile(id, stamps[place], checksum)
                }
            }
        }

        private mutating func readFile(
            _ id: String, _ stamp: FileStamp?, _ checksum: (Migration) -> String
        ) throws(ProjectError) {
            readsAnew = true
            let entry = try MigrationHistory.Entry(reading: id, at: folder, on: disk)
            index.history[id] = entry
            let known: Entry
            switch entry.migration {
            case .success(let migration):
                known = Entry(id: id, batch: migration.batch, checksum: checksum(migration))
            case .failure(let error):
                // Any other file than one with code is broken: nobody knows what it was when it was applied.
                guard error.isAboutCode else { throw error }
                known = Entry(id: id, batch: MigrationIdentity(id)?.batch ?? "", checksum: nil)
            }
            index.entries.append(known)
            records.append(
                MigrationCache.Record(id: id, batch: known.batch, checksum: known.checksum, stamp: stamp ?? .unknown))
        }
    }
}

extension FileStamp {
    /// No file has it.
    fileprivate static let unknown = FileStamp(size: 0, inode: 0, modified: 0, changed: 0)
}
