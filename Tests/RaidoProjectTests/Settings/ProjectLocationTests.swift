import RaidoPlatform
import RaidoProject
import Testing

@Suite struct ProjectLocationTests {
    private func found(_ files: [String], from start: String) throws -> (String, ProjectLocation.Mark) {
        try withScratchFolder { folder in
            // What is above the scratch folder is another repository's.
            try folder.write("", to: ".git/HEAD")
            try folder.makeFolders(start)
            for file in files { try folder.write("{}", to: file) }
            let location = try ProjectLocation.around(folder.real(start))
            let names = Path.parts(of: location.folder).filter { $0.elementsEqual("..".utf8) }.count
            var path = start
            for _ in 0..<names { path = Path.folder(of: path) }
            return (path, location.mark)
        }
    }

    @Test func `from a subfolder the nearest raido json above is found`() throws {
        #expect(try found(["raido.json", "a/raido.json"], from: "a/b/c") == ("a", .settings))
        #expect(try found(["raido.json"], from: "a/b/c") == (".", .settings))
        #expect(try found(["raido.json"], from: ".") == (".", .settings))
    }

    @Test func `a raido json further up counts before a nearer package`() throws {
        #expect(try found(["raido.json", "a/Package.swift"], from: "a/b") == (".", .settings))
    }

    @Test func `without a raido json the nearest package is the project`() throws {
        #expect(try found(["Package.swift", "a/Package.swift"], from: "a/b") == ("a", .package))
    }

    @Test func `without either the folder itself is the project`() throws {
        #expect(try found([], from: "a/b") == ("a/b", .none))
    }

    @Test func `the search ends with the repository`() throws {
        #expect(try found(["raido.json", "a/.git/HEAD"], from: "a/b") == ("a/b", .none))
    }
}
