import Foundation
import Testing

/// The real program, killed and failed at the calls of the file system that its commit makes, each in a run of its own.
@Suite struct CommitReliabilityTests {
    private let failing: FailingCalls

    init() throws { failing = try FailingCalls.shared.get() }

    @Test(arguments: CommitScenario.Kind.allCases)
    func aKilledRunLeavesTheOldOrTheNew(kind: CommitScenario.Kind) throws {
        let scenario = try CommitScenario(kind, failing)
        try tryAll(scenario, .kill, at: Share.isWhole ? scenario.places : Share.of(scenario.newStates, every: 4))
        try tryAll(scenario, .torn, at: scenario.places.filter { scenario.calls[$0 - 1] == "write" })
    }

    @Test(arguments: CommitScenario.Kind.allCases)
    func aFailedCallLeavesTheOldOrTheNew(kind: CommitScenario.Kind) throws {
        let scenario = try CommitScenario(kind, failing)
        for code in [ENOSPC, EIO, EACCES, EROFS] {
            try tryAll(scenario, .error(code), at: Share.of(scenario.places, every: 23))
            let some = Share.of(scenario.places, every: 41, ofWhole: 5)
            try tryAll(scenario, .error(code, andAfter: true), at: some)
        }
    }

    /// What a signal interrupts is done again, what is cut short is gone on with.
    @Test func anInterruptedCallIsMadeAgain() throws {
        let scenario = try CommitScenario(.change, failing)
        for fault in [FailingCalls.Fault.error(EINTR), .short] {
            var tally = Tally()
            // Closing is not done again: the descriptor is gone.
            for place in Share.of(scenario.places, every: 13) {
                let project = try ScratchProject(scenario.before)
                let outcome = try failing.run(CommitScenario.arguments, in: project.folder, at: place, fault)
                tally.tries += 1
                let isNew = try project.tree() == scenario.after
                #expect(
                    outcome.status == 0 && isNew, "\(fault), call \(place), \(scenario.calls[place - 1]): \(outcome)")
                if isNew { tally.new += 1 } else { tally.losses += 1 }
            }
            tally.print(scenario, "\(fault)")
        }
    }

    @Test(arguments: CommitScenario.Kind.allCases)
    func aMendingRunThatIsKilledIsMendedToo(kind: CommitScenario.Kind) throws {
        let scenario = try CommitScenario(kind, failing)
        var kills = Tally()
        var failures = Tally()
        for place in Share.of(scenario.newStates, every: 17) {
            let crashed = try ScratchProject(scenario.before)
            _ = try failing.run(CommitScenario.arguments, in: crashed.folder, at: place, .kill)
            let left = try crashed.tree()
            guard left.hasJournal else { continue }
            let whole = try ScratchProject(left)
            let calls = try withExtendedLifetime(whole) { try failing.calls(["check"], in: whole.folder) }
            let what = "call \(place), \(scenario.calls[place - 1]), then"
            for second in Share.of(FailingCalls.newStates(in: calls), every: 7) {
                try failMending(left, scenario, .kill, at: second, what, &kills)
            }
            for second in Share.of(FailingCalls.changes(in: calls), every: 13, ofWhole: 5) {
                try failMending(left, scenario, .error(EIO), at: second, what, &failures)
            }
        }
        kills.print(scenario, "the run that mends: SIGKILL at the call")
        failures.print(scenario, "the run that mends: EIO at the call")
    }

    /// Killed before it puts the first snapshot in place: the journal took two renames, the list one.
    private func killBeforeSnapshots(_ scenario: CommitScenario) throws -> ScratchProject {
        let renames = scenario.calls.indices.filter { scenario.calls[$0] == "rename" }
        let project = try ScratchProject(scenario.before)
        _ = try failing.run(CommitScenario.arguments, in: project.folder, at: renames[3] + 1, .kill)
        #expect(try project.tree().hasJournal)
        return project
    }

    @Test func whatSomebodyEditsAfterTheKillIsLeftAndTheRestFinished() throws {
        let scenario = try CommitScenario(.change, failing)
        let written = scenario.after.keys.filter { scenario.before[$0] != scenario.after[$0] }
        let edited = written.filter { $0.hasPrefix("migration/") && $0.hasSuffix(".swift") }
        #expect(edited.count == 4)
        for path in edited {
            let project = try killBeforeSnapshots(scenario)
            let text = try project.text(path) + "\n"
            try project.write(text, to: path)
            let next = try run(.raido, CommitScenario.arguments, in: project.folder)
            #expect(next.status == 0 && next.errors.contains("left as they are: \(path)\n"), "\(path): \(next)")
            #expect(try project.tree() == scenario.after.merging([path: Data(text.utf8)]) { $1 }, "\(path)")
        }
    }

    @Test func whereSomethingIsLeftOfAnUndoneRunNothingIsWritten() throws {
        let scenario = try CommitScenario(.change, failing)
        let project = try killBeforeSnapshots(scenario)
        let path = "snapshots/author.json"
        let text = try project.text(path)
        try project.write(text + "\n", to: path)
        let next = try run(.raido, CommitScenario.arguments, in: project.folder)
        #expect(next.status == 1 && next.errors.contains("left as they are: \(path)\n"), "\(next)")
        #expect(next.errors.contains("note: check each of these files before the next run: \(path)\n"), "\(next)")
        #expect(try project.tree() == scenario.before.merging([path: Data((text + "\n").utf8)]) { $1 })
        try project.write(text, to: path)
        #expect(try run(.raido, CommitScenario.arguments, in: project.folder).status == 0)
        #expect(try project.tree() == scenario.after)
    }

    private func failMending(
        _ left: Tree, _ scenario: CommitScenario, _ fault: FailingCalls.Fault, at place: Int, _ what: String,
        _ tally: inout Tally
    ) throws {
        let project = try ScratchProject(left)
        let outcome = try failing.run(["check"], in: project.folder, at: place, fault)
        tally.tries += 1
        try mend(project, scenario, "\(what) \(fault), call \(place): \(outcome)", &tally)
    }

    private func tryAll(_ scenario: CommitScenario, _ fault: FailingCalls.Fault, at places: [Int]) throws {
        var tally = Tally()
        for place in places {
            let project = try ScratchProject(scenario.before)
            let outcome = try failing.run(CommitScenario.arguments, in: project.folder, at: place, fault)
            tally.tries += 1
            let what = "\(scenario), \(fault), call \(place), \(scenario.calls[place - 1]): \(outcome)"
            try inspect(project, scenario, what)
            let isNew = try mend(project, scenario, what, &tally)
            if case .error = fault {
                #expect(outcome.status == 0 ? isNew : outcome.errors.contains("error: "), "\(what)")
                #expect([0, 1].contains(outcome.status), "\(what)")
            }
        }
        tally.print(scenario, "\(fault)")
    }

    /// What a person sees before the next run: without a journal all is old or new, and it compiles in any case.
    private func inspect(_ project: ScratchProject, _ scenario: CommitScenario, _ what: String) throws {
        let left = try project.tree()
        #expect(left.compiles, "\(what)")
        if left.hasJournal { return }
        #expect(left.withoutOwn == scenario.before || left.withoutOwn == scenario.after, "\(what)")
        #expect(!left.keys.contains { $0.contains(".raido-") }, "\(what)")
    }

    /// The next run, one that only looks or one that writes, which says what it finished or undid. Returns whether the
    /// work of the run before is there.
    @discardableResult
    private func mend(
        _ project: ScratchProject, _ scenario: CommitScenario, _ what: String, _ tally: inout Tally
    ) throws -> Bool {
        let left = try project.tree()
        if left == scenario.before || left == scenario.after {
            // Not a byte more or less: the next run is one after a run that nobody interrupted.
            tally.count(isNew: left == scenario.after, hadJournal: false)
            return left == scenario.after
        }
        let writes = tally.tries.isMultiple(of: 2)
        let next = try run(.raido, writes ? CommitScenario.arguments : ["check"], in: project.folder)
        let mended = try project.tree()
        let isFinished = next.errors.contains("its work is now finished: ")
        let isNew = isFinished || left.withoutOwn == scenario.after
        guard mended == scenario.after || !writes && !isNew && mended == scenario.before else {
            tally.losses += 1
            Issue.record("\(what): a mix, or something left over: \(mended.keys.sorted()); \(next)")
            return false
        }
        #expect(next.status == (writes || isNew ? 0 : 2), "\(what): \(next)")
        let isUndone = next.errors.contains("its work is now undone: ")
        #expect((isFinished || isUndone) == left.hasJournal, "\(what): \(next)")
        tally.count(isNew: isNew, hadJournal: left.hasJournal)
        return isNew
    }
}

/// What became of the runs.
struct Tally {
    var tries = 0
    var old = 0
    var new = 0
    var undone = 0
    var finished = 0
    var losses = 0

    mutating func count(isNew: Bool, hadJournal: Bool) {
        switch (isNew, hadJournal) {
        case (false, false): old += 1
        case (true, false): new += 1
        case (false, true): undone += 1
        case (true, true): finished += 1
        }
    }

    func print(_ scenario: CommitScenario, _ what: String) {
        Share.print([scenario.kind.rawValue, what] + [tries, old, new, undone, finished, losses].map(String.init))
    }
}
