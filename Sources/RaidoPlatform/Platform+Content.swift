#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// What is in files
extension Platform {
    /// Reads the next bytes of an open file; none at its end.
    static func readSome(
        _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, path: String
    ) throws(SystemError) -> UnsafeRawBufferPointer {
        #if canImport(Glibc)
            let count = try retrying("read", path) { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
        #elseif canImport(Musl)
            let count = try retrying("read", path) { Musl.read(descriptor, buffer.baseAddress, buffer.count) }
        #else
            let count = try retrying("read", path) { Darwin.read(descriptor, buffer.baseAddress, buffer.count) }
        #endif
        return UnsafeRawBufferPointer(rebasing: buffer[..<count])
    }

    /// Whether two names are those of files with the same bytes. Links are not followed.
    package static func isSameContent(_ path: String, _ other: String) throws(SystemError) -> Bool {
        guard let first = try status(of: path), let second = try status(of: other), first.kind == .file,
            second.kind == .file, first.size == second.size
        else { return false }
        let one = try open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        defer { _ = close(one) }
        let two = try open(other, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        defer { _ = close(two) }
        let chunks = UnsafeMutableRawBufferPointer.allocate(byteCount: 131_072, alignment: 16)
        defer { chunks.deallocate() }
        while true {
            let expected = try readSome(one, into: .init(rebasing: chunks[..<65_536]), path: path)
            var rest = expected
            while !rest.isEmpty {
                let found = try readSome(two, into: .init(rebasing: chunks[65_536...].prefix(rest.count)), path: other)
                guard !found.isEmpty, rest.starts(with: found) else { return false }
                rest = .init(rebasing: rest[found.count...])
            }
            if expected.isEmpty { return true }
        }
    }
}
