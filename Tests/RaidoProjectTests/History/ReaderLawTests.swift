import Raido
import RaidoConsole
import RaidoExample
import RaidoProject
import RaidoTestSupport
import Testing

/// `read(print(changes)) == changes`, in every layout. `CompileLawTests` has the third side, the compiler.
@Suite struct ReaderLawTests {
    @Test func everySampleIsReadBackAsItWasWritten() throws {
        for migration in CompileLawTests.samples + CompileLawTests.hostile {
            expectValue(of: try source(of: migration), toBe: migration)
        }
    }

    @Test func randomMigrationsAreReadBackAsTheyWereWritten() throws {
        for seed in Seeds.first(1_000) {
            for migration in CompileLawTests.random(seed: seed) {
                expectValue(of: try source(of: migration), toBe: migration, "seed \(seed)")
            }
        }
    }

    @Test func theLayoutAndTheFormOfLiteralsDoNotMatter() throws {
        for seed in Seeds.first(300) {
            for migration in CompileLawTests.random(seed: seed) {
                var layout = RandomLayout(generator: SplitMix64(seed: seed))
                expectValue(of: layout.source(of: migration), toBe: migration, "seed \(seed)")
            }
        }
        for (place, migration) in (CompileLawTests.samples + CompileLawTests.hostile).enumerated() {
            var layout = RandomLayout(generator: SplitMix64(seed: UInt64(place)))
            expectValue(of: layout.source(of: migration), toBe: migration, "sample \(place)")
        }
    }

    @Test(arguments: [(2, 80), (4, 120), (4, 100), (2, 120)])
    func aFormattedFileIsTheSameMigration(indentation: Int, width: Int) throws {
        let migrations = CompileLawTests.samples + CompileLawTests.hostile + CompileLawTests.random(count: 60)
        var sources: [String: String] = [:]
        for (place, migration) in migrations.enumerated() {
            // Every other one has a layout of its own before.
            var layout = RandomLayout(generator: SplitMix64(seed: UInt64(place)))
            sources[migration.id] = try place % 2 == 0 ? source(of: migration) : layout.source(of: migration)
        }
        let formatted = try swiftFormatted(sources, indentation: indentation, width: width)
        for migration in migrations { expectValue(of: formatted[migration.id] ?? "", toBe: migration) }
    }

    @Test func otherLineEndsAndAByteOrderMarkDoNotMatter() throws {
        for migration in CompileLawTests.samples {
            let source = try source(of: migration)
            expectValue(of: source.replacing("\n", with: "\r\n"), toBe: migration)
            expectValue(of: source.replacing("\n", with: "\r"), toBe: migration)
            expectValue(of: "\u{FEFF}" + source, toBe: migration)
        }
    }

    @Test func theExampleIsReadAsItIsCompiled() throws {
        let folder = packageFolder + "/migration"
        var sources: [String: String] = [:]
        for migration in RaidoExample.migrations {
            sources[migration.id] = try ScratchFolder(path: folder).text(migration.id + ".swift")
        }
        #expect(sources.count > 10)
        let layouts = try [
            sources, swiftFormatted(sources, indentation: 2, width: 100),
            swiftFormatted(sources, indentation: 4, width: 80),
        ]
        for migration in RaidoExample.migrations {
            for layout in layouts { expectValue(of: layout[migration.id] ?? "", toBe: migration) }
        }
    }

    private func source(of migration: Migration) throws -> String {
        try swiftSource(of: migration, summary: "Does this and that.")
    }
}

/// Reads a migration's file, and compares the value byte by byte.
func expectValue(
    of source: String, toBe migration: Migration, _ comment: Comment? = nil,
    at location: SourceLocation = #_sourceLocation
) {
    let file = SourceFile(path: "migration/\(migration.id).swift", bytes: Array(source.utf8))
    do throws(ProjectError) {
        let found = try readMigration(file)
        // `==` ignores the order of columns, and Unicode's ways to write one text.
        if found == migration, canonical(found) == canonical(migration) { return }
        Issue.record("\(comment?.rawValue ?? ""): read as another value:\n\(source)", sourceLocation: location)
    } catch {
        Issue.record("\(comment?.rawValue ?? ""): \(error)\n\(source)", sourceLocation: location)
    }
}

/// Files as `swift format` lays them out, by the names of their migrations.
func swiftFormatted(_ sources: [String: String], indentation: Int, width: Int) throws -> [String: String] {
    try withScratchFolder { folder in
        let settings = """
            {"version": 1, "lineLength": \(width), "indentation": {"spaces": \(indentation)},
             "respectsExistingLineBreaks": \(width != 100)}
            """
        try folder.write(settings, to: "settings.json")
        for (id, source) in sources { try folder.write(source, to: "migration/\(id).swift") }
        let said = try runTool(
            "swift", ["format", "-i", "--configuration", "settings.json", "-r", "migration"], in: folder.path)
        #expect(said == "")
        var formatted: [String: String] = [:]
        for id in sources.keys { formatted[id] = try folder.text("migration/\(id).swift") }
        return formatted
    }
}
