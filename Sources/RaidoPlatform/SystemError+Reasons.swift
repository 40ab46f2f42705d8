#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension SystemError {
    /// What the system says to the number: `No space left on device`.
    package var reason: String { String(cString: strerror(code)) }

    /// Nothing is at the path.
    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }

    /// The path, or a part of it, is a file where it would have to be a folder.
    package var isNotAFolder: Bool { code == ENOTDIR }

    /// Something already exists.
    package var isTaken: Bool { code == EEXIST || code == ENOTEMPTY }

    /// The file system, or the system, does not know such a thing.
    package var isUnsupported: Bool {
        [ENOTSUP, EOPNOTSUPP, ENOSYS, EINVAL, EPERM, EMLINK].contains(code)
    }

    package var isDenied: Bool { code == EACCES || code == EPERM || code == EROFS }

    package var isFull: Bool { code == ENOSPC || code == EDQUOT }

    /// The path contains a symbolic link that points back to itself, or too many links.
    package var isLoop: Bool { code == ELOOP }

    /// A file of more than ``Platform/largestFile`` bytes.
    var isTooLarge: Bool { code == EFBIG }

    /// A name whose bytes are not UTF-8; the path spells them.
    package var isNotUTF8: Bool { code == EILSEQ }
}
