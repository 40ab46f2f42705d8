import Foundation
import RaidoPlatform
import RaidoProject
import Testing

/// What cannot be read or written is said with its path, also to a user who may do anything.
@Suite struct ForbiddenPlaceTests {
    @Test func aModelThatIsAPipeIsNotWaitedFor() throws {
        try withScratchFolder { folder in
            try folder.makeFolders("entities/folder.rs")
            #expect(mkfifo(folder.real("entities/a.rs"), 0o600) == 0)
            let error = try sourceFiles(at: "entities", in: folder.path).mistakes.first
            #expect(error?.problem == .notAFile)
            #expect(error?.path == "entities/a.rs")
            try Platform.removeFile(folder.real("entities/a.rs"))
            let found = try sourceFiles(at: "entities", in: folder.path)
            #expect(found.files.isEmpty, "a folder may be called like a file")
        }
    }

    @Test func aFolderOfModelsBelowAFileIsNotThere() throws {
        try withScratchFolder { folder in
            try folder.write("x", to: "file")
            let below = problem { () throws(ProjectError) in try sourceFiles(at: "file/entities", in: folder.path) }
            #expect(below?.problem == .missingEntities(isDefault: false))
            #expect(below?.path == "file/entities")
            let itself = problem { () throws(ProjectError) in try sourceFiles(at: "file", in: folder.path) }
            #expect(itself?.problem == .notAFolder)
            try folder.link("loop", to: "loop")
            let loop = problem { () throws(ProjectError) in try sourceFiles(at: "loop", in: folder.path) }
            #expect(loop?.path == "loop")
        }
    }

    @Test func aSnapshotThatIsAFolderIsNamed() throws {
        try withScratchFolder { folder in
            try folder.makeFolders("snapshots/a.json")
            let error = problem { () throws(ProjectError) in try loadSnapshots(at: "snapshots", in: folder.path) }
            #expect(error?.path == "snapshots/a.json")
            #expect(error?.problem == .notAFile)
        }
    }

    @Test func aSnapshotThatLeadsNowhereIsNamed() throws {
        try withScratchFolder { folder in
            try folder.link("snapshots/a.json", to: "missing")
            let error = problem { () throws(ProjectError) in try loadSnapshots(at: "snapshots", in: folder.path) }
            #expect(error?.path == "snapshots/a.json")
        }
    }

    @Test(arguments: ["file/m1.swift", "file/deep/m1.swift", "/proc/raido/m1.swift", "/sys/raido/m1.swift"])
    func aTargetThatCannotBeWrittenLeavesNothingBehind(path: String) throws {
        try withScratchFolder { folder in
            try folder.write("x", to: "file")
            let before = try folder.tree()
            var files = PendingFiles()
            files.create("snapshots/a.json", "a")
            files.create(path, "m1")
            let error = problem { () throws(ProjectError) in try commit(files, in: folder.path) }
            #expect(error != nil)
            #expect(error?.path.isEmpty == false)
            let after = try folder.tree()
            #expect(after == before)
        }
    }

    @Test func aProjectWhoseOwnFolderIsAFileCannotBeLocked() throws {
        try withScratchFolder { folder in
            try folder.write("x", to: ".raido")
            let error = problem { () throws(ProjectError) in _ = try lockProject(in: folder.path) }
            #expect(error?.problem == .notAFolder)
            #expect(error?.path == ".raido")
        }
    }
}
