import Raido
import RaidoConsole
import RaidoProject
import RaidoTestSupport
import Testing

/// `read(print(changes)) == changes`.
@Suite struct ReaderLawTests {
    @Test func everySampleIsReadBackAsItWasWritten() throws {
        for migration in CompileLawTests.samples + CompileLawTests.hostile { try expectReadBack(migration) }
    }

    @Test(arguments: Seeds.first(1_000))
    func randomMigrationsAreReadBackAsTheyWereWritten(seed: UInt64) throws {
        for migration in CompileLawTests.random(seed: seed) { try expectReadBack(migration) }
    }

    private func expectReadBack(_ migration: Migration) throws {
        let source = try swiftSource(of: migration, summary: "Does this and that.")
        expectValue(of: source, toBe: migration)
    }
}

/// Reads a migration's file, and compares the value byte by byte.
func expectValue(of source: String, toBe migration: Migration, _ location: SourceLocation = #_sourceLocation) {
    let file = SourceFile(path: "migration/\(migration.id).swift", bytes: Array(source.utf8))
    do throws(ProjectError) {
        let found = try readMigration(file)
        // `==` ignores the order of columns, and Unicode's ways to write one text.
        if found == migration, canonical(found) == canonical(migration) { return }
        Issue.record("read as another value:\n\(source)", sourceLocation: location)
    } catch {
        Issue.record("\(error)\n\(source)", sourceLocation: location)
    }
}
