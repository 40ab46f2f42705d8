package import Raido
package import RaidoConsole

/// Reads one migration of the folder.
package func readMigration(_ id: String, at folder: String, in root: String = ".") throws(ProjectError) -> Migration {
    try MigrationHistory.Entry(reading: id, at: folder, on: Disk(root: root)).migration.get()
}

/// Reads a migration from the text of its file, without compiling it.
///
/// A migration is data: literals of the vocabulary in Swift's syntax. Whatever else a file holds is reported at its place
/// and never guessed at.
///
/// - Throws: ``ProjectError`` at the place of the first thing that is not data.
package func readMigration(_ file: SourceFile) throws(ProjectError) -> Migration {
    throw ProjectError(.hasCode("a declaration"), in: file, from: 0, to: 0)
}
