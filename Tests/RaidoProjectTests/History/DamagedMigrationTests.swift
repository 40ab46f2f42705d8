import Raido
import RaidoConsole
import RaidoProject
import RaidoTestSupport
import Testing

/// Any bytes are read, or refused at a place in the file.
@Suite struct DamagedMigrationTests {
    @Test func everyBeginningOfAFileIsRefused() throws {
        for migration in CompileLawTests.samples {
            let bytes = Array(try swiftSource(of: migration, summary: "Does this and that.").utf8)
            let step = max(1, bytes.count / 400)
            for count in stride(from: 0, to: bytes.count - 1, by: step) {
                let error = check(Array(bytes.prefix(count)), named: migration.id)
                #expect(error != nil, "\(count) bytes of \(migration.id)")
            }
        }
    }

    @Test func changedBytesAreReadOrRefused() throws {
        for seed in Seeds.first(3_000) {
            var generator = SplitMix64(seed: seed)
            let migration = CompileLawTests.samples[generator.below(CompileLawTests.samples.count)]
            var layout = RandomLayout(generator: generator)
            var bytes = Array(layout.source(of: migration).utf8.prefix(3_000))
            for _ in 0...generator.below(6) {
                let place = generator.below(bytes.count)
                switch generator.below(3) {
                case 0: bytes[place] = UInt8(generator.below(256))
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[..<place].suffix(generator.below(20)), at: place)
                }
            }
            check(bytes, named: migration.id)
        }
    }

    @Test(arguments: [
        "[", "(", "{", "[[.a(", ".sql(RawSQL(up: [], effect: [", "/*", "\"", "#\"\"\"\n", "-", ".a", "@", "7", "7*",
        "`", "=", ".", "#", "\\",
    ])
    func nestingWithoutEndIsRefused(_ opening: String) throws {
        let text = "let m = Migration(id: \"m\", changes: [" + String(repeating: opening, count: 50_000)
        #expect(check(Array(text.utf8), named: "m") != nil)
        #expect(check(Array(String(repeating: opening, count: 50_000).utf8), named: "m") != nil)
    }

    @Test func whatIsNestedAsDeeplyAsAnyoneWouldIsRead() {
        var change = Change.renameTable("a", to: "b")
        for _ in 0..<20 { change = .sql(RawSQL(up: ["SELECT 1"], down: ["SELECT 2"], effect: [change])) }
        let migration = Migration(id: "m20260131_120000_001_a", batch: "b", changes: [change])
        expectValue(of: (try? swiftSource(of: migration, summary: "")) ?? "", toBe: migration)
    }

    @discardableResult
    private func check(_ bytes: [UInt8], named name: String) -> ProjectError? {
        guard
            let error = problem(of: { () throws(ProjectError) in
                try readMigration(SourceFile(path: name + ".swift", bytes: bytes))
            })
        else { return nil }
        #expect(!error.message.isEmpty)
        guard let place = error.place else {
            Issue.record("no place: \(error)")
            return error
        }
        #expect(0 <= place.start && place.start <= place.end && place.end <= bytes.count, "\(error)")
        return error
    }
}
