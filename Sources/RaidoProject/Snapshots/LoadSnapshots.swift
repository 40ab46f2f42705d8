import Raido
import RaidoConsole
import RaidoPlatform

/// All snapshots below a folder, in the order of their tables. A folder that does not exist holds none.
///
/// - Parameter root: The project's folder. Paths in errors are as it sees them.
package func loadSnapshots(at folder: String, in root: String = ".") throws(ProjectError) -> [Snapshot] {
    var mistakes: [ProjectError] = []
    let snapshots = loadSnapshots(at: folder, in: root, mistakes: &mistakes)
    if let first = mistakes.first { throw first }
    return snapshots
}

/// The snapshots that can be read, and what is wrong with the others.
package func loadSnapshots(
    at folder: String, in root: String = ".", mistakes: inout [ProjectError]
) -> [Snapshot] {
    var snapshots: [Snapshot] = []
    for (path, isFramework) in [(folder, false), (Path.join(folder, Snapshot.frameworkFolder), true)] {
        do throws(ProjectError) {
            snapshots += try load(from: path, isFramework: isFramework, in: root, mistakes: &mistakes)
        } catch {
            mistakes.append(error)
        }
    }
    snapshots.sort { $0.table.name < $1.table.name }
    for (first, second) in zip(snapshots, snapshots.dropFirst()) where first.table.name == second.table.name {
        mistakes.append(
            ProjectError(
                .duplicateSnapshot(table: first.table.name, other: Path.join(folder, first.path)),
                path: Path.join(folder, second.path)))
    }
    return snapshots
}

private func load(
    from folder: String, isFramework: Bool, in root: String, mistakes: inout [ProjectError]
) throws(ProjectError) -> [Snapshot] {
    let disk = Disk(root: root)
    var snapshots: [Snapshot] = []
    for name in try disk.namesOfFolder(folder) ?? [] where name.hasSuffix(Snapshot.suffix) && !name.hasPrefix(".") {
        let path = Path.join(folder, name)
        do throws(ProjectError) {
            let file = SourceFile(path: path, bytes: try disk.read(path))
            snapshots.append(try Snapshot(reading: file, isFramework: isFramework))
        } catch {
            mistakes.append(error.aboutSnapshot)
        }
    }
    return snapshots
}

extension ProjectError {
    /// Merge markers in a snapshot are two branches that changed its table; other damage can be written over.
    fileprivate var aboutSnapshot: ProjectError {
        guard let place else { return self }
        var error = self
        switch problem {
        case .mergeMarkers: error.problem = .snapshotMergeMarkers(sides: place.file.lastMigrationsOfBothSides)
        case .duplicateKey, .json, .missingKey, .notUTF8, .unknownColumn, .wrongType:
            error.problem = .damagedSnapshot(problem)
        default: break
        }
        return error
    }
}

extension SourceFile {
    /// The values of `last_migration` on the two sides of conflicts, without that of a common ancestor.
    fileprivate var lastMigrationsOfBothSides: [String] {
        var (isConflict, isAncestor) = (false, false)
        var found: [String] = []
        for line in bytes.split(separator: 0x0A) {
            if line.starts(with: "<<<<<<<".utf8) { isConflict = true }
            if line.starts(with: "|||||||".utf8) { isAncestor = true }
            if line.starts(with: "=======".utf8) { isAncestor = false }
            if line.starts(with: ">>>>>>>".utf8) { isConflict = false }
            let words = line.split(separator: UInt8(ascii: "\""))
            guard isConflict, !isAncestor,
                let key = words.firstIndex(where: { $0.elementsEqual("last_migration".utf8) }),
                key + 2 < words.endIndex
            else { continue }
            let id = String(decoding: words[key + 2], as: UTF8.self)
            if MigrationIdentity(id) != nil, !found.contains(id) { found.append(id) }
        }
        return found
    }
}
