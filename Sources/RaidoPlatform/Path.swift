/// Paths as texts. Nothing here asks the file system.
package enum Path {
    /// `a/b`; an absolute `name` stands for itself, and `.` adds nothing.
    package static func join(_ folder: String, _ name: String) -> String {
        if name.hasPrefix("/") || folder.isEmpty || folder == "." { return name }
        if name.isEmpty || name == "." { return folder }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// The folder that holds what the path names: `a` for `a/b`, `.` for `b`, `/` for `/b`.
    package static func folder(of path: String) -> String {
        guard let slash = trimmed(path).lastIndex(of: "/") else { return "." }
        let folder = trimmed(String(path[..<slash]))
        return folder.isEmpty ? "/" : folder
    }

    /// The last part: `b` for `a/b`.
    package static func name(of path: String) -> String {
        let path = trimmed(path)
        return path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// Whether a path, without `.` and `..` in it, names the folder or what is below it.
    package static func isInside(_ path: String, folder: String) -> Bool {
        let folder = trimmed(folder)
        return path == folder || path.hasPrefix(folder == "" ? "/" : folder + "/")
    }

    /// Whether a path goes up: to a place that its first part does not name.
    package static func goesUp(_ path: String) -> Bool { path.split(separator: "/").contains("..") }

    /// Without slashes at the end, so `/` is empty.
    private static func trimmed(_ path: String) -> String {
        var path = path[...]
        while path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}
