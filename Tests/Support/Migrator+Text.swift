package import Raido
import RaidoConsole
import RaidoProject
package import RaidoRunner

extension Migrator {
    /// Applies what `raido up` would: the migrations, printed as Swift source and read back without a compiler.
    ///
    /// Tests write histories as values and give them to the migrator with this, so that each of them also holds for
    /// migrations that are applied from their files.
    ///
    /// - Throws: ``TextMismatch`` where the text says something else than the values; else what the migrator throws.
    package init(
        fromTextOf migrations: [Migration], database url: String, history: HistoryTable = .standard,
        backups: Bool = true, report: @escaping (Progress) -> Void = { _ in }
    ) throws {
        try self.init(
            migrations: readBack(migrations), database: url, history: history, backups: backups, report: report)
    }

    package init(
        fromTextOf migrations: [Migration], database: any Database, backups: Bool = true,
        report: @escaping (Progress) -> Void = { _ in }
    ) throws {
        try self.init(migrations: readBack(migrations), database: database, backups: backups, report: report)
    }
}

/// The changes, printed as Swift source and read back.
package func readBack(_ changes: [Change]) throws -> [Change] {
    try readBack([Migration(id: "m1", batch: "1", changes: changes)]).flatMap(\.changes)
}

/// The migrations, printed as Swift source and read back.
///
/// - Throws: ``TextMismatch`` where one of them differs afterwards.
package func readBack(_ migrations: [Migration]) throws -> [Migration] {
    try migrations.map(textRead)
}

private func textRead(_ migration: Migration) throws -> Migration {
    var printed = migration
    // Most tests have short identities, `m1`, which are no names of files.
    if MigrationIdentity(migration.id) == nil { printed.id = "m20260131_120000_001_short_identity" }
    let text = try swiftSource(of: printed, summary: "A migration of a test.")
    var read = try readMigration(SourceFile(path: "migration/\(printed.id).swift", bytes: Array(text.utf8)))
    read.id = migration.id
    // Equal values could still differ in bytes, as two spellings of one letter do; the checksum tells them apart.
    guard read == migration, read.checksum == migration.checksum else {
        throw TextMismatch(written: migration, read: read, text: text)
    }
    return read
}

/// A migration that its text does not say.
package struct TextMismatch: Error, CustomStringConvertible {
    package var written: Migration
    package var read: Migration
    package var text: String

    package var description: String {
        "\(written.id) differs when it is read from its text:\n\(written)\n\(read)\n\(text)"
    }
}
