import Foundation
import RaidoPlatform
import RaidoProject
import Testing

@Suite struct CommitTests {
    private func prepare(_ folder: ScratchFolder) throws -> PendingFiles {
        try prepareCommit(in: folder, last: "snapshots/framework/deep/c.json")
    }

    private static let done = [
        "migration/": "", "migration/Migrations.swift": "new list", "migration/m1.swift": "m1", "snapshots/": "",
        "snapshots/a.json": "new a", "snapshots/framework/": "", "snapshots/framework/deep/": "",
        "snapshots/framework/deep/c.json": "c",
    ]

    @Test func allFilesArePutOnDiskAndNothingElseIsLeft() throws {
        try withScratchFolder { folder in
            let files = try prepare(folder)
            _ = try runTool("chmod", ["600", "snapshots/a.json"], in: folder.path)
            try commit(files, in: folder.path)
            #expect(try folder.tree() == Self.done)
            #expect(try Platform.status(of: folder.real("snapshots/a.json"))?.permissions == 0o600)
        }
    }

    /// Whoever runs it, and whatever that process takes from new files (its umask, which is seldom 0).
    @Test func aReplacedFileKeepsItsPermissionsAndItsOwner() throws {
        try withScratchFolder { folder in
            let files = try prepare(folder)
            // Only root gives files away.
            let owner: UInt32? = getuid() == 0 ? 65_534 : nil
            for path in ["migration/Migrations.swift", "snapshots/a.json"] {
                if let owner { #expect(chown(folder.real(path), owner, owner) == 0) }
                #expect(chmod(folder.real(path), 0o666) == 0)
            }
            try commit(files, in: folder.path)
            for path in ["migration/Migrations.swift", "snapshots/a.json"] {
                let status = try #require(try Platform.status(of: folder.real(path)))
                #expect(status.permissions == 0o666)
                if let owner { #expect(status.owner == owner && status.group == owner) }
            }
        }
    }

    @Test func nothingToDoTouchesNothing() throws {
        try withScratchFolder { folder in
            try commit(PendingFiles(), in: folder.path)
            var files = PendingFiles()
            files.put("a", over: [0x61], "a")
            #expect(files.isEmpty)
            #expect(try folder.tree() == [:])
        }
    }

    @Test func anExistingFileIsNotOverwritten() throws {
        try withScratchFolder { folder in
            let files = try prepare(folder)
            try folder.write("mine", to: "migration/m1.swift")
            let before = try folder.tree()
            let error = problem { () throws(ProjectError) in try commit(files, in: folder.path) }
            #expect(
                error?.description
                    == "migration/m1.swift: a file with that name already exists and is not overwritten; move it "
                    + "away and run the command again")
            #expect(try folder.tree() == before)
        }
    }

    @Test func aFileThatChangedSinceItWasReadIsNotReplaced() throws {
        for path in ["snapshots/a.json", "snapshots/b.json"] {
            try withScratchFolder { folder in
                let files = try prepare(folder)
                try folder.write("edited", to: path)
                let before = try folder.tree()
                let error = problem { () throws(ProjectError) in try commit(files, in: folder.path) }
                #expect(error?.problem == .changedMeanwhile && error?.path == path)
                #expect(try folder.tree() == before)
            }
        }
    }

    @Test func oneFileIsWrittenOnce() throws {
        try withScratchFolder { folder in
            var files = PendingFiles()
            files.create("a", "1")
            files.create("a", "2")
            let error = problem { () throws(ProjectError) in try commit(files, in: folder.path) }
            #expect(error?.problem == .pathTwice)
            let tree = try folder.tree()
            #expect(tree == [:])
        }
    }

    @Test(arguments: ["snapshots", "snapshots/framework", "migration/m1.swift"])
    func whatStandsInTheWayStopsTheWholeCommit(path: String) throws {
        try withScratchFolder { folder in
            var files = PendingFiles()
            files.create("migration/m1.swift", "m1")
            files.create("snapshots/framework/c.json", "c")
            if path == "migration/m1.swift" { try folder.makeFolders(path) } else { try folder.write("file", to: path) }
            let before = try folder.tree()
            let error = problem { () throws(ProjectError) in try commit(files, in: folder.path) }
            #expect(error?.path == path)
            #expect(error?.problem == (path == "migration/m1.swift" ? .existsAlready : .notAFolder))
            #expect(try folder.tree() == before)
        }
    }

    @Test func linksOutOfTheProjectAreNotFollowed() throws {
        try withScratchFolder { outside in
            for (link, target) in [("migration", outside.path), ("snapshots", outside.path + "/missing")] {
                try withScratchFolder { folder in
                    try folder.link(link, to: target)
                    var files = PendingFiles()
                    files.create("migration/new/m1.swift", "m1")
                    files.create("snapshots/framework/c.json", "c")
                    let error = problem { () throws(ProjectError) in try commit(files, in: folder.path) }
                    #expect(error?.path == link)
                    #expect(error?.message.contains("a symbolic link leads out of the project, to /") == true)
                    #expect(try folder.tree() == [link: "-> " + target])
                }
            }
            #expect(try outside.tree() == [:])
        }
    }

    @Test func linksWithinTheProjectAreFollowed() throws {
        try withScratchFolder { folder in
            try folder.makeFolders("real")
            try folder.link("migration", to: "real")
            var files = PendingFiles()
            files.create("migration/m1.swift", "m1")
            try commit(files, in: folder.path)
            #expect(try folder.tree() == ["migration": "-> real", "real/": "", "real/m1.swift": "m1"])
        }
    }

    @Test func aFileThatIsALinkIsNotCutOff() throws {
        try withScratchFolder { folder in
            try folder.write("old", to: "shared/a.json")
            try folder.link("a.json", to: "shared/a.json")
            var files = PendingFiles()
            files.put("a.json", over: Array("old".utf8), "new")
            let error = problem { () throws(ProjectError) in try commit(files, in: folder.path) }
            #expect(error?.problem == .link(target: "shared/a.json"))
            #expect(try folder.text("shared/a.json") == "old")
        }
    }

    @Test func aProjectIsWrittenByOneRunAtATime() throws {
        try withScratchFolder { folder in
            let lock = try lockProject(in: folder.path)
            let error = problem { () throws(ProjectError) in
                let lock = try lockProject(in: folder.path, lockTimeout: 0.05)
                try lock.commit(PendingFiles())
            }
            guard case .locked(let holder?) = error?.problem else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(holder.process == Platform.processID && holder.host == Platform.hostName)
            #expect(
                error?.message.hasPrefix("another run is using this project: process \(holder.process) on ") == true)
            var files = PendingFiles()
            files.create("a", "a")
            try lock.commit(files)
        }
        try withScratchFolder { folder in
            do { _ = try lockProject(in: folder.path) }
            #expect(try folder.tree() == [:])
        }
    }

    @Test func targetsAreTouchedByRenamesAndRemovalsAlone() throws {
        try withScratchFolder { folder in
            let files = try prepare(folder)
            let targets = Set(files.files.map(\.path))
            let steps = Steps()
            try commit(files, in: folder.path) { step in
                steps.all.append(step)
                return nil
            }
            let touching = steps.all.filter { targets.contains($0.path) }.map(\.action)
            #expect(touching.count == targets.count)
            #expect(Set(touching).isSubset(of: [.rename, .removeFile]), "nobody ever sees half a file")
        }
    }

    /// Writes a file in the middle of a commit.
    private func put(_ text: String, at path: String, in folder: ScratchFolder) {
        do { try folder.write(text, to: path) } catch { Issue.record(error) }
    }

    private final class Steps { var all: [CommitStep] = [] }

    @Test func onlyWhatSomebodyElsePutThereIsLeftAlone() throws {
        // A half-written target is not somebody else's, whatever the system said at its path.
        try withScratchFolder { folder in
            var files = PendingFiles()
            files.create("a", "whole")
            files.create("b", "whole")
            let error = problem { () throws(ProjectError) in
                try commit(files, in: folder.path) { step in
                    guard step.action == .rename, step.path == "b" else { return nil }
                    put("hal", at: "b", in: folder)
                    return .refused(ProjectError(.system(.noSpace("write", step.path)), path: step.path))
                }
            }
            #expect(error?.message.contains("could not be restored") == true)
        }
        try withScratchFolder { folder in
            var files = PendingFiles()
            files.create("a", "ours")
            files.create("b", "ours")
            let error = problem { () throws(ProjectError) in
                try commit(files, in: folder.path) { step in
                    guard step.action == .rename, step.path == "b" else { return nil }
                    put("theirs", at: "b", in: folder)
                    return nil
                }
            }
            #expect(error?.message == "File exists (link)")
            let tree = try folder.tree()
            #expect(tree == ["b": "theirs"])
        }
    }

    @Test func aFullDiskLeavesEverythingAsItWas() throws {
        try withScratchFolder { folder in
            let files = try prepare(folder)
            let before = try folder.tree()
            let error = problem { () throws(ProjectError) in
                try commit(files, in: folder.path) { step in
                    guard step.action == .write, step.path.contains("/framework/") else { return nil }
                    return .refused(ProjectError(.system(.noSpace("write", step.path)), path: step.path))
                }
            }
            #expect(error?.message == "No space left on device (write)")
            #expect(error?.advice == ["make room on the disk and run again"])
            #expect(try folder.tree() == before)
        }
    }
}
