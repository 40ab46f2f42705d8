import RaidoPlatform
import RaidoProject
import Testing

/// Files that somebody changes between a crash and the next run.
@Suite struct ChangedAfterCrashTests {
    /// Editors write into a file, or put another one in its place.
    enum Editing: CaseIterable { case inside, anew }

    private static let migration = "migration/m1.swift"
    private static let list = "migration/Migrations.swift"

    private func edit(_ path: String, in folder: ScratchFolder, _ editing: Editing = .anew) throws {
        if editing == .anew { try Platform.removeFile(folder.real(path)) }
        try folder.write("edited", to: path)
    }

    /// What the project holds after a run that nobody interrupts, but for these files.
    private func wanted(editing paths: [String]) throws -> [String: String] {
        try withScratchFolder { folder in
            try commit(prepareCommit(in: folder), in: folder.path)
            return try folder.tree().merging(paths.map { ($0, "edited") }) { $1 }
        }
    }

    /// The next run, one that only reads.
    private func mend(_ folder: ScratchFolder) throws -> Recovery? {
        let lock = try lockForReading(ProjectAccess(root: folder.path, folders: ["."]))
        let recovery = lock.recovery
        lock.release()
        return recovery
    }

    @Test(arguments: [[migration], [list], [migration, list]], Editing.allCases)
    func whatWasInPlaceIsLeftAndTheRestFinished(edited: [String], editing: Editing) throws {
        let wanted = try wanted(editing: edited)
        for ending in ["snapshots/a.json", "snapshots/b.json", "snapshots/framework/c.json", ".old"] {
            try withScratchFolder { folder in
                let files = try prepareCommit(in: folder)
                try crash(files, in: folder, at: ending)
                for path in edited { try edit(path, in: folder, editing) }
                let rest = files.files.map(\.path).filter { !edited.contains($0) }
                let recovery = try mend(folder)
                #expect(recovery == .finished(rest, left: edited), "\(ending)")
                let tree = try folder.tree()
                #expect(tree == wanted, "\(ending)")
            }
        }
    }

    @Test func aMigrationThatIsWrittenIntoBeforeItsListIsInPlaceIsFinishedToo() throws {
        try withScratchFolder { folder in
            try crash(prepareCommit(in: folder), in: folder, at: Self.list)
            try edit(Self.migration, in: folder, .inside)
            guard case .finished(_, left: [Self.migration]) = try mend(folder) else {
                Issue.record("not finished")
                return
            }
            let tree = try folder.tree()
            #expect(try tree == wanted(editing: [Self.migration]))
        }
    }

    /// Each as found by a run that cannot tell it from somebody else's file.
    @Test(arguments: [
        (ending: list, edited: migration), (ending: list, edited: list),
        (ending: "snapshots/a.json", edited: "snapshots/a.json"),
        (ending: "snapshots/a.json", edited: "snapshots/b.json"),
        (ending: "snapshots/framework/c.json", edited: "snapshots/framework/c.json"),
    ])
    func whatWasNotInPlaceIsLeftAndTheRestUndone(ending: String, edited: String) throws {
        try withScratchFolder { folder in
            let files = try prepareCommit(in: folder)
            let before = try folder.tree()
            try crash(files, in: folder, at: ending)
            if try Platform.status(of: folder.real(edited)) != nil { try Platform.removeFile(folder.real(edited)) }
            try folder.write("edited", to: edited)
            let rest = files.files.map(\.path).filter { $0 != edited }
            let recovery = try mend(folder)
            #expect(recovery == .undone(rest, left: [edited]))
            let tree = try folder.tree().filter { $0.key != "snapshots/framework/" }
            #expect(tree == before.merging([edited: "edited"]) { $1 })
        }
    }

    @Test func anUndoneRunLeavesTheMigrationsThatAChangedListMayName() throws {
        try withScratchFolder { folder in
            let files = try prepareCommit(in: folder)
            let before = try folder.tree()
            try crash(files, in: folder, at: "snapshots/b.json")
            try edit(Self.list, in: folder)
            // As 'git checkout snapshots' would.
            try folder.write("old a", to: "snapshots/a.json")
            let recovery = try mend(folder)
            let rest = ["snapshots/a.json", "snapshots/b.json", "snapshots/framework/c.json"]
            #expect(recovery == .undone(rest, left: [Self.migration, Self.list]))
            let tree = try folder.tree()
            #expect(tree == before.merging([Self.migration: "m1", Self.list: "edited"]) { $1 })
        }
    }

    @Test func whoTakesTheRunsMigrationBackByHandFindsTheRestUndone() throws {
        try withScratchFolder { folder in
            let files = try prepareCommit(in: folder)
            let before = try folder.tree()
            try crash(files, in: folder, at: "snapshots/b.json")
            try Platform.removeFile(folder.real(Self.migration))
            try edit(Self.list, in: folder)
            let recovery = try mend(folder)
            #expect(recovery == .undone(files.files.map(\.path).filter { $0 != Self.list }, left: [Self.list]))
            let tree = try folder.tree()
            #expect(tree == before.merging([Self.list: "edited"]) { $1 })
        }
    }

    @Test(arguments: [[migration], [list], [list, "snapshots/a.json"], ["snapshots/a.json"]])
    func aMendingRunThatIsKilledEndsWhereAnotherOneDoes(edited: [String]) throws {
        var whole: [String: String] = [:]
        for step in 0...100 {
            let isOver = try withScratchFolder { folder in
                try crash(prepareCommit(in: folder), in: folder, at: "snapshots/a.json")
                for path in edited { try edit(path, in: folder) }
                var count = 0
                if step > 0 {
                    _ = problem { () throws(ProjectError) in
                        _ = try lockProject(in: folder.path) { _ in
                            count += 1
                            return count == step ? .crash : nil
                        }
                    }
                }
                _ = try mend(folder)
                let tree = try folder.tree()
                if step == 0 { whole = tree }
                #expect(tree == whole, "step \(step)")
                return count < step
            }
            if isOver {
                #expect(step > 5)
                return
            }
        }
        Issue.record("it does not end")
    }

    @Test func aRunThatWouldWriteStopsWhereSomethingWasLeft() throws {
        try withScratchFolder { folder in
            try crash(prepareCommit(in: folder), in: folder, at: Self.list)
            try edit(Self.migration, in: folder)
            let error = problem { () throws(ProjectError) in _ = try lockProject(in: folder.path) }
            #expect(error?.path == Self.migration)
            #expect(error?.message.hasSuffix("a changed file, and left as they are: migration/m1.swift") == true)
            #expect(error?.advice.first == "check each of these files before the next run: migration/m1.swift")
            // It is told once: what a person decided then holds.
            let lock = try lockProject(in: folder.path)
            let recovery = lock.recovery
            #expect(recovery == nil)
        }
    }
}
