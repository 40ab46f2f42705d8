import Foundation
import Raido
import Testing

/// `migrate` is ended with SIGKILL while it copies a SQLite database, or brings a copy back.
@Suite(.serialized) struct KilledBackupTests {
    /// The calls by which a copy is written, named and cleaned up.
    private let calls = ["pwrite64", "fsync", "fdatasync", "link", "linkat", "rename", "unlink", "openat"]
    private let copy = "app.sqlite.before-m2_ten_statements"

    private func forEachKill(
        of arguments: [String], from start: () throws -> Trial, _ body: (Trial, KillPoint) throws -> Void
    ) throws -> Int {
        var kills = 0
        for name in calls {
            // The first ones of opening are libraries.
            let stride = isThorough ? 1 : name == "openat" ? 9 : 4
            var number = 1 + Share.seed % stride
            while true {
                let (trial, point) = (try start(), KillPoint(name: name, number: number))
                guard try trial.killed(at: point, arguments) else { break }
                kills += 1
                try body(trial, point)
                number += stride
            }
        }
        return kills
    }

    @Test func aCopyIsWholeOrSaysThatItIsNot() throws {
        let undisturbed = try Trial(.sqlite)
        let before = try undisturbed.contents()
        #expect(try undisturbed.migrate("up").status == 0)
        let after = try undisturbed.contents()
        func fresh() throws -> Trial { try Trial(.sqlite) }
        var incomplete = 0
        let kills = try forEachKill(of: ["up"], from: fresh) { trial, point in
            let copies = try trial.names.filter { $0.hasPrefix(copy) && !$0.hasSuffix("-journal") }
            if copies.contains("\(copy).incomplete") { incomplete += 1 }
            if copies.contains(copy) { #expect(try trial.contents(of: copy) == before, "\(point)") }
            #expect(try trial.isSound, "\(point)")

            let again = try trial.migrate("up")
            #expect(again.status == 0, "\(point): \(again)")
            #expect(try trial.contents() == after, "\(point)")
            // A run that begins with the third migration copies the database before that one.
            let late = "app.sqlite.before-m3_add_phone"
            let left = try trial.names.filter { $0 != "app.sqlite" && $0 != late }
            #expect(left == [copy] || left == [copy, "\(copy).2"], "\(point): \(left)")
            for name in left { #expect(try trial.contents(of: name) == before, "\(point)") }
        }
        #expect(kills > 5 && incomplete > 0)
        Share.print(["sqlite", "backup before `up`: SIGKILL at a point", "\(kills)", "–", "0"])
    }

    @Test func aCopyThatIsBroughtBackIsThereAltogetherOrNotAtAll() throws {
        let undisturbed = try Trial(.sqlite)
        let before = try undisturbed.contents()
        #expect(try undisturbed.migrate("up").status == 0)
        let after = try undisturbed.contents()
        func migrated() throws -> Trial {
            let trial = try Trial(.sqlite)
            #expect(try trial.migrate("up").status == 0)
            return trial
        }
        let kills = try forEachKill(of: ["restore"], from: migrated) { trial, point in
            #expect(try trial.isSound, "\(point)")
            let left = try trial.contents()
            #expect(left == before || left == after, "\(point)")
            #expect(try trial.contents(of: copy) == before, "\(point)")

            let again = try trial.migrate("restore")
            #expect(again.status == 0, "\(point): \(again)")
            #expect(try trial.contents() == before, "\(point)")
            let aside = try trial.names.filter { $0.hasPrefix("app.sqlite.replaced-") }
            #expect(try aside.contains { try trial.contents(of: $0) == after }, "\(point): what was there is kept")
            let names = try trial.names
            #expect(names.count == 2 + aside.count, "\(point): \(names)")
        }
        #expect(kills > 5)
        Share.print(["sqlite", "`restore`: SIGKILL at a point", "\(kills)", "–", "0"])
    }
}

extension Trial {
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: project.folder.path).sorted() }
    }

    /// What SQLite says of the file when it opens it, after whatever it has to finish or take back.
    fileprivate var isSound: Bool { get throws { try sql("PRAGMA integrity_check").output == "ok\n" } }
}
