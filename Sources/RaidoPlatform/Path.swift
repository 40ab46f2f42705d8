/// Paths as texts. Nothing here asks the file system.
///
/// They are taken apart as the system takes them apart: at bytes. In a text a mark may join a slash to one character
/// that is no slash, and different bytes may be equal.
package enum Path {
    private static let slash = UInt8(ascii: "/")

    /// `a/b`; an absolute `name` stands for itself, and `.` adds nothing.
    package static func join(_ folder: String, _ name: String) -> String {
        if isAbsolute(name) || folder.isEmpty || folder == "." { return name }
        if name.isEmpty || name == "." { return folder }
        return folder.utf8.last == slash ? folder + name : folder + "/" + name
    }

    /// The same path without `.` parts, doubled slashes and slashes at its end: `a/b` for `./a//b/`. `..` stays, since
    /// what it means depends on links. A path that names the folder itself is `.`.
    package static func normalised(_ path: String) -> String {
        let kept = parts(of: path).filter { !$0.isEmpty && !$0.elementsEqual(".".utf8) }
        let joined = kept.map { String(Substring($0)) }.joined(separator: "/")
        if isAbsolute(path) { return "/" + joined }
        return joined.isEmpty && !path.isEmpty ? "." : joined
    }

    /// The folder that holds what the path names: `a` for `a/b`, `.` for `b`, `/` for `/b`.
    package static func folder(of path: String) -> String {
        let path = trimmed(path)
        guard let end = path.utf8.lastIndex(of: slash) else { return "." }
        let folder = trimmed(String(path[..<end]))
        return folder.isEmpty ? "/" : folder
    }

    /// The last part: `b` for `a/b`.
    package static func name(of path: String) -> String {
        let path = trimmed(path)
        return path.utf8.lastIndex(of: slash).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    /// Whether a path, without `.` and `..` in it, names the folder or what is below it.
    package static func isInside(_ path: String, folder: String) -> Bool {
        let folder = trimmed(folder)
        return path.utf8.elementsEqual(folder.utf8) || self.path(path, below: folder) != nil
    }

    /// A path below a folder as that folder sees it, or nil for any other path. Neither has `.` or `..` in it.
    package static func path(_ path: String, below folder: String) -> String? {
        let start = (trimmed(folder) + "/").utf8
        return path.utf8.starts(with: start) ? String(Substring(path.utf8.dropFirst(start.count))) : nil
    }

    package static func isAbsolute(_ path: String) -> Bool { path.utf8.first == slash }

    /// Whether a path goes up: to a place that its first part does not name.
    package static func goesUp(_ path: String) -> Bool { parts(of: path).contains { $0.elementsEqual("..".utf8) } }

    /// What is between slashes, which may be nothing.
    package static func parts(of path: String) -> [Substring.UTF8View] {
        path.utf8.split(separator: slash, omittingEmptySubsequences: false)
    }

    /// Without slashes at the end, so `/` is empty.
    private static func trimmed(_ path: String) -> String {
        var bytes = path.utf8[...]
        while bytes.last == slash { bytes.removeLast() }
        return String(Substring(bytes))
    }
}
