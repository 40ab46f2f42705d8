import Raido
import RaidoPlanning
import RaidoProject
import RaidoTestSupport
import Testing

/// `compile(print(changes)) == changes`.
@Suite struct CompileLawTests {
    @Test func whatIsPrintedIsCompiledToTheSameValues() throws {
        let migrations = (Self.samples + Self.hostile + Self.random(count: 25)).sorted { $0.id < $1.id }
        let compiled = try CompiledMigrations(migrations)
        #expect(compiled.complaints == "")
        #expect(compiled.values.count == migrations.count)
        for (migration, value) in zip(migrations, compiled.values) {
            // Not an #expect of both, which would print pages.
            let expected = canonical(migration)
            if value == expected { continue }
            let place = zip(value, expected).prefix { $0 == $1 }.count
            let (found, wanted) = (value.dropFirst(place).prefix(200), expected.dropFirst(place).prefix(200))
            Issue.record("\(migration.id) came back different: …\(found)… is not …\(wanted)…")
        }
    }

    /// A file that an editor or git gave other line ends is the migration that it was, also to the history's checksums.
    @Test func aFileWithOtherLineEndsIsTheSameMigration() throws {
        let lines = Column("c", .text, default: .string("one\ntwo\n"), comment: "one\r\ntwo")
        let raw = RawSQL(up: ["CREATE VIEW v AS\nSELECT c\nFROM t"], down: ["DROP VIEW v"])
        let migrations = [
            Migration(
                id: "m20260131_120000_001_lines", batch: "20260131_120000",
                changes: [.createTable(Table("t", columns: [lines])), .sql(raw)])
        ]
        let compiled = try CompiledMigrations(migrations, lineEnd: "\r\n")
        #expect(compiled.complaints == "")
        #expect(compiled.values == migrations.map { canonical($0) })
    }

    @Test func theCanonicalTextTellsValuesApart() {
        for (text, changes) in Dictionary(grouping: Samples.changes, by: { canonical($0) }) {
            #expect(Set(changes).count == 1, "\(text)")
        }
        #expect(canonical("é") != canonical("e\u{301}"))
        let orders = [["a", "b"], ["b", "a"]].map { names in
            canonical(Table("t", columns: names.map { Column($0, .integer) }))
        }
        #expect(orders[0] != orders[1])
    }

    @Test func everyPrintedFileIsLaidOutAsSwiftFormatHasIt() throws {
        let said = try withScratchFolder { folder in
            for migration in Self.samples + Self.random(count: 100) {
                let source = try swiftSource(of: migration, summary: "Does this and that.")
                try folder.write(source, to: "migration/\(migration.id).swift")
            }
            try folder.write(Registry(ids: ["m20260131_120000_001_a"]).text, to: "migration/Migrations.swift")
            let configuration = packageFolder + "/.swift-format"
            return try runTool(
                "swift", ["format", "lint", "--strict", "--configuration", configuration, "-r", "migration"],
                in: folder.path)
                + folder.lineTooLong()
        }
        #expect(said == "")
    }

    static let samples = Samples.changes.enumerated().map { place, change in
        let digits = String(place + 1000).dropFirst()
        return Migration(id: "m20260131_120000_\(digits)_sample", batch: "20260131_120000", changes: [change])
    }

    /// Every place for a text, with each text that could break out of it.
    static let hostile = hostileTexts.enumerated().map { place, text in
        let column = Column(text, .enumeration(text), default: .string(text), collation: text, comment: text)
        let table = Table(
            text, columns: [column, Column("c", .custom(text), default: .sql(SQLFragment(text)))], primaryKey: [text],
            uniques: [UniqueConstraint(text, [text])],
            foreignKeys: [ForeignKey(text, [text], references: text, [text])],
            checks: [CheckConstraint(text, SQLFragment(text))], enums: [EnumType(text, [.text(text)])], comment: text)
        let printed = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
        return Migration(
            id: "m20260131_130000_\(place + 100)_hostile", batch: "b" + String(String.UnicodeScalarView(printed)),
            changes: [.createTable(table), .dropTable(table)])
    }

    /// The migrations of random plans, and of the plans back.
    static func random(count: Int) -> [Migration] { Seeds.first(count).flatMap(random(seed:)) }

    /// The migrations of one random plan, and of the plan back.
    static func random(seed: UInt64) -> [Migration] {
        var generator = SplitMix64(seed: seed)
        let before = randomSchema(using: &generator)
        let (after, hints) = randomSuccessor(of: before, using: &generator)
        let batch = String(20_260_201_000_000 + seed % 1_000_000)
        let stamp = batch.prefix(8) + "_" + batch.dropFirst(8)
        let plan = plan(PlanRequest(before: before, after: after, hints: hints, batch: String(stamp)))
        return plan.migrations
            + plan.migrations.compactMap { migration in
                (try? migration.inverse()).map {
                    Migration(id: migration.id + "_inverse", batch: migration.batch, changes: $0)
                }
            }
    }
}

extension ScratchFolder {
    /// Lines of more than 120 characters, which the formatter does not always find.
    fileprivate func lineTooLong() throws -> String {
        try tree().sorted { $0.key < $1.key }.flatMap { $0.value.split(separator: "\n") }
            .filter { $0.count > 120 }.joined(separator: "\n")
    }
}
