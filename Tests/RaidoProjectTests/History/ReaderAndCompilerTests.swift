import Raido
import RaidoConsole
import RaidoProject
import RaidoTestSupport
import Testing

/// `read(text) == compile(text)`, for files that no printer wrote.
@Suite struct ReaderAndCompilerTests {
    @Test func everyLayoutIsReadAsItIsCompiled() throws {
        // The compiler takes a while: some of the samples, which are others with another seed.
        let seed = Seeds.first(1)[0]
        let all = CompileLawTests.samples.dropFirst() + CompileLawTests.hostile
        let samples = all.enumerated().filter { UInt64($0.offset) % 4 == seed % 4 }.map(\.element)
        let migrations = samples + CompileLawTests.random(count: 3)
        var sources: [String: String] = [:]
        var toFormat: [String: String] = [:]
        for (place, migration) in migrations.enumerated() {
            var layout = RandomLayout(generator: SplitMix64(seed: seed &+ UInt64(place)))
            let free = migration.renamed("_free")
            sources[free.id] = layout.source(of: free)
            let formatted = migration.renamed("_formatted")
            toFormat[formatted.id] =
                place % 2 == 0
                ? layout.source(of: formatted) : try swiftSource(of: formatted, summary: "Does this and that.")
        }
        let ids = toFormat.keys.sorted()
        let (half, rest) = (ids.prefix(ids.count / 2), ids.dropFirst(ids.count / 2))
        for (ids, indentation, width) in [(half, 2, 80), (rest, 4, 100)] {
            let part = toFormat.filter { ids.contains($0.key) }
            sources.merge(try swiftFormatted(part, indentation: indentation, width: width)) { $1 }
        }
        try expectReadAsCompiled(sources)
    }

    /// Bytes of a file are changed at random. What the reader still takes, the compiler takes for the same value.
    @Test func aDamagedFileIsRefusedOrReadAsItIsCompiled() throws {
        var generator = SplitMix64(seed: Seeds.first(1)[0])
        var sources: [String: String] = [:]
        while sources.count < 60 {
            let id = "m20260131_120000_\(String(sources.count + 1_000).dropFirst())_damaged"
            guard let source = damaged(Self.body, using: &generator) else { continue }
            let text = "internal import Raido\n\nlet \(id) = Migration(id: \"\(id)\", \(source)"
            let file = SourceFile(path: id + ".swift", bytes: Array(text.utf8))
            if (try? readMigration(file)) != nil { sources[id] = text }
        }
        try expectReadAsCompiled(sources)
    }

    private func expectReadAsCompiled(_ sources: [String: String]) throws {
        let compiled = try CompiledMigrations(sources: sources)
        #expect(compiled.complaints == "")
        #expect(compiled.values.count == sources.count)
        for (source, value) in zip(sources.sorted { $0.key < $1.key }, compiled.values) {
            let file = SourceFile(path: source.key + ".swift", bytes: Array(source.value.utf8))
            let found = canonical(try readMigration(file))
            if found != value { Issue.record("read as \(found), compiled to \(value):\n\(source.value)") }
        }
    }

    /// A text with one to three changes, or nil where it is no longer UTF-8 or the same.
    private func damaged(_ text: String, using generator: inout SplitMix64) -> String? {
        var bytes = Array(text.utf8)
        for _ in 0...generator.below(3) {
            let place = generator.below(bytes.count)
            switch generator.below(4) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(generator.pick(Self.bytes) ?? 0, at: place)
            case 2: bytes[place] = generator.pick(Self.bytes) ?? 0
            default:
                let part = bytes[place..<min(place + 1 + generator.below(12), bytes.count)]
                bytes.insert(contentsOf: part, at: generator.below(bytes.count))
            }
        }
        guard let result = String(validating: bytes, as: UTF8.self), result != text else { return nil }
        return result
    }

    private static let bytes = Array(" \n\t\r\"\\#,.:()[]{}/*-+_0x1b9ea`=;u".utf8)

    private static let body = ##"""
        batch: "b", changes: [
            .addColumn(Column("a", .varchar(0x2_0), nullable: true), to: "t", fill: .value(.integer(-1_0))),
            .sql(RawSQL(
                up: [#"a "b" \n c"#, """
                    line /* no */ \
                      and
                    \u{20}#" last
                    """, .sql(sqlite: "\\x", mysql: "")], down: nil, effect: [])), // what follows
            .addIndex(Index("i", [.ascending("x"), .expression(#"""
                lower(\#u{41})
                  \"""
                """#)], unique: false,), to: "t"), /* and /* more */ */
            .changePrimaryKey(of: "t", from: [], to: ["a", "b"]),
            .addColumn(.init("n", .decimal(precision: 0b11, scale: 0o1), nativeTypes: [.sqlite: "s", .mysql: "m"]), to: ""),
        ])
        """##
}

extension Migration {
    fileprivate func renamed(_ suffix: String) -> Migration {
        Migration(id: id + suffix, batch: batch, changes: changes)
    }
}
