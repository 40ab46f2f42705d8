package import Raido
import RaidoPlatform

/// The migrations of a project in short: what a program must know of them where there is nothing to do.
///
/// A file that did not change since it was read last is not read again; a cache below `.raido/` remembers it. The cache
/// may be deleted at any time.
package struct MigrationIndex: Sendable {
    package struct Entry: Hashable, Sendable {
        package var id: String
        package var batch: String
        /// Nil where the file cannot be read without compiling it.
        package var checksum: String?
    }

    /// In the order of their identities.
    package private(set) var entries: [Entry]
    /// What was read for it: each needs no second look.
    package private(set) var history: [String: MigrationHistory.Entry] = [:]

    /// - Parameters:
    ///   - checksum: What tells one migration from another.
    ///   - clock: The clock that files are stamped by.
    /// - Throws: where a file cannot be opened. One that has code is an entry without a checksum.
    package static func load(
        _ registry: Registry, at folder: String, in root: String = ".", checksum: (Migration) -> String,
        clock: () -> Int64 = Platform.fileClock
    ) throws(ProjectError) -> MigrationIndex {
        let disk = Disk(root: root)
        let cache = MigrationCache.read(disk)
        var index = MigrationIndex(entries: [])
        var records: [MigrationCache.Record] = []
        var isCacheStale = false
        for id in registry.ids {
            let path = Path.join(folder, id + ".swift")
            let stamp = try disk.told(path) { path throws(SystemError) in try Platform.stamp(of: path) }
            if let known = cache.record(of: id, stamped: stamp) {
                index.entries.append(Entry(id: id, batch: known.batch, checksum: known.checksum))
                records.append(known)
                continue
            }
            isCacheStale = true
            let entry = try MigrationHistory.Entry(reading: id, at: folder, on: disk)
            index.history[id] = entry
            guard case .success(let migration) = entry.migration else {
                index.entries.append(Entry(id: id, batch: MigrationIdentity(id)?.batch ?? "", checksum: nil))
                continue
            }
            let sum = checksum(migration)
            index.entries.append(Entry(id: id, batch: migration.batch, checksum: sum))
            if let stamp {
                records.append(MigrationCache.Record(id: id, batch: migration.batch, checksum: sum, stamp: stamp))
            }
        }
        if isCacheStale || records.count != cache.records.count {
            MigrationCache.write(records, on: disk, at: clock())
        }
        return index
    }
}
