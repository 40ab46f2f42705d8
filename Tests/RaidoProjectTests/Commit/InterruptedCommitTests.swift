import Raido
import RaidoPlatform
import RaidoProject
import Testing

/// Every step of a commit goes wrong once, as an error and as a power cut.
@Suite struct InterruptedCommitTests {
    /// The steps of a commit that goes well, and what is there before and after it.
    private func wholeCommit() throws -> (steps: Int, before: [String: String], after: [String: String]) {
        try withScratchFolder { folder in
            let files = try prepareCommit(in: folder)
            let before = try folder.tree()
            let counter = Counter()
            try commit(files, in: folder.path) { _ in
                counter.count += 1
                return nil
            }
            return (counter.count, before, try folder.tree())
        }
    }

    private final class Counter { var count = 0 }

    /// Runs a commit in which the step of that number goes wrong.
    private func commitWithFault(
        at number: Int, _ files: PendingFiles, in folder: ScratchFolder, _ fault: (CommitStep) -> CommitFault
    ) -> ProjectError? {
        let counter = Counter()
        return withoutActuallyEscaping(fault) { fault in
            problem { () throws(ProjectError) in
                try commit(files, in: folder.path) { step in
                    counter.count += 1
                    return counter.count == number ? fault(step) : nil
                }
            }
        }
    }

    @Test func aStepThatFailsLeavesEverythingAsItWas() throws {
        let whole = try wholeCommit()
        #expect(whole.steps > 20)
        for number in 1...whole.steps {
            try withScratchFolder { folder in
                let files = try prepareCommit(in: folder)
                let error = commitWithFault(at: number, files, in: folder) { step in
                    .refused(ProjectError(.system(.noSpace("test", step.path)), path: step.path))
                }
                // A step that only tidies up may fail when all is there: the next run repeats it.
                if error == nil {
                    do { _ = try lockProject(in: folder.path) }
                    #expect(try folder.tree() == whole.after)
                } else {
                    #expect(error?.message.hasPrefix("No space left on device") == true)
                    #expect(try folder.tree() == whole.before, "step \(number)")
                }
            }
        }
    }

    @Test func aCrashAtAnyStepIsFinishedOrUndoneByTheNextRun() throws {
        let whole = try wholeCommit()
        var finished = 0
        for number in 1...whole.steps {
            try withScratchFolder { folder in
                let files = try prepareCommit(in: folder)
                let error = commitWithFault(at: number, files, in: folder) { _ in .crash }
                do { _ = try lockProject(in: folder.path) }
                let tree = try folder.tree()
                #expect(tree == whole.before || tree == whole.after, "step \(number)")
                if error == nil { #expect(tree == whole.after) }
                if tree == whole.after { finished += 1 }
            }
        }
        #expect((1..<whole.steps).contains(finished))
    }

    @Test func aCrashWhileACrashIsMendedIsMendedToo() throws {
        let whole = try wholeCommit()
        for number in stride(from: 3, through: whole.steps, by: 3) {
            var second = 1
            while try crashTwice(at: number, and: second, whole) { second += 2 }
            #expect(second > 1, "step \(number)")
        }
    }

    /// - Returns: whether mending the first crash took so many steps that there was a second one.
    private func crashTwice(
        at number: Int, and second: Int, _ whole: (steps: Int, before: [String: String], after: [String: String])
    ) throws -> Bool {
        try withScratchFolder { folder in
            let files = try prepareCommit(in: folder)
            _ = commitWithFault(at: number, files, in: folder) { _ in .crash }
            let counter = Counter()
            let again = problem { () throws(ProjectError) in
                _ = try lockProject(in: folder.path) { _ in
                    counter.count += 1
                    return counter.count == second ? .crash : nil
                }
            }
            if again != nil { do { _ = try lockProject(in: folder.path) } }
            let tree = try folder.tree()
            #expect(tree == whole.before || tree == whole.after, "steps \(number) and \(second)")
            return again != nil
        }
    }

    @Test func aRunThatOnlyReadsMendsWhatACrashLeft() throws {
        let whole = try wholeCommit()
        for number in 1...whole.steps {
            try withScratchFolder { folder in
                let files = try prepareCommit(in: folder)
                let error = commitWithFault(at: number, files, in: folder) { _ in .crash }
                let hadJournal = try folder.tree().keys.contains { $0.hasPrefix(".raido/") && $0.hasSuffix(".json") }
                let lock = try lockForReading(ProjectAccess(root: folder.path, folders: ["."]))
                let recovery = lock.recovery
                let tree = try folder.tree()
                lock.release()
                let paths = files.files.map(\.path)
                switch recovery {
                case .finished(paths, left: []): #expect(tree == whole.after && hadJournal)
                case .undone(paths, left: []): #expect(tree == whole.before && hadJournal)
                case nil: #expect(tree == (error == nil ? whole.after : whole.before) && !hadJournal)
                default: Issue.record("step \(number): \(String(describing: recovery))")
                }
            }
        }
    }

    @Test func thoseWhoReadKeepTheWriterWaitingAndTheOtherWayRound() throws {
        try withScratchFolder { folder in
            let files = try prepareCommit(in: folder)
            let hurried = ProjectAccess(root: folder.path, folders: ["."], lockTimeout: 0.05)
            let reader = try lockForReading(hurried)
            let other = try lockForReading(hurried)
            let error = problem { () throws(ProjectError) in
                let lock = try lockProject(hurried)
                try lock.commit(files)
            }
            #expect(error?.problem == .locked(by: nil))
            reader.release()
            other.release()
            var blocked: ProjectError?
            try commit(files, in: folder.path) { step in
                if step.action == .rename, step.path == "snapshots/a.json" {
                    blocked = problem { () throws(ProjectError) in _ = try lockForReading(hurried) }
                }
                return nil
            }
            guard case .locked = blocked?.problem else {
                Issue.record("a reader was let in while files were replaced")
                return
            }
        }
    }

    @Test func whereAnOldFileIsGoneNothingIsTouched() throws {
        try withScratchFolder { folder in
            let files = try prepareCommit(in: folder)
            try crash(files, in: folder, at: "snapshots/a.json")
            try folder.write("edited", to: "snapshots/a.json")
            for path in try folder.tree().keys where path.hasSuffix(".old") {
                try Platform.removeFile(folder.real(path))
            }
            let before = try folder.tree()
            let error = problem { () throws(ProjectError) in _ = try lockProject(in: folder.path) }
            guard case .unfinished(["migration/Migrations.swift"], let new)? = error?.problem else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(new == ["migration/m1.swift", "snapshots/framework/c.json"])
            #expect(try folder.tree() == before)
        }
    }

    @Test func whatVersionControlPutBackAfterTheCrashStays() throws {
        try withScratchFolder { folder in
            let files = try prepareCommit(in: folder)
            let before = try folder.tree()
            try crash(files, in: folder, at: "snapshots/a.json")
            // As 'git checkout . && git clean -fd' would.
            for path in try folder.tree().keys
            where before[path] == nil && !path.hasPrefix(".raido/") && !path.hasSuffix("/") {
                try Platform.removeFile(folder.real(path))
            }
            for (path, text) in before where !path.hasSuffix("/") { try folder.write(text, to: path) }
            do { _ = try lockProject(in: folder.path) }
            #expect(try folder.tree() == before)
        }
    }

    @Test func aDamagedJournalIsSaidSo() throws {
        try withScratchFolder { folder in
            try folder.write("{", to: ".raido/ready.json")
            let error = problem { () throws(ProjectError) in _ = try lockProject(in: folder.path) }
            #expect(error?.message.hasPrefix("the journal of an interrupted run cannot be read: ") == true)
            #expect(try folder.tree() == [".raido/": "", ".raido/ready.json": "{"])
        }
    }

    /// A journal that comes with a checkout, and what it is after.
    @Test(arguments: [
        (path: "a.json", staged: "../victim", backup: ".raido-1-0.old"),
        (path: "a.json", staged: ".raido-1-0.new", backup: "victim"),
        (path: "../victim", staged: "../.raido-1-0.new", backup: "../.raido-1-0.old"),
        (
            path: "migration/../../victim", staged: "migration/../../.raido-1-0.new",
            backup: "migration/../../.raido-1-0.old"
        ),
        (path: "/victim", staged: "/.raido-1-0.new", backup: "/.raido-1-0.old"),
        (path: ".git/config", staged: ".git/.raido-1-0.new", backup: ".git/.raido-1-0.old"),
        (path: "migration/a", staged: ".raido-1-0.new", backup: "migration/.raido-1-0.old"),
        (path: "link/a", staged: "link/.raido-1-0.new", backup: "link/.raido-1-0.old"),
        // A mark makes one character of itself and a slash; a NUL ends what the system reads.
        (path: "link/\u{301}a", staged: ".raido-1-0.new", backup: ".raido-1-0.old"),
        (path: "link\u{600}/a", staged: ".raido-1-0.new", backup: ".raido-1-0.old"),
        (path: "a\\u0000/b", staged: "a\\u0000/.raido-1-0.new", backup: "a\\u0000/.raido-1-0.old"),
    ])
    func aJournalThatNoRunWroteIsRefused(path: String, staged: String, backup: String) throws {
        try withScratchFolder { parent in
            try parent.makeFolders("project")
            let folder = ScratchFolder(path: parent.real("project"))
            try parent.write("kept", to: "victim")
            try folder.write("kept", to: "victim")
            try parent.write("kept", to: "outside/.raido-1-0.new")
            try folder.link("link", to: "../outside")
            try folder.link("link\u{600}", to: "../outside")
            for phase in ["staging", "ready", "undoing"] {
                let body = """
                      "folders": [],
                      "files": [
                        {"path": "\(path)", "new": "4-0", "staged": "\(staged)", "backup": "\(backup)"}
                      ]
                    }

                    """
                let checksum = "\(body.utf8.count)-\(String(FNV1a.hash64(Array(body.utf8)), radix: 16))"
                try folder.write(
                    "{\n  \"format\": 1,\n  \"checksum\": \"\(checksum)\",\n\(body)", to: ".raido/\(phase).json")
                let before = try parent.tree()
                let error = problem { () throws(ProjectError) in _ = try lockProject(in: folder.path) }
                #expect(
                    error?.message.hasPrefix("the journal of an interrupted run names ") == true
                        || error?.message.hasPrefix("a symbolic link leads out") == true, "\(String(describing: error))"
                )
                try Platform.removeFile(folder.real(".raido/\(phase).json"))
                var after = before
                after["project/.raido/"] = nil
                after["project/.raido/\(phase).json"] = nil
                #expect(try parent.tree().filter { !$0.key.hasPrefix("project/.raido/") } == after)
            }
        }
    }
}
