import RaidoConsole
import RaidoPlatform

/// The snapshots of a folder, with those that are damaged set apart.
package struct SnapshotSurvey: Sendable {
    /// A file that is no valid snapshot, and may be written again.
    package struct Damaged: Sendable {
        /// Below the folder of snapshots.
        package var path: String
        package var bytes: [UInt8]
        package var error: ProjectError

        /// The table that the file is named after.
        package var tableName: String { String(Path.name(of: path).dropLast(Snapshot.suffix.count)) }
    }

    package var snapshots: [Snapshot] = []
    package var damaged: [Damaged] = []
    /// What must not be written over: files of a newer version, or that cannot be opened.
    package var mistakes: [ProjectError] = []

    /// Reads all snapshots below a folder.
    package static func load(at folder: String, in root: String = ".") -> SnapshotSurvey {
        var survey = SnapshotSurvey()
        var mistakes: [ProjectError] = []
        survey.snapshots = loadSnapshots(at: folder, in: root, mistakes: &mistakes)
        let disk = Disk(root: root)
        for mistake in mistakes {
            if case .duplicateSnapshot = mistake.problem { continue }
            guard mistake.isDamage, let path = Path.path(mistake.path, below: folder),
                let bytes = try? disk.read(mistake.path)
            else {
                survey.mistakes.append(mistake)
                continue
            }
            survey.damaged.append(Damaged(path: String(path), bytes: bytes, error: mistake))
        }
        return survey
    }
}

extension ProjectError {
    /// Whether it is about the text of a file that this version could have written.
    fileprivate var isDamage: Bool {
        if case .newerFormat = problem { return false }
        return place != nil
    }
}
