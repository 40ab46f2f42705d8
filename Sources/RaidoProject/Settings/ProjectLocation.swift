import RaidoPlatform

/// The folder that a run works on, and what it is known by.
package struct ProjectLocation: Hashable, Sendable {
    package enum Mark: Hashable, Sendable {
        /// `raido.json`
        case settings
        /// `Package.swift`
        case package
        /// No folder up to here is known to be a project, so the working folder is taken for one.
        case none
    }

    package static let packageFile = "Package.swift"

    /// As the process's working folder sees it: `.`, `..`, `../..` and so on, where the search began at `.`.
    package var folder: String
    package var mark: Mark

    /// The project that a folder is in: the nearest folder above, or itself, that has a `raido.json`, else the nearest
    /// that has a `Package.swift`, else the folder itself. The search ends with the folder of a git repository: what is
    /// above it belongs to something else.
    ///
    /// The way up is by `..`, so that no name on it has to be text.
    package static func around(_ folder: String) throws(ProjectError) -> ProjectLocation {
        var package: String?
        var place = folder
        while true {
            if try exists(Settings.fileName, in: place) { return ProjectLocation(folder: place, mark: .settings) }
            if package == nil, try exists(packageFile, in: place) { package = place }
            if try exists(".git", in: place) { break }
            let above = place == "." ? ".." : Path.join(place, "..")
            // Above the root is the root.
            guard let here = try status(of: place), let next = try status(of: above), !here.isSameFile(as: next) else {
                break
            }
            place = above
        }
        if let package { return ProjectLocation(folder: package, mark: .package) }
        return ProjectLocation(folder: folder, mark: .none)
    }

    private static func exists(_ name: String, in folder: String) throws(ProjectError) -> Bool {
        try status(of: Path.join(folder, name)) != nil
    }

    private static func status(of path: String) throws(ProjectError) -> FileStatus? {
        do { return try Platform.status(of: path) } catch {
            // A folder that may not be looked into is not ours.
            if error.isDenied { return nil }
            throw ProjectError(.system(error), path: path)
        }
    }
}
