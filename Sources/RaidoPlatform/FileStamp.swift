#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What changes when a file is written, replaced or given other access. Nobody can set `changed`, so a file whose stamp
/// is as it was holds what it held, if it was not written within the clock's resolution of the time the stamp was
/// taken.
package struct FileStamp: Hashable, Sendable {
    /// Bytes.
    package var size: Int64
    package var inode: UInt64
    /// When the content was written last, in nanoseconds since 1970.
    package var modified: Int64
    /// When content or access changed last, in nanoseconds since 1970.
    package var changed: Int64

    package init(size: Int64, inode: UInt64, modified: Int64, changed: Int64) {
        self.size = size
        self.inode = inode
        self.modified = modified
        self.changed = changed
    }
}

extension Platform {
    /// The stamp of a file or folder, links followed, or nil where there is none, or something else.
    package static func stamp(of path: String) throws(SystemError) -> FileStamp? {
        var status = stat()
        do {
            try retrying("stat", path) { stat(path, &status) }
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        return FileStamp(status)
    }

    /// The stamps of files in one folder, which is looked up once: nil for each that cannot be had.
    package static func stamps(of names: [String], in folder: String) throws(SystemError) -> [FileStamp?] {
        let descriptor = try open(folder, O_RDONLY | O_DIRECTORY)
        defer { _ = close(descriptor) }
        return names.map { name in
            var status = stat()
            return fstatat(descriptor, name, &status, 0) == 0 ? FileStamp(status) : nil
        }
    }

    /// The time of the clock that files are stamped by, in nanoseconds since 1970.
    package static func fileClock() -> Int64 { clock(CLOCK_REALTIME).nanoseconds }
}

extension FileStamp {
    fileprivate init?(_ status: stat) {
        switch FileStatus(status).kind {
        case .file, .folder: break
        case .link, .other: return nil
        }
        #if canImport(Darwin)
            let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        self.init(
            size: Int64(status.st_size), inode: UInt64(status.st_ino), modified: modified.nanoseconds,
            changed: changed.nanoseconds)
    }
}

extension timespec {
    fileprivate var nanoseconds: Int64 { Int64(tv_sec) &* 1_000_000_000 &+ Int64(tv_nsec) }
}
