package import RaidoConsole
import RaidoPlatform

/// The files of models below a folder.
package struct SourceFiles: Sendable {
    package var files: [SourceFile]
    /// Symbolic links that lead out of the project, or nowhere, and were not followed.
    package var skippedLinks: [SkippedLink]
    /// Files and folders that could not be read.
    package var mistakes: [ProjectError] = []

    package init(files: [SourceFile] = [], skippedLinks: [SkippedLink] = []) {
        self.files = files
        self.skippedLinks = skippedLinks
    }
}

/// A symbolic link that was not followed.
package struct SkippedLink: Hashable, Sendable {
    package var path: String
    /// Where it leads.
    package var target: String

    package var message: String { "\(path): the symbolic link to \(target) was not followed: \(reason)" }
    package var reason: String

    static func leadsOut(_ path: String, to target: String) -> SkippedLink {
        SkippedLink(path: path, target: target, reason: "it leads out of the project")
    }

    static func leadsNowhere(_ path: String, to target: String) -> SkippedLink {
        SkippedLink(path: path, target: target, reason: "nothing is there")
    }
}

/// Every file below a folder whose name ends in `.swift`, `.model` or `.rs`, in the order of paths.
///
/// Hidden files and folders are passed over. A link within the project is followed, unless what it leads to lies below
/// the folder and is read there.
///
/// - Parameter root: The project's folder; paths are as it sees them.
/// - Parameter isDefault: Whether nobody named the folder, for the advice where it is missing.
/// - Throws: where the folder itself cannot be read. What is wrong below it is in the result.
package func sourceFiles(
    at folder: String, in root: String = ".", isDefault: Bool = false
) throws(ProjectError) -> SourceFiles {
    let disk = Disk(root: root)
    guard let status = try disk.status(of: folder) else {
        throw ProjectError(.missingEntities(isDefault: isDefault), path: folder)
    }
    guard status.kind == .folder else { throw ProjectError(.notAFolder, path: folder) }
    try disk.refuseWayOut(at: folder)
    let real = try disk.realPath(folder)
    var walk = SourceWalk(disk: disk, folder: real, project: try disk.realPath("."))
    walk.readAll(below: folder, real: real)
    walk.found.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return walk.found
}

/// A walk through a folder of models.
private struct SourceWalk {
    let disk: Disk
    let folder: RealPath
    let project: RealPath
    var visited: Set<RealPath> = []
    var found = SourceFiles()

    init(disk: Disk, folder: RealPath, project: RealPath) {
        self.disk = disk
        self.folder = folder
        self.project = project
    }

    /// What is still to be visited, the next one last. Folders may lie deeper than calls can be nested.
    private var pending: [(path: String, name: String, real: RealPath)] = []

    /// Reads all below the folder, in the order of paths.
    mutating func readAll(below path: String, real: RealPath) {
        read(path, real: real)
        while let next = pending.popLast() {
            noting { walk throws(ProjectError) in try walk.visit(next.path, named: next.name, real: next.real) }
        }
    }

    private mutating func read(_ path: String, real: RealPath) {
        guard visited.insert(real).inserted else { return }
        noting { walk throws(ProjectError) in
            let (names, mistakes) = try walk.disk.namesAndMistakes(in: path)
            walk.found.mistakes += mistakes
            for name in names.reversed() where !name.hasPrefix(".") {
                walk.pending.append((Path.join(path, name), name, real.appending(name)))
            }
        }
    }

    /// Does some work, and writes down what is wrong instead of giving up.
    private mutating func noting(_ work: (inout Self) throws(ProjectError) -> Void) {
        do throws(ProjectError) { try work(&self) } catch { found.mistakes.append(error) }
    }

    private mutating func visit(_ path: String, named name: String, real: RealPath) throws(ProjectError) {
        guard let status = try disk.linkStatus(of: path) else { return }
        switch status.kind {
        case .folder: read(path, real: real)
        case .link: try follow(path)
        case .file: if isSource(name) { try add(path) }
        case .other: if isSource(name) { throw ProjectError(.notAFile, path: path) }
        }
    }

    private mutating func follow(_ path: String) throws(ProjectError) {
        let target = try disk.told(path) { path throws(SystemError) in try Platform.linkTarget(of: path) }
        let real: RealPath
        do {
            real = try disk.realPath(path)
        } catch {
            // A loop of links, or one that leads nowhere.
            if isSource(Path.name(of: path)) { found.skippedLinks.append(.leadsNowhere(path, to: target)) }
            return
        }
        if real.isInside(folder) { return }
        guard let status = try disk.status(of: path) else { return }
        guard status.kind == .folder || isSource(Path.name(of: path)) else { return }
        guard real.isInside(project) else {
            found.skippedLinks.append(.leadsOut(path, to: target))
            return
        }
        switch status.kind {
        case .folder: read(path, real: real)
        case .file: if isSource(Path.name(of: path)), visited.insert(real).inserted { try add(path) }
        case .link, .other: throw ProjectError(.notAFile, path: path)
        }
    }

    private mutating func add(_ path: String) throws(ProjectError) {
        found.files.append(SourceFile(path: path, bytes: try disk.read(path)))
    }

    private func isSource(_ name: String) -> Bool {
        [".swift", ".model", ".rs"].contains { name.hasSuffix($0) }
    }
}
