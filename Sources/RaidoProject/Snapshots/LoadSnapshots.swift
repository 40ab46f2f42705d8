import Raido
import RaidoConsole
import RaidoPlatform

/// All snapshots below a folder, in the order of their tables. A folder that is not there holds none.
///
/// - Parameter root: The project's folder. Paths in errors are as it sees them.
package func loadSnapshots(at folder: String, in root: String = ".") throws(ProjectError) -> [Snapshot] {
    var snapshots = try load(from: folder, isFramework: false, in: root)
    snapshots += try load(from: Path.join(folder, Snapshot.frameworkFolder), isFramework: true, in: root)
    snapshots.sort { $0.table.name < $1.table.name }
    for (first, second) in zip(snapshots, snapshots.dropFirst()) where first.table.name == second.table.name {
        throw ProjectError(
            .duplicateSnapshot(table: first.table.name, other: Path.join(folder, first.path)),
            path: Path.join(folder, second.path))
    }
    return snapshots
}

private func load(from folder: String, isFramework: Bool, in root: String) throws(ProjectError) -> [Snapshot] {
    let disk = Disk(root: root)
    guard let status = try disk.status(of: folder) else { return [] }
    guard status.kind == .folder else { throw ProjectError(.notAFolder, path: folder) }
    var snapshots: [Snapshot] = []
    for name in try disk.names(in: folder) where name.hasSuffix(Snapshot.suffix) && !name.hasPrefix(".") {
        let path = Path.join(folder, name)
        let file = SourceFile(path: path, bytes: try disk.read(path))
        snapshots.append(try Snapshot(reading: file, isFramework: isFramework))
    }
    return snapshots
}
