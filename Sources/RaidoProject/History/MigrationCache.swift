import Raido
import RaidoPlatform

/// What `.raido/cache/migrations` remembers of files that were read: one line each, below a line with the format and the
/// time of writing.
///
///     raido-migrations 1 1769860800000000000
///     m20260131_120000_001_create_articles 20260131_120000 1-9f86d081884c7d65 512 1234 1769860700 1769860700
///
/// Nothing here is an error: what cannot be read or written is as if it were not there.
struct MigrationCache {
    struct Record: Hashable {
        var id: String
        var batch: String
        var checksum: String
        var stamp: FileStamp
    }

    static let folder = Path.join(Journal.folder, "cache")
    private static let path = Path.join(folder, "migrations")
    private static let format = "raido-migrations 1"
    /// File systems stamp by a clock that ticks; FAT's ticks every two seconds.
    private static let resolution: Int64 = 2_000_000_000

    private(set) var records: [Record] = []
    private var places: [String: Int] = [:]
    /// When the records were written.
    private var written: Int64 = 0

    /// What is known of a file with that stamp. A file that was stamped when the cache was written, or later, may have
    /// changed since without another stamp, so it is read again.
    func record(of id: String, stamped stamp: FileStamp?) -> Record? {
        guard let stamp, let place = places[id], records[place].stamp == stamp else { return nil }
        guard max(stamp.modified, stamp.changed) < written - Self.resolution else { return nil }
        return records[place]
    }

    static func read(_ disk: Disk) -> MigrationCache {
        guard let bytes = try? disk.readItself(path) else { return MigrationCache() }
        var lines = bytes.split(separator: UInt8(ascii: "\n"))[...]
        guard let header = lines.popFirst(), let written = time(in: header) else { return MigrationCache() }
        var cache = MigrationCache()
        cache.written = written
        cache.records.reserveCapacity(lines.count)
        for line in lines {
            guard let record = Record(line) else { return MigrationCache() }
            cache.places[record.id] = cache.records.count
            cache.records.append(record)
        }
        return cache
    }

    private static func time(in header: ArraySlice<UInt8>) -> Int64? {
        let start = Array((format + " ").utf8)
        guard header.starts(with: start) else { return nil }
        return Int64(String(decoding: header.dropFirst(start.count), as: UTF8.self))
    }

    /// Puts the records on disk in one step, or not at all.
    static func write(_ records: [Record], on disk: Disk, at time: Int64) {
        let text = "\(format) \(time)\n" + records.map { $0.line + "\n" }.joined()
        let part = Path.join(folder, "migrations.\(Platform.processID)")
        do {
            guard try makeFolder(on: disk) else { return }
            try Platform.write(Array(text.utf8), to: disk.real(part), mode: .overwrite)
            try Platform.rename(disk.real(part), to: disk.real(path))
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
    fileprivate var line: String {
        "\(id) \(batch) \(checksum) \(stamp.size) \(stamp.inode) \(stamp.modified) \(stamp.changed)"
    }

    fileprivate init?(_ line: ArraySlice<UInt8>) {
        let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 7, let size = Self.number(words[3]), let inode = Self.number(words[4]),
            let modified = Self.number(words[5]), let changed = Self.number(words[6])
        else { return nil }
        self.init(
            id: String(decoding: words[0], as: UTF8.self), batch: String(decoding: words[1], as: UTF8.self),
            checksum: String(decoding: words[2], as: UTF8.self),
            stamp: FileStamp(
                size: size, inode: UInt64(bitPattern: inode), modified: modified, changed: changed))
    }

    /// A decimal number; one that does not fit is none.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard !digits.isEmpty, digits.count <= 20 else { return nil }
        var value: Int64 = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = product.addingReportingOverflow(Int64(digit - 0x30))
            if isTooLarge || overflows { return nil }
            value = sum
        }
        return value
    }
}
