import RaidoPlatform

extension Disk {
    /// Refuses a path that is a symbolic link, or that a link on its way leads out of the project with. A path that
    /// names a place outside itself is what its giver wanted.
    func refuseLinks(at path: String, project: String) throws(ProjectError) {
        if try linkStatus(of: path)?.kind == .link {
            throw ProjectError(.link(target: try linkTarget(path)), path: path)
        }
        let isInside =
            path.hasPrefix("/") ? Path.isInside(path, folder: project) : !path.split(separator: "/").contains("..")
        guard isInside else { return }
        var folder = Path.folder(of: path)
        while try linkStatus(of: folder) == nil { folder = Path.folder(of: folder) }
        let target: String
        do {
            target = try realPath(folder)
        } catch {
            // A link that leads nowhere would be followed to where a folder is made next.
            throw ProjectError(.linkLeadsOut(target: try linkTarget(folder)), path: folder)
        }
        guard Path.isInside(target, folder: project) else {
            throw ProjectError(.linkLeadsOut(target: target), path: folder)
        }
    }

    private func linkTarget(_ path: String) throws(ProjectError) -> String {
        try told(path) { path throws(SystemError) in try Platform.linkTarget(of: path) }
    }
}
