import RaidoConsole
import RaidoPlatform
import RaidoProject
import Testing

@Suite struct SourceFilesTests {
    private func paths(in folder: ScratchFolder, at path: String = "entities") throws -> [String] {
        try sourceFiles(at: path, in: folder.path).files.map(\.path)
    }

    @Test func modelFilesAreFoundAtEveryDepthInTheOrderOfPaths() throws {
        try withScratchFolder { folder in
            for path in [
                "b.swift", "a.model", "c/d.rs", "c.swift", "c/a/z.swift", "c-d/e.rs", "README.md", "a.swift.orig",
                ".hidden.swift", ".git/a.swift", "ä.swift",
            ] { try folder.write(path, to: "entities/" + path) }
            try folder.write("", to: "other.swift")
            #expect(
                try paths(in: folder)
                    == ["a.model", "b.swift", "c-d/e.rs", "c.swift", "c/a/z.swift", "c/d.rs", "ä.swift"].map {
                        "entities/" + $0
                    })
            let files = try sourceFiles(at: "entities", in: folder.path).files
            #expect(files.allSatisfy { "entities/" + String(decoding: $0.bytes, as: UTF8.self) == $0.path })
        }
    }

    @Test func linksWithinTheProjectAreFollowedOnce() throws {
        try withScratchFolder { folder in
            try folder.write("", to: "entities/a/x.swift")
            try folder.write("", to: "shared/y.swift")
            try folder.link("entities/loop", to: ".")
            try folder.link("entities/a/up", to: "..")
            try folder.link("entities/copy.swift", to: "a/x.swift")
            try folder.link("entities/shared", to: "../shared")
            try folder.link("entities/shared2", to: "../shared")
            try folder.link("shared/back", to: "../entities")
            #expect(try paths(in: folder) == ["entities/a/x.swift", "entities/shared/y.swift"])
            #expect(try sourceFiles(at: "entities", in: folder.path).skippedLinks == [])
        }
    }

    @Test func linksOutOfTheProjectAreReported() throws {
        try withScratchFolder { outside in
            try outside.write("", to: "z.swift")
            try withScratchFolder { folder in
                try folder.write("", to: "entities/a.swift")
                try folder.link("entities/out", to: outside.path)
                try folder.link("entities/nowhere.swift", to: "missing")
                try folder.link("entities/self.swift", to: "self.swift")
                let found = try sourceFiles(at: "entities", in: folder.path)
                #expect(found.files.map(\.path) == ["entities/a.swift"])
                #expect(
                    found.skippedLinks.map(\.message) == [
                        "entities/nowhere.swift: the symbolic link to missing was not followed: nothing is there",
                        "entities/out: the symbolic link to \(outside.path) was not followed: it leads out of the project",
                        "entities/self.swift: the symbolic link to self.swift was not followed: nothing is there",
                    ])
            }
        }
    }

    @Test func aFolderOutsideTheProjectThatIsNamedIsRead() throws {
        try withScratchFolder { outside in
            try outside.write("", to: "z.swift")
            try withScratchFolder { folder in
                let paths = try paths(in: folder, at: outside.path)
                #expect(paths == [outside.path + "/z.swift"])
            }
        }
    }

    @Test func aMissingFolderIsAnErrorWithAdvice() throws {
        try withScratchFolder { folder in
            let usual = problem { () throws(ProjectError) in
                try sourceFiles(at: "entities", in: folder.path, isDefault: true)
            }
            #expect(
                usual?.description
                    == "entities: the folder does not exist; 'raido init' creates it with a first model; use "
                    + "--entities to name another folder")
            let named = problem { () throws(ProjectError) in try sourceFiles(at: "models", in: folder.path) }
            #expect(
                named?.description
                    == "models: the folder does not exist; correct the path in --entities or in raido.json, or "
                    + "create the folder")
        }
    }

    @Test func whatCannotBeReadIsAnError() throws {
        try withScratchFolder { folder in
            try folder.write("", to: "entities/a.swift/b.swift")
            #expect(try paths(in: folder) == ["entities/a.swift/b.swift"])
            try folder.write("", to: "file")
            let file = problem { () throws(ProjectError) in try sourceFiles(at: "file", in: folder.path) }
            #expect(file?.description == "file: this is not a folder; move it away")
            _ = try runTool("mkfifo", ["entities/pipe.swift"], in: folder.path)
            try folder.write("", to: "entities/z.swift")
            let found = try sourceFiles(at: "entities", in: folder.path)
            #expect(found.files.map(\.path) == ["entities/a.swift/b.swift", "entities/z.swift"])
            #expect(
                found.mistakes.map(\.description)
                    == ["entities/pipe.swift: this is not a regular file; move it away"])
        }
    }

    @Test func aNameThatIsNotUTF8IsAnErrorThatSpellsItsBytes() throws {
        try withScratchFolder { folder in
            try folder.makeFolders("entities")
            _ = try runTool("sh", ["-c", "touch entities/$(printf 'caf\\351').swift"], in: folder.path)
            try folder.write("", to: "entities/a.swift")
            _ = try runTool("mkfifo", ["entities/pipe.swift"], in: folder.path)
            let found = try sourceFiles(at: "entities", in: folder.path)
            #expect(found.files.map(\.path) == ["entities/a.swift"])
            #expect(found.mistakes.count == 2, "the other names are looked at all the same")
            let error = found.mistakes.first
            #expect(error?.path == "entities")
            #expect(error?.message == "the name 'caf\\xe9.swift' in this folder is not UTF-8")
        }
    }
}
