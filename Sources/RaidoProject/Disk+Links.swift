import RaidoPlatform

// A path that names a place in the project must lie in it: a project may come from someone else. A path that names a
// place outside is what the person wanted who gave it on the command line.
extension Disk {
    /// Refuses to write to a path that is a symbolic link, or that a link on its way leads out of the project with.
    func refuseLinks(at path: String) throws(ProjectError) {
        if try linkStatus(of: path)?.kind == .link {
            throw ProjectError(.link(target: try linkTarget(path)), path: path)
        }
        var folder = Path.folder(of: path)
        while try linkStatus(of: folder) == nil { folder = Path.folder(of: folder) }
        try refuseWayOut(at: folder)
    }

    /// Refuses what exists, where a symbolic link leads out of the project to it, or nowhere.
    func refuseWayOut(at path: String) throws(ProjectError) {
        let project = try realPath(".")
        guard namesPlaceInside(path, of: project) else { return }
        let target: RealPath
        do {
            target = try realPath(path)
        } catch {
            // A link that leads nowhere would be followed to where a folder is made next.
            guard try linkStatus(of: path)?.kind == .link else { throw error }
            throw ProjectError(.linkLeadsOut(target: try linkTarget(path)), path: path)
        }
        guard target.isInside(project) else {
            throw ProjectError(.linkLeadsOut(target: target.description), path: path)
        }
    }

    private func namesPlaceInside(_ path: String, of project: RealPath) -> Bool {
        Path.isAbsolute(path) ? RealPath(bytes: Array(path.utf8)).isInside(project) : !Path.goesUp(path)
    }

    private func linkTarget(_ path: String) throws(ProjectError) -> String {
        try told(path) { path throws(SystemError) in try Platform.linkTarget(of: path) }
    }
}
