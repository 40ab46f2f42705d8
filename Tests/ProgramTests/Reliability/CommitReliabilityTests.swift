import Foundation
import Testing

/// The real program, killed and failed at the calls of the file system that its commit makes, each in a run of its own.
@Suite(.serialized) struct CommitReliabilityTests {
    private let failing: FailingCalls

    init() throws { failing = try FailingCalls.shared.get() }

    @Test(arguments: CommitScenario.Kind.allCases)
    func aKilledRunLeavesTheOldOrTheNew(kind: CommitScenario.Kind) throws {
        let scenario = try CommitScenario(kind, failing)
        try tryAll(scenario, .kill, at: Share.isWhole ? scenario.places : Share.of(scenario.changingPlaces, every: 4))
        try tryAll(scenario, .torn, at: scenario.places.filter { scenario.calls[$0 - 1] == "write" })
    }

    @Test(arguments: CommitScenario.Kind.allCases)
    func aFailedCallLeavesTheOldOrTheNew(kind: CommitScenario.Kind) throws {
        let scenario = try CommitScenario(kind, failing)
        for code in [ENOSPC, EIO, EACCES, EROFS] {
            try tryAll(scenario, .error(code), at: Share.of(scenario.places, every: 23))
            try tryAll(scenario, .error(code, andAfter: true), at: Share.of(scenario.places, every: 41))
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
        var tally = Tally()
        for place in Share.of(scenario.changingPlaces, every: 17) {
            let crashed = try ScratchProject(scenario.before)
            _ = try failing.run(CommitScenario.arguments, in: crashed.folder, at: place, .kill)
            let left = try crashed.tree()
            guard left.hasJournal else { continue }
            let whole = try ScratchProject(left)
            let calls = try failing.mendingCalls(in: whole)
            for second in Share.of(calls, every: 5) {
                let project = try ScratchProject(left)
                let fault: FailingCalls.Fault = second % 2 == 0 ? .kill : .error(EIO)
                _ = try failing.run(["check"], in: project.folder, at: second, fault)
                tally.tries += 1
                try mend(project, scenario, "call \(place), then call \(second)", &tally)
            }
        }
        tally.print(scenario, "the run that mends, killed or failed (EIO) at the call")
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

    /// The next run, which says what it finished or undid, and the one after it. Returns whether the first one's work is
    /// there.
    @discardableResult
    private func mend(
        _ project: ScratchProject, _ scenario: CommitScenario, _ what: String, _ tally: inout Tally
    ) throws -> Bool {
        let hadJournal = try project.tree().hasJournal
        let next = try project.raido("check")
        let mended = try project.tree()
        let isNew = mended == scenario.after
        guard isNew || mended == scenario.before else {
            tally.losses += 1
            Issue.record("\(what): a mix, or something left over: \(mended.keys.sorted()); \(next)")
            return false
        }
        #expect(next.status == (isNew ? 0 : 2), "\(what): \(next)")
        let said = isNew ? "its work is finished now: " : "its work is undone now: "
        #expect(next.errors.contains(said) == hadJournal, "\(what): \(next)")
        tally.count(isNew: isNew, hadJournal: hadJournal)
        if !isNew {
            let again = try run(.raido, CommitScenario.arguments, in: project.folder)
            #expect(try again.status == 0 && project.tree() == scenario.after, "\(what): \(again)")
        }
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

extension FailingCalls {
    /// The numbers of the calls that change something while `raido check` mends what is left.
    fileprivate func mendingCalls(in project: ScratchProject) throws -> [Int] {
        let calls = try calls(["check"], in: project.folder)
        return calls.indices.filter { Self.changing.contains(calls[$0]) }.map { $0 + 1 }
    }
}
