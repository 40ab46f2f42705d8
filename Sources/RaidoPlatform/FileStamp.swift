#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What changes when a file is written, replaced or given other access. Nobody can set `changed`, so a file whose stamp
/// is as it was holds what it held, if it was not written within the clock's resolution of the time the stamp was taken.
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
    /// The stamp of a regular file, links followed, or nil where there is none.
    package static func stamp(of path: String) throws(SystemError) -> FileStamp? {
        var status = stat()
        do {
            try retrying("stat", path) { stat(path, &status) }
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        guard FileStatus(status).kind == .file else { return nil }
        #if canImport(Darwin)
            let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        return FileStamp(
            size: Int64(status.st_size), inode: UInt64(status.st_ino), modified: modified.nanoseconds,
            changed: changed.nanoseconds)
    }

    /// The time of the clock that files are stamped by, in nanoseconds since 1970.
    package static func fileClock() -> Int64 { clock(CLOCK_REALTIME).nanoseconds }
}

extension timespec {
    fileprivate var nanoseconds: Int64 { Int64(tv_sec) &* 1_000_000_000 &+ Int64(tv_nsec) }
}
