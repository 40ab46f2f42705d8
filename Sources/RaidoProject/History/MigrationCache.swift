import Raido
import RaidoConsole
import RaidoPlatform

/// What `.raido/cache/migrations` remembers of files that were read: a line with the format, the version of the tool,
/// the time of writing and the folder, one with the stamps of the folder and its registry, and one for each migration.
///
///     raido-migrations 1 0.1.0 1769860800000000000 migration
///     4096 1200 1769860700 1769860700 900 1201 1769860700 1769860700
///     m20260131_120000_001_create_articles 20260131_120000 1-9f86d081884c7d65 512 1234 1769860700 1769860700
///
/// Nothing here is an error: what cannot be read or written is as if it were not there.
struct MigrationCache {
    struct Record: Hashable {
        var id: String
        var batch: String
        /// Nil where the file has code: it is read each time.
        var checksum: String?
        var stamp: FileStamp
    }

    static let folder = Path.join(Journal.folder, "cache")
    private static let path = Path.join(folder, "migrations")
    private static let format = "raido-migrations 1"
    /// File systems stamp by a clock that ticks; FAT's ticks every two seconds.
    private static let resolution: Int64 = 2_000_000_000

    private var migrations = ""
    private var listing: MigrationIndex.Listing?
    private(set) var records: [Record] = []
    /// When the records were written.
    private var written: Int64 = 0

    private init() {}

    init(folder: String, listing: MigrationIndex.Listing, records: [Record]) {
        migrations = folder
        self.listing = listing
        self.records = records
    }

    /// The identities in the registry of that folder, where neither changed.
    func ids(in folder: String, stamped listing: MigrationIndex.Listing?) -> [String]? {
        guard let listing, listing == self.listing, folder == migrations, isTrusted(listing.folder),
            isTrusted(listing.registry)
        else { return nil }
        return records.map(\.id)
    }

    /// What is known of a file with that stamp, where it is the migration at that place of the registry.
    func record(of id: String, at place: Int, stamped stamp: FileStamp?) -> Record? {
        guard let stamp, isTrusted(stamp), let record = record(of: id, at: place) else { return nil }
        return record.stamp == stamp && record.checksum != nil ? record : nil
    }

    private func record(of id: String, at place: Int) -> Record? {
        if place < records.count, records[place].id == id { return records[place] }
        // Something was added or removed before it; records are sorted.
        var (low, high) = (0, records.count)
        while low < high {
            let middle = (low + high) / 2
            if records[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < records.count && records[low].id == id ? records[low] : nil
    }

    /// What was stamped when the cache was written, or later, may have changed since without another stamp.
    private func isTrusted(_ stamp: FileStamp) -> Bool {
        max(stamp.modified, stamp.changed) < written - Self.resolution
    }

    static func read(_ disk: Disk) -> MigrationCache {
        guard let bytes = try? disk.readItself(path) else { return MigrationCache() }
        var words = CacheWords(bytes)
        return MigrationCache(&words) ?? MigrationCache()
    }

    private init?(_ words: inout CacheWords) {
        guard words.text() == "raido-migrations", words.text() == "1", words.text() == raidoVersion,
            let written = words.number()
        else { return nil }
        self.written = written
        migrations = words.rest()
        guard let folder = words.stamp(), let registry = words.stamp() else { return nil }
        listing = MigrationIndex.Listing(folder: folder, registry: registry)
        while !words.isAtEnd {
            let (id, batch, checksum) = (words.text(), words.text(), words.text())
            guard !id.isEmpty, let stamp = words.stamp() else { return nil }
            records.append(Record(id: id, batch: batch, checksum: checksum == "-" ? nil : checksum, stamp: stamp))
        }
    }

    /// Puts the records on disk in one step, or not at all.
    func write(on disk: Disk, at time: Int64) {
        guard let listing, !migrations.utf8.contains(UInt8(ascii: "\n")) else { return }
        let text =
            "\(Self.format) \(raidoVersion) \(time) \(migrations)\n\(listing.folder.words) \(listing.registry.words)\n"
            + records.map { "\($0.words)\n" }.joined()
        let part = Path.join(Self.folder, "migrations.\(Platform.processID)")
        do {
            guard try Self.makeFolder(on: disk) else { return }
            try Platform.write(Array(text.utf8), to: disk.real(part), mode: .overwrite)
            try Platform.rename(disk.real(part), to: disk.real(Self.path))
        } catch {
            try? Platform.removeFile(disk.real(part))
        }
    }

    /// Makes the folder where there is none, and tells version control to leave it alone. A link would lead out of the
    /// project.
    ///
    /// - Returns: Whether there is such a folder.
    private static func makeFolder(on disk: Disk) throws(SystemError) -> Bool {
        for path in [Journal.folder, folder] {
            if let status = try Platform.status(of: disk.real(path)) {
                guard status.kind == .folder else { return false }
                continue
            }
            do { try Platform.makeFolder(disk.real(path)) } catch { guard error.isTaken else { throw error } }
        }
        let ignored = disk.real(Path.join(folder, ".gitignore"))
        if try Platform.status(of: ignored) == nil {
            try Platform.write(Array("*\n".utf8), to: ignored, mode: .createNew)
        }
        return true
    }
}

extension MigrationCache.Record {
    /// A batch may be any words of the user's. A file whose batch has spaces is read each time.
    fileprivate var words: String {
        let isWord = batch.utf8.allSatisfy { $0 > 0x20 }
        return "\(id) \(isWord ? batch : "-") \(isWord ? checksum ?? "-" : "-") \(stamp.words)"
    }
}

extension FileStamp {
    fileprivate var words: String { "\(size) \(inode) \(modified) \(changed)" }
}

/// The words of a cache, read from its beginning to its end: one pass over the bytes.
private struct CacheWords {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place >= bytes.count }

    /// The next word; empty where there is none.
    mutating func text() -> String {
        let range = word()
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// What is left of the line.
    mutating func rest() -> String {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
        defer { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    mutating func stamp() -> FileStamp? {
        guard let size = number(), let inode = number(), let modified = number(), let changed = number() else {
            return nil
        }
        return FileStamp(size: size, inode: UInt64(bitPattern: inode), modified: modified, changed: changed)
    }

    /// A decimal number; one that does not fit is none.
    mutating func number() -> Int64? {
        let range = word()
        guard !range.isEmpty else { return nil }
        var value: Int64 = 0
        for digit in bytes[range] {
            guard (0x30...0x39).contains(digit) else { return nil }
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = product.addingReportingOverflow(Int64(digit - 0x30))
            if isTooLarge || overflows { return nil }
            value = sum
        }
        return value
    }

    private mutating func word() -> Range<Int> {
        let start = place
        while place < bytes.count, bytes[place] > 0x20 { place += 1 }
        defer { place = min(place + 1, bytes.count) }
        return start..<place
    }
}
