import Foundation
import Raido
import RaidoPlatform
import RaidoProject
import Testing

/// What a run without work knows of migrations, and what it reads for that.
@Suite struct MigrationIndexTests {
    private static let ids = ["m20260101_000000_001_create_a", "m20260101_000000_002_create_b"]

    private func source(_ id: String, column: String = "c") throws -> String {
        let table = Table("t\(id.suffix(1))", columns: [Column(column, .integer)])
        return try swiftSource(
            of: Migration(id: id, batch: "20260101_000000", changes: [.createTable(table)]), summary: "Test.")
    }

    /// Files are stamped by the system's clock, so a later one makes them old enough to be trusted.
    private func load(_ folder: ScratchFolder, later seconds: Int64 = 0) throws -> MigrationIndex {
        try MigrationIndex.load(
            at: "migration", in: folder.path, checksum: { "\($0.changes)".hashed },
            clock: { Platform.fileClock() + seconds * 1_000_000_000 })
    }

    private func fill(_ folder: ScratchFolder) throws {
        for id in Self.ids { try folder.write(source(id), to: "migration/\(id).swift") }
        try folder.write(Registry(ids: Self.ids).text, to: "migration/Migrations.swift")
    }

    @Test func `files that did not change are not read again`() throws {
        try withScratchFolder { folder in
            try fill(folder)
            let first = try load(folder, later: 60)
            #expect(first.history.keys.sorted() == Self.ids)
            let second = try load(folder, later: 60)
            #expect(second.history.isEmpty && second.entries == first.entries)
        }
    }

    @Test func `a file stamped when the cache was written is read again, until the cache is newer`() throws {
        try withScratchFolder { folder in
            try fill(folder)
            _ = try load(folder)
            #expect(try load(folder, later: 60).history.count == 2)
            #expect(try load(folder).history.isEmpty)
        }
    }

    @Test func `an edit of the same length with the old modification time is seen`() throws {
        try withScratchFolder { folder in
            try fill(folder)
            let before = try load(folder, later: 60)
            let path = "migration/\(Self.ids[1]).swift"
            let date = try FileManager.default.attributesOfItem(atPath: folder.real(path))[.modificationDate]
            try folder.write(source(Self.ids[1], column: "d"), to: path)
            try FileManager.default.setAttributes(
                [.modificationDate: try #require(date)], ofItemAtPath: folder.real(path))
            let after = try load(folder, later: 60)
            #expect(after.history.keys.sorted() == [Self.ids[1]])
            #expect(after.entries[0] == before.entries[0] && after.entries[1] != before.entries[1])
        }
    }

    @Test func `a file with code has no checksum and is read each time`() throws {
        try withScratchFolder { folder in
            try fill(folder)
            let path = "migration/\(Self.ids[0]).swift"
            try folder.write(
                folder.text(path).replacingOccurrences(of: "\"c\"", with: "\"c\" + \"\""), to: path)
            _ = try load(folder, later: 60)
            let index = try load(folder, later: 60)
            #expect(index.entries.map { $0.checksum == nil } == [true, false])
            #expect(index.history.keys.sorted() == [Self.ids[0]])
        }
    }

    @Test func `a batch with spaces leaves what the cache has of other files`() throws {
        try withScratchFolder { folder in
            try fill(folder)
            let path = "migration/\(Self.ids[0]).swift"
            try folder.write(
                folder.text(path).replacingOccurrences(of: "\"20260101_000000\"", with: "\"two words\""), to: path)
            let first = try load(folder, later: 60)
            let second = try load(folder, later: 60)
            #expect(first.entries[0].batch == "two words")
            #expect(second.entries == first.entries && second.history.keys.sorted() == [Self.ids[0]])
        }
    }

    @Test func `merge markers in the list are found at their line`() throws {
        try withScratchFolder { folder in
            try fill(folder)
            let line = "    \(Self.ids[1]),\n"
            let list = Registry(ids: Self.ids).text.replacingOccurrences(
                of: line, with: "<<<<<<< HEAD\n\(line)=======\n>>>>>>> main\n")
            try folder.write(list, to: "migration/Migrations.swift")
            let error = #expect(throws: ProjectError.self) { try load(folder) }
            #expect(error?.message == "the list of migrations has merge markers")
            #expect(error?.path == "migration/Migrations.swift" && error?.line == 9)
            #expect(error?.advice == ["'raido snapshots --rebuild' rewrites the list"])
        }
    }

    @Test(arguments: [
        "", "raido-migrations 2 1 m\n", "raido-migrations 1 x m\n", "raido-migrations 1 9 m\n1 1 1 1\n", "\u{0}",
    ])
    func `a damaged cache is as good as none`(text: String) throws {
        try withScratchFolder { folder in
            try fill(folder)
            let expected = try load(folder, later: 60).entries
            try folder.write(text, to: ".raido/cache/migrations")
            let index = try load(folder, later: 60)
            #expect(index.entries == expected && index.history.count == 2)
        }
    }

    @Test func `a cache folder that is a link is not written through`() throws {
        try withScratchFolder { folder in
            try fill(folder)
            try folder.makeFolders("elsewhere")
            try folder.link(".raido/cache", to: folder.real("elsewhere"))
            #expect(try load(folder).entries.count == 2)
            #expect(try folder.tree(below: "elsewhere").isEmpty)
        }
    }

    @Test func `a migration that is added or removed is seen`() throws {
        try withScratchFolder { folder in
            try fill(folder)
            _ = try load(folder, later: 60)
            let third = "m20260101_000000_000_create_c"
            try folder.write(source(third), to: "migration/\(third).swift")
            #expect(throws: ProjectError.self) { try load(folder, later: 60) }
            try folder.write(Registry(ids: Self.ids + [third]).text, to: "migration/Migrations.swift")
            let more = try load(folder, later: 60)
            #expect(more.entries.map(\.id) == [third] + Self.ids && more.history.keys.sorted() == [third])
            try Platform.removeFile(folder.real("migration/\(Self.ids[0]).swift"))
            try folder.write(Registry(ids: [third, Self.ids[1]]).text, to: "migration/Migrations.swift")
            let fewer = try load(folder, later: 60)
            #expect(fewer.entries.map(\.id) == [third, Self.ids[1]] && fewer.history.isEmpty)
        }
    }

    @Test func `a line taken out of the registry is seen`() throws {
        try withScratchFolder { folder in
            try fill(folder)
            _ = try load(folder, later: 60)
            try folder.write(Registry(ids: [Self.ids[0]]).text, to: "migration/Migrations.swift")
            #expect(throws: ProjectError.self) { try load(folder, later: 60) }
        }
    }

    @Test func `what the list lacks is named, up to three of them`() throws {
        try withScratchFolder { folder in
            for number in 1...4 { try folder.write("", to: "migration/m20260101_000000_00\(number)_a.swift") }
            try folder.write(Registry(ids: []).text, to: "migration/Migrations.swift")
            let error = #expect(throws: ProjectError.self) { try load(folder) }
            #expect(
                error?.message
                    == "the list does not contain every migration of the folder: it lacks m20260101_000000_001_a, "
                    + "m20260101_000000_002_a, m20260101_000000_003_a and 1 more")
            #expect(error?.advice.first?.contains("'raido snapshots --rebuild' rewrites the list") == true)
        }
    }

    @Test(arguments: ["migration/create.swift", "migration/sub/more/m20260102_000000_001_create_c.swift"])
    func `a migration that the list does not take is refused`(path: String) throws {
        try withScratchFolder { folder in
            try fill(folder)
            try folder.makeFolders(Path.folder(of: path))
            _ = try load(folder, later: 60)
            #expect(try load(folder, later: 60).history.isEmpty)
            try folder.write(source("m20260102_000000_001_create_c"), to: path)
            let error = #expect(throws: ProjectError.self) { try load(folder, later: 60) }
            #expect(error?.path == path)
            #expect(error?.advice == ["rename it to migration/m20260102_000000_001_create_c.swift"])
        }
    }

    @Test(arguments: [
        "func make(_ id: String) -> Migration {\n    let made = Migration(id: id, batch: \"\", changes: [])\n    return made\n}\n",
        "// let a = Migration(id: \"a\")\nlet words = \"let a = Migration(\"\n", "func note(_ one: Migration) {}\n",
    ])
    func `code without a migration is none`(text: String) throws {
        try withScratchFolder { folder in
            try fill(folder)
            for path in ["migration/Helper.swift", "migration/sub/Helper.swift", "migration/.hidden/a.swift"] {
                try folder.write(text, to: path)
            }
            #expect(try load(folder).entries.map(\.id) == Self.ids)
        }
    }

    @Test(arguments: [
        "let a: Migration = make()\n", "public var a: Raido.Migration { make() }\n", "let a = Migration(id: id())\n",
    ])
    func `a declared migration with code is refused, too`(text: String) throws {
        try withScratchFolder { folder in
            try fill(folder)
            try folder.write(text, to: "migration/Helper.swift")
            let error = #expect(throws: ProjectError.self) { try load(folder) }
            #expect(error?.message.hasPrefix("this file looks like a migration") == true)
        }
    }

    @Test func `version control is told to leave the cache alone`() throws {
        try withScratchFolder { folder in
            try fill(folder)
            _ = try load(folder)
            #expect(try folder.text(".raido/cache/.gitignore") == "*\n")
        }
    }
}

extension String {
    fileprivate var hashed: String { FNV1a.hexadecimal(FNV1a.hash64(utf8), digits: 16) }
}
