/// A path without symbolic links, as the system knows it: bytes, which need not be UTF-8.
package struct RealPath: Hashable, Sendable {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the path is the folder or below it.
    package func isInside(_ folder: RealPath) -> Bool {
        if self == folder { return true }
        let prefix = folder.bytes.last == UInt8(ascii: "/") ? folder.bytes : folder.bytes + [UInt8(ascii: "/")]
        return bytes.starts(with: prefix)
    }

    package func appending(_ name: String) -> RealPath {
        RealPath(bytes: bytes + (bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + Array(name.utf8))
    }
}

extension RealPath: CustomStringConvertible {
    /// For users: bytes that are not UTF-8 are spelled out.
    package var description: String {
        String(validating: bytes, as: UTF8.self) ?? SystemError.spell(bytes)
    }
}

extension Platform {
    /// A path for a message: from the root on, where the working folder is known.
    package static func absolutePath(_ path: String) -> String {
        (try? workingFolder()).map { Path.join($0, path) } ?? path
    }
}
