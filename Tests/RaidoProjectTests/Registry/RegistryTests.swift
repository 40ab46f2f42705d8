import RaidoPlatform
import RaidoProject
import Testing

@Suite struct RegistryTests {
    private let a = "m20260131_120000_001_create_a"
    private let b = "m20260131_120000_002_create_b"
    private let c = "m20260201_120000_001_alter_a"

    @Test func theListReadsLikeThis() {
        #expect(
            Registry(ids: [c, a, b, a]).text == """
                // Written by 'raido makemigrations', which keeps it in step with the files beside it.
                // swift-format-ignore-file

                public import Raido

                /// Every migration of this folder, in the order of their identities.
                public let migrations: [Migration] = [
                    \(a),
                    \(b),
                    \(c),
                ]

                """)
        #expect(Registry(ids: []).text.hasSuffix("public let migrations: [Migration] = [\n]\n"))
    }

    @Test func migrationsAreTheFilesOfTheFolder() throws {
        try withScratchFolder { folder in
            #expect(try loadRegistry(at: "migration", in: folder.path).ids == [])
            for name in [b, a, "Helper", ".\(c)", "m2026_bad"] { try folder.write("", to: "migration/\(name).swift") }
            let registry = try loadRegistry(at: "migration", in: folder.path)
            #expect(registry.ids == [a, b])
            #expect(!registry.isCurrent && registry.bytes == nil)
        }
    }

    @Test func aCurrentListIsCurrentHoweverItIsLaidOut() throws {
        try withScratchFolder { folder in
            for name in [a, b] { try folder.write("", to: "migration/\(name).swift") }
            for text in [
                Registry(ids: [a, b]).text,
                "public import Raido // all\npublic let migrations: [Migration] = [\(a), \(b)]\n",
            ] {
                try folder.write(text, to: "migration/Migrations.swift")
                #expect(try loadRegistry(at: "migration", in: folder.path).isCurrent)
            }
        }
    }

    @Test func whatAMergeDidToTheListIsHealed() throws {
        try withScratchFolder { folder in
            for name in [a, b, c] { try folder.write("", to: "migration/\(name).swift") }
            let head = "public import Raido\npublic let migrations: [Migration] = [\n"
            for lines in [
                "\(a),\n\(c),\n\(a),\n\(b),\n]", "\(b)\n\(a)\n\(c)\n]",
                "\(a),\n<<<<<<< HEAD\n\(b),\n=======\n\(c),\n>>>>>>> x\n]",
                "\(a),\n// \(a)x,\n]\n]",
            ] {
                try folder.write(head + lines, to: "migration/Migrations.swift")
                let registry = try loadRegistry(at: "migration", in: folder.path)
                #expect(registry.ids == [a, b, c])
                #expect(!registry.isCurrent)
            }
        }
    }

    @Test func whatIsWrongWithTheListIsTold() throws {
        try withScratchFolder { folder in
            for name in [a, b, c] { try folder.write("", to: "migration/\(name).swift") }
            let cases: [(lines: String, disorder: ListDisorder?)] = [
                ("\(a),\n\(b),\n\(c)\n]", nil), ("\(a),\n\(c),\n\(b),\n]", .outOfOrder(b, after: c)),
                ("\(a),\n\(c),\n\(a),\n\(b),\n]", .twice(a)), ("\(b)\n\(a)\n\(c)\n]", .damaged),
                ("\(a),\n\(b),\n\(c),\n]\n]", .damaged), ("\(a),\n\(b),\n]", nil),
            ]
            for (lines, disorder) in cases {
                try folder.write("public let migrations: [Migration] = [\n" + lines, to: "migration/Migrations.swift")
                #expect(try loadRegistry(at: "migration", in: folder.path).disorder == disorder, "\(lines)")
            }
        }
    }

    @Test(arguments: ["let limit = 1", "// See the handbook.", "    /// About this folder."])
    func whatIsNotTheListsIsNotWrittenOver(line: String) throws {
        try withScratchFolder { folder in
            try folder.write("", to: "migration/\(a).swift")
            try folder.write(line + "\n" + Registry(ids: [a]).text, to: "migration/Migrations.swift")
            let error = problem { () throws(ProjectError) in try loadRegistry(at: "migration", in: folder.path) }
            #expect(
                error?.description
                    == "migration/Migrations.swift:1:1: this text does not belong to the list, and would be lost "
                    + "when the list is rewritten; move it to another file of the folder")
        }
    }

    @Test func aByteOrderMarkIsPassedOver() throws {
        try withScratchFolder { folder in
            for name in [a, b] { try folder.write("", to: "migration/\(name).swift") }
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            for text in [
                Registry(ids: [a, b]).text, "public import Raido\npublic let migrations: [Migration] = [\(a), \(b)]\n",
                "public let migrations: [Migration] = [\(a), \(b)]\n",
            ] {
                try folder.write(mark + Array(text.utf8), to: "migration/Migrations.swift")
                let registry = try loadRegistry(at: "migration", in: folder.path)
                #expect(registry.isCurrent && registry.bytes?.starts(with: mark) == true, "\(text)")
            }
            try folder.write(mark + Array("let limit = 1\n".utf8), to: "migration/Migrations.swift")
            let error = problem { () throws(ProjectError) in try loadRegistry(at: "migration", in: folder.path) }
            #expect(error?.problem == .foreignText)
        }
    }

    @Test func theFileThatHoldsAMissingMigrationIsNamed() throws {
        try withScratchFolder { folder in
            let text = "let create = Migration(id: \"\(a)\", batch: \"20260131_120000\", changes: [])\n"
            try folder.write(text, to: "migration/create.swift")
            try folder.write(Registry(ids: [a]).text, to: "migration/Migrations.swift")
            let error = problem { () throws(ProjectError) in try loadRegistry(at: "migration", in: folder.path) }
            #expect(
                error?.advice == [
                    "migration/create.swift contains it: rename that file to \(a).swift, in the folder of the list"
                ])
        }
    }

    @Test func aListedMigrationWhoseFileIsMissingIsAnErrorAtItsLine() throws {
        try withScratchFolder { folder in
            try folder.write("", to: "migration/\(a).swift")
            try folder.write(Registry(ids: [a, b]).text, to: "migration/Migrations.swift")
            let error = problem { () throws(ProjectError) in try loadRegistry(at: "migration", in: folder.path) }
            #expect(
                error?.description
                    == "migration/Migrations.swift:9:5: '\(b)' is listed, but its file \(b).swift is missing; "
                    + "restore the file from version control, or remove its line from the list")
        }
    }

    @Test(arguments: [
        "", "m", "m20260131_120000_001", "m20260131_120000_001_", "m20260131_12000_001_a", "m20260131_120000_01_a",
        "x20260131_120000_001_a", "m20260131_120000_001_a b", "m20260131_120000_001_é", "m20260131-120000-001-a",
        "m20260131_120000_001_a.swift", "m20260131_120000_001a",
    ])
    func whatIsNoIdentityIsNone(text: String) {
        #expect(MigrationIdentity(text) == nil)
    }

    @Test func anIdentityKnowsItsBatch() {
        #expect(MigrationIdentity(a)?.batch == "20260131_120000")
        #expect(MigrationIdentity("m20260131_120000_1000_A_b")?.batch == "20260131_120000")
    }

    @Test func twoRunsInOneSecondHaveTwoBatches() throws {
        let now = try #require(Timestamp("2026-01-31T12:00:00Z"))
        #expect(nextBatch(now: now, existing: []) == "20260131_120000")
        #expect(nextBatch(now: now, existing: [a]) == "20260131_120001")
        #expect(nextBatch(now: now, existing: ["m20260131_235959_001_a", a]) == "20260201_000000")
        #expect(nextBatch(now: now, existing: ["m20260131_115959_001_a", "other"]) == "20260131_120000")
    }
}
