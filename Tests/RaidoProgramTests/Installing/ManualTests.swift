import Foundation
import Testing

/// The manual page, as the programs that show manual pages read it.
@Suite struct ManualTests {
    private let project: ScratchProject

    init() throws {
        project = try ScratchProject()
        let outcome = try project.raido("manual")
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
        try project.write(outcome.output, to: "raido.1")
    }

    @Test func itIsReadWithoutAWarning() throws {
        let lint = try run("/usr/bin/mandoc", ["-Tlint", "-Wwarning", "raido.1"], in: project.folder)
        #expect(lint == Outcome(status: 0, output: "", errors: ""))
        let groff = try run("/usr/bin/groff", ["-man", "-ww", "-Tutf8", "-z", "raido.1"], in: project.folder)
        #expect(groff == Outcome(status: 0, output: "", errors: ""))
    }

    @Test func itHasEveryCommandAndEveryOption() throws {
        let shown = try run("/usr/bin/mandoc", ["-Tutf8", "-O", "width=200", "raido.1"], in: project.folder).output
        let page = shown.replacing(#/.\x08/#, with: "")
        let help = try project.raido("--help").output
        let commands = help.matches(of: #/\n  ([a-z][a-z-]*)/#).map { String($0.output.1) }
        #expect(commands.count > 12 && commands.contains("up"), "\(commands)")
        for command in commands {
            let own = try project.raido("help", command).output
            let usage = try #require(own.firstMatch(of: #/Usage: (.*)/#)).output.1
            #expect(page.contains(usage), "\(usage)")
            for option in own.matches(of: #/\n  (--[a-z-]+( [A-Z]+)?)/#).map(\.output.1) {
                #expect(page.contains("\(option)"), "\(command) \(option)")
            }
        }
        #expect(page.contains("raido - writes Swift migrations from models, and applies them"))
        #expect(page.contains("Exit status: 0 done, or nothing to do; 1 errors in models"))
    }
}
