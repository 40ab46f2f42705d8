package import Raido
package import RaidoPlatform

/// What can be wrong with the files of a project. `ProjectMessages.swift` has the words.
package enum ProjectProblem: Hashable, Sendable {
    // Any file
    case system(SystemError)
    case link(target: String)
    case linkLeadsOut(target: String)
    case nameNotUTF8(String)
    case notAFile
    case notUTF8

    // JSON
    case duplicateKey(String)
    case json(JSONProblem)
    case mergeMarkers
    case missingKey(String)
    case unknownKey(String, known: [String])
    case wrongType(key: String?, expected: String)
    case wrongValue(String, known: [String])

    // The project
    /// The folder of `--project` cannot be entered; with the current directory, where a relative path starts.
    case noProject(SystemError, from: String)

    // Settings
    /// `raido init` was asked for engines that the settings do not name. None found: they name none.
    case otherEngines([Engine], found: [Engine]?)
    case pathLeadsOut(String)
    /// A folder of version control's, or of the runs of this tool.
    case pathReserved(String)

    // Snapshots
    case badTableName(String)
    /// A snapshot that is no JSON, or has another shape.
    indirect case damagedSnapshot(ProjectProblem)
    case duplicateSnapshot(table: String, other: String)
    case misnamedSnapshot(table: String, expected: String)
    case newerFormat(file: String, found: Int, known: Int)
    /// A snapshot with the marks of a merge: the last migrations of both sides, as far as the file names them.
    case snapshotMergeMarkers(sides: [String])
    case unknownColumn(String, table: String)

    // Source files
    case missingEntities(isDefault: Bool)
    case notAFolder

    // Migrations
    case foreignText
    /// Something in a migration's file that is not data: what it is, like "a variable".
    case hasCode(String)
    case invalidIdentity(String)
    case listMergeMarkers
    /// A migration of the list without a file, and the file of another name that holds it.
    case missingMigration(String, heldBy: String?)
    /// Migrations were added, edited, renamed or removed while a run was about to apply or revert some.
    case migrationsChanged
    /// The migrations folder does not exist.
    case missingMigrations
    /// A new migration would be made before one that exists.
    case noLaterIdentity(String, than: String)
    case nulInText(migration: String)
    /// The list does not name each file of the folder once: those that it lacks.
    case staleRegistry(missing: [String])
    case strayMigration(StrayMigration)
    case swift(SwiftProblem)
    case unfitting(migration: String, SchemaMismatch)

    // The commit
    case changedMeanwhile
    case existsAlready
    /// With why it cannot be fixed.
    case interruptedRun(SystemError?)
    case journalDamaged(String)
    case journalElsewhere(String, folders: [String])
    case journalForeign(String)
    case journalTwice
    case locked(by: LockingProcess?)
    case pathTwice
    /// An interrupted run's work is undone, but for what was left.
    case undoneInPart([String], left: [String])
    /// What these files held before an interrupted run is gone; it also made new ones.
    case unfinished(lost: [String], new: [String])
    case unrestored(cause: String, failures: [String])
    case wrongChecksum
}

/// What JSON does not allow.
package enum JSONProblem: Hashable, Sendable {
    case controlCharacter
    case depth
    case end
    case escape
    case number
    case surrogate
    case trailing
    case unexpected(expected: String)
}
