package import Raido
package import RaidoConsole

/// Reads one migration of the folder.
package func readMigration(_ id: String, at folder: String, in root: String = ".") throws(ProjectError) -> Migration {
    try MigrationHistory.Entry(reading: id, at: folder, on: Disk(root: root)).migration.get()
}

/// Reads a migration from the text of its file, without compiling it.
///
/// A migration is data: literals of the vocabulary in Swift's syntax. Whatever else a file holds is reported at its
/// place and never guessed at.
///
/// - Throws: ``ProjectError`` at the place of the first thing that is not data, or that Swift would not take; at the
///   first mark of a merge, where there is one.
package func readMigration(_ file: SourceFile) throws(ProjectError) -> Migration {
    do throws(SwiftMistake) {
        try refuseInvalidUTF8(in: file.bytes)
        let declaration = try MigrationDeclaration(parsing: file)
        let migration = try Migration(reading: declaration.value)
        try declaration.checkNames(of: migration, against: file)
        try declaration.checkBatch(of: migration)
        return migration
    } catch {
        if let start = file.startOfConflict {
            throw ProjectError(.mergeMarkers, in: file, from: start, to: start + MergeMarkers.length)
        }
        throw ProjectError(error.problem, in: file, from: error.start, to: min(error.end, file.bytes.count))
    }
}

extension SourceFile {
    /// The first line that begins as the ends of a conflict do; nil where there is none.
    fileprivate var startOfConflict: Int? {
        bytes.split(separator: 0x0A).first { line in
            MergeMarkers.ends.contains { line.starts(with: "\($0) ".utf8) }
        }?.startIndex
    }
}

/// Why a file that can be read as data does not compile; nil if it does.
func compilerObjection(to file: SourceFile) -> ProjectError? {
    guard let mistake = (try? MigrationDeclaration(parsing: file))?.objection else { return nil }
    return ProjectError(mistake.problem, in: file, from: mistake.start, to: min(mistake.end, file.bytes.count))
}

private func refuseInvalidUTF8(in bytes: [UInt8]) throws(SwiftMistake) {
    guard String(validating: bytes, as: UTF8.self) == nil else { return }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    throw SwiftMistake(.notUTF8, from: offset, to: offset + 1)
}
