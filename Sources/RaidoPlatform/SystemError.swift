/// What the operating system refused.
package struct SystemError: Error, Hashable, Sendable {
    /// The system's number for it, `errno`.
    package var code: Int32
    /// The call that failed: `open`.
    package var call: String
    package var path: String?

    package init(code: Int32, call: String, path: String?) {
        self.code = code
        self.call = call
        self.path = path
    }
}

extension SystemError: CustomStringConvertible {
    /// `migration/a.swift: Permission denied (open)`
    package var description: String {
        path.map { "\($0): \(reason) (\(call))" } ?? "\(reason) (\(call))"
    }

    /// Bytes that are not UTF-8, readable and without loss: `caf\xe9`.
    static func spell(_ bytes: some Sequence<UInt8>) -> String {
        var text = ""
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\"): text += "\\\\"
            case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text
    }
}

extension SystemError {
    /// What the user can do about it, where there is something.
    package var advice: [String] {
        if isDenied { return ["check the permissions of the path and of the folders above it"] }
        if isTooLarge { return ["files of up to \(Platform.largestFile >> 20) MiB are read"] }
        if isLoop { return ["the path contains a symbolic link that points back to itself; remove the link"] }
        if isFull { return ["make room on the disk and run again"] }
        return []
    }
}
