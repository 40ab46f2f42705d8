#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The operating system: the one place that calls it. Every call that a signal interrupts is made again.
package enum Platform {}

// Files and folders
extension Platform {
    /// The largest file that is read, in bytes: a text that someone wrote is never near it.
    package static let largestFile = 256 << 20

    /// All bytes of a regular file. Anything else could keep the reader waiting for ever.
    ///
    /// - Parameter followingLinks: Whether a symbolic link stands for what it leads to; otherwise it is `ELOOP`.
    /// - Throws: `EFBIG` for a file of more than ``largestFile`` bytes, `ENOTSUP` for a pipe or device.
    package static func read(_ path: String, followingLinks: Bool = true) throws(SystemError) -> [UInt8] {
        let descriptor = try open(path, O_RDONLY | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW))
        defer { _ = close(descriptor) }
        var status = stat()
        try retrying("fstat", path) { fstat(descriptor, &status) }
        switch FileStatus(status).kind {
        case .file: break
        case .folder: throw SystemError(code: EISDIR, call: "read", path: path)
        case .link, .other: throw SystemError(code: ENOTSUP, call: "read", path: path)
        }
        guard status.st_size <= largestFile else { throw SystemError(code: EFBIG, call: "read", path: path) }
        return try readAll(descriptor, path: path, expecting: Int(status.st_size))
    }

    static func readAll(
        _ descriptor: Int32, path: String, expecting size: Int
    ) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + 1)
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
        defer { chunk.deallocate() }
        while true {
            let read = try readSome(descriptor, into: chunk, path: path)
            if read.isEmpty { return bytes }
            bytes.append(contentsOf: read)
            guard bytes.count <= largestFile else { throw SystemError(code: EFBIG, call: "read", path: path) }
        }
    }

    /// What to do where a file of that name already exists.
    package enum WriteMode: Sendable {
        /// Fail with `EEXIST`, also at a symbolic link that leads nowhere.
        case createNew
        /// Cut it to nothing and write into it.
        case overwrite
    }

    /// Writes a whole file, on the medium before the call returns where `synced`.
    ///
    /// - Parameter model: A file whose permissions this one gets, regardless of the umask, and whose owner and group as
    ///   far as the process may set them.
    package static func write(
        _ bytes: [UInt8], to path: String, mode: WriteMode, like model: FileStatus? = nil, synced: Bool = false
    ) throws(SystemError) {
        let flags = O_WRONLY | O_CREAT | (mode == .createNew ? O_EXCL : O_TRUNC)
        let descriptor = try open(path, flags, model.map { $0.permissions & 0o777 } ?? 0o666)
        do {
            try writeAll(bytes, to: descriptor, path: path)
            if let model { try copyMetadata(to: descriptor, from: model, path: path) }
            if synced { try sync(descriptor, path: path) }
        } catch {
            _ = close(descriptor)
            throw error
        }
        // Not made again when interrupted: the descriptor is gone then (Linux), and may be another thread's by now.
        if close(descriptor) != 0, errno != EINTR { throw SystemError(code: errno, call: "close", path: path) }
    }

    /// Puts the names in a folder on the medium.
    package static func syncFolder(_ path: String) throws(SystemError) {
        let descriptor = try open(path, O_RDONLY | O_DIRECTORY)
        defer { _ = close(descriptor) }
        do {
            try sync(descriptor, path: path)
        } catch {
            // Some file systems cannot sync a folder, and need not.
            guard error.code == EINVAL else { throw error }
        }
    }

    /// Puts what is in a file on the medium.
    package static func syncFile(_ path: String) throws(SystemError) {
        let descriptor = try open(path, O_RDONLY)
        defer { _ = close(descriptor) }
        try sync(descriptor, path: path)
    }

    package static func rename(_ old: String, to new: String) throws(SystemError) {
        #if canImport(Glibc)
            try retrying("rename", "\(old) -> \(new)") { Glibc.rename(old, new) }
        #elseif canImport(Musl)
            try retrying("rename", "\(old) -> \(new)") { Musl.rename(old, new) }
        #else
            try retrying("rename", "\(old) -> \(new)") { Darwin.rename(old, new) }
        #endif
    }

    /// Gives a file a second name. Fails with `EEXIST` where that name is taken, so it never overwrites.
    package static func link(_ old: String, to new: String) throws(SystemError) {
        #if canImport(Glibc)
            try retrying("link", "\(old) -> \(new)") { Glibc.link(old, new) }
        #elseif canImport(Musl)
            try retrying("link", "\(old) -> \(new)") { Musl.link(old, new) }
        #else
            try retrying("link", "\(old) -> \(new)") { Darwin.link(old, new) }
        #endif
    }

    /// How a file can get a name that is free. They are tried in this order, since no file system knows all of them.
    package enum NamingWay: CaseIterable, Sendable {
        /// A second name, which fails where it is taken. The first one stays.
        case link
        /// On file systems without second names: a rename after a look at the place. What comes there in between is
        /// replaced.
        case checkedRename
    }

    /// Gives a file a name that is free. Fails with `EEXIST` where it is taken. The old name may stay, and whatever
    /// happens on the way, the file is under one of them, and whole.
    package static func name(
        _ old: String, as new: String, by ways: [NamingWay] = NamingWay.allCases
    ) throws(SystemError) {
        var failure = SystemError(code: ENOTSUP, call: "rename", path: "\(old) -> \(new)")
        for way in ways {
            do {
                return try name(old, as: new, by: way)
            } catch {
                guard error.isUnsupported else { throw error }
                failure = error
            }
        }
        throw failure
    }

    private static func name(_ old: String, as new: String, by way: NamingWay) throws(SystemError) {
        switch way {
        case .link: try link(old, to: new)
        case .checkedRename:
            guard try status(of: new) == nil else {
                throw SystemError(code: EEXIST, call: "rename", path: "\(old) -> \(new)")
            }
            try rename(old, to: new)
        }
    }

    package static func removeFile(_ path: String) throws(SystemError) {
        try retrying("unlink", path) { unlink(path) }
    }

    package static func makeFolder(_ path: String) throws(SystemError) {
        try retrying("mkdir", path) { mkdir(path, 0o777) }
    }

    /// Removes a folder that is empty.
    package static func removeFolder(_ path: String) throws(SystemError) {
        try retrying("rmdir", path) { rmdir(path) }
    }

    /// The names in a folder, without `.` and `..`, in the order of their bytes.
    ///
    /// - Throws: also where a name is not UTF-8; its bytes are then spelled in the error's path.
    package static func names(in folder: String) throws(SystemError) -> [String] {
        let (names, mistakes) = try namesAndMistakes(in: folder)
        if let mistake = mistakes.first { throw mistake }
        return names
    }

    /// The names in a folder, sorted by their bytes, and an error for each that is not UTF-8.
    package static func namesAndMistakes(in folder: String) throws(SystemError) -> ([String], [SystemError]) {
        let stream = try openFolder(folder)
        defer { closedir(stream) }
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return ([], []) }
        var names: [String] = []
        var mistakes: [SystemError] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno == EINTR { continue }
                guard errno == 0 else { throw SystemError(code: errno, call: "readdir", path: folder) }
                names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                return (names, mistakes)
            }
            let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            let bytes = UnsafeRawBufferPointer(start: start, count: strlen(start))
            guard let name = String(validating: bytes, as: UTF8.self) else {
                let spelled = Path.join(folder, SystemError.spell(bytes))
                mistakes.append(SystemError(code: EILSEQ, call: "readdir", path: spelled))
                continue
            }
            if name != ".", name != ".." { names.append(name) }
        }
    }

    #if canImport(Darwin)
        private typealias FolderStream = UnsafeMutablePointer<DIR>
    #else
        private typealias FolderStream = OpaquePointer
    #endif

    private static func openFolder(_ path: String) throws(SystemError) -> FolderStream {
        while true {
            if let stream = opendir(path) { return stream }
            if errno != EINTR { throw SystemError(code: errno, call: "opendir", path: path) }
        }
    }

    /// What is at a path, or nil where nothing is.
    package static func status(
        of path: String, followingLinks: Bool = false
    ) throws(SystemError) -> FileStatus? {
        var status = stat()
        do {
            try retrying("stat", path) { followingLinks ? stat(path, &status) : lstat(path, &status) }
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        return FileStatus(status)
    }

    /// When a file was last written, or nil where there is none.
    package static func modificationTime(of path: String) throws(SystemError) -> Timestamp? {
        var status = stat()
        do {
            try retrying("stat", path) { stat(path, &status) }
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        #if canImport(Darwin)
            return Timestamp(seconds: Int64(status.st_mtimespec.tv_sec))
        #else
            return Timestamp(seconds: Int64(status.st_mtim.tv_sec))
        #endif
    }

    /// How many bytes can still be written to the file system that a path is on.
    package static func freeBytes(at path: String) throws(SystemError) -> Int64 {
        var status = statvfs()
        try retrying("statvfs", path) { statvfs(path, &status) }
        return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }

    /// Another process that has a file open, as far as the system tells: on Linux, and of processes that one may look
    /// into.
    package static func processUsing(_ path: String) -> Int32? {
        guard let real = try? realPath(path), let names = try? names(in: "/proc") else { return nil }
        for process in names.compactMap({ Int32($0) }) where process != processID {
            let folder = "/proc/\(process)/fd"
            for name in (try? Self.names(in: folder)) ?? [] {
                guard let target = try? linkTarget(of: "\(folder)/\(name)") else { continue }
                if RealPath(bytes: Array(target.utf8)) == real { return process }
            }
        }
        return nil
    }

    /// The path with all symbolic links, `.` and `..` resolved.
    package static func realPath(_ path: String) throws(SystemError) -> RealPath {
        while true {
            guard let resolved = realpath(path, nil) else {
                if errno == EINTR { continue }
                throw SystemError(code: errno, call: "realpath", path: path)
            }
            defer { free(resolved) }
            return RealPath(bytes: Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved))))
        }
    }

    /// Where a symbolic link leads, as it says itself; spelled out where that is not UTF-8.
    package static func linkTarget(of path: String) throws(SystemError) -> String {
        var size = 256
        while true {
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
            defer { buffer.deallocate() }
            let count = try retrying("readlink", path) { readlink(path, buffer, size) }
            if count == size {
                size *= 2
                continue
            }
            let bytes = UnsafeRawBufferPointer(start: buffer, count: count)
            return String(validating: bytes, as: UTF8.self) ?? SystemError.spell(bytes)
        }
    }

    static func open(
        _ path: String, _ flags: Int32, _ permissions: UInt32 = 0
    ) throws(SystemError) -> Int32 {
        let flags = flags | O_CLOEXEC
        let mode = mode_t(truncatingIfNeeded: permissions)
        #if canImport(Glibc)
            return try retrying("open", path) { Glibc.open(path, flags, mode) }
        #elseif canImport(Musl)
            return try retrying("open", path) { Musl.open(path, flags, mode) }
        #else
            return try retrying("open", path) { Darwin.open(path, flags, mode) }
        #endif
    }

    static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String?) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            written += try retrying("write", path) {
                bytes.withUnsafeBytes { buffer in
                    let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
                    #if canImport(Glibc)
                        return Glibc.write(descriptor, rest.baseAddress, rest.count)
                    #elseif canImport(Musl)
                        return Musl.write(descriptor, rest.baseAddress, rest.count)
                    #else
                        return Darwin.write(descriptor, rest.baseAddress, rest.count)
                    #endif
                }
            }
        }
    }

    private static func sync(_ descriptor: Int32, path: String) throws(SystemError) {
        #if canImport(Darwin)
            // fsync there leaves the bytes in the drive's cache.
            if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
        #endif
        try retrying("fsync", path) { fsync(descriptor) }
    }
}

extension FileStatus {
    init(_ status: stat) {
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        self.init(
            kind: kind, size: Int64(status.st_size), inode: UInt64(truncatingIfNeeded: status.st_ino),
            device: UInt64(truncatingIfNeeded: status.st_dev), permissions: UInt32(status.st_mode) & 0o7777,
            owner: UInt32(status.st_uid), group: UInt32(status.st_gid),
            names: UInt64(status.st_nlink))
    }
}

/// Makes a call until no signal interrupts it, and returns what it returns unless that is negative.
@discardableResult
func retrying<Result: SignedInteger>(
    _ call: String, _ path: String?, _ body: () -> Result
) throws(SystemError) -> Result {
    while true {
        let result = body()
        if result >= 0 { return result }
        if errno != EINTR { throw SystemError(code: errno, call: call, path: path) }
    }
}
