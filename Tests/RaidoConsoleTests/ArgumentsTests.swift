import RaidoConsole
import Testing

private let make = Command(
    "make", "Makes.",
    options: [
        .init("--allow", value: "ID", repeatable: true, help: "Allow a finding."),
        .init("--force", help: "Allow all."), .init("--name", value: "WORDS", help: "Name it."),
    ])
private let up = Command("up", "Goes up.", operand: .init("COUNT", help: "How many."))
private let program = Program(name: "tool", version: "1", summary: "A tool.", commands: [make, up])

private func arguments(_ words: String...) throws -> Arguments {
    guard case .run(_, let arguments) = try program.parse(words) else { throw UnexpectedRequest() }
    return arguments
}

private struct UnexpectedRequest: Error {}

@Test func optionsTakeTheirValuesBehindSpaceOrEqualsSign() throws {
    let read = try arguments("make", "--allow", "a", "--allow=b", "--force", "--name=x=y")
    #expect(read.all("--allow") == ["a", "b"])
    #expect(read.has("--force"))
    #expect(read.value("--name") == "x=y")
}

@Test func whatFollowsTwoDashesIsAnOperand() throws {
    #expect(try arguments("up", "--", "--force").operands == ["--force"])
}

@Test(arguments: [
    (["mak"], "unknown command 'mak'; did you mean 'make'?"),
    (["--versoin"], "unknown option '--versoin'; did you mean '--version'?"),
    (["make", "--froce"], "unknown option '--froce'; did you mean '--force'?"),
    (["make", "--zzzzzz"], "unknown option '--zzzzzz'"),
    (["make", "--name"], "'--name' needs a value: --name WORDS"),
    (["make", "--name", "--force"], "'--name' needs a value: --name WORDS"),
    (["make", "--force=1"], "'--force' takes no value, but '1' was given"),
    (["make", "--name", "a", "--name", "b"], "'--name' is given twice"),
    (["make", "extra"], "'make' does not take the argument 'extra'"),
    (["up", "1", "2"], "'up' does not take the argument '2'"),
])
func wrongUsageSaysWhatIsWrong(words: [String], message: String) {
    #expect(throws: UsageError.self) { try program.parse(words) }
    do throws(UsageError) { _ = try program.parse(words) } catch { #expect(error.description == message) }
}

@Test(arguments: [
    ("rollback", "down"), ("downgrade", "down"), ("db:migrate", "up"), ("Migrate", "up"),
    ("generate", "makemigrations"),
    ("makemigration", "makemigrations"), ("showmigrations", "status"), ("sqlmigrate", nil), ("statsu", "status"),
])
func commandsOfOtherToolsAreUnderstoodAsWords(word: String, meant: String?) {
    let commands = ["makemigrations", "up", "down", "status"].map { Command($0, "") }
    let program = Program(name: "tool", version: "1", summary: "", commands: commands)
    #expect(throws: UsageError.unknownCommand(word, nearest: meant)) { try program.parse([word]) }
}

@Test func helpListsWhatTheParserTakes() throws {
    guard case .help(let command?) = try program.parse(["make", "--name", "x", "--help"]) else {
        Issue.record("no help")
        return
    }
    #expect(
        program.help(command) == """
            Makes.

            Usage: tool make [OPTION]…

            Options:
              --allow ID    Allow a finding.
              --force       Allow all.
              --name WORDS  Name it.
              --help        Show this help.

            """)
}
