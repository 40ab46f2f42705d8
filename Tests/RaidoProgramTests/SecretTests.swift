import Foundation
import Raido
import Testing

/// A password in a URL, however it is written, stands in nothing that a program prints or leaves behind.
@Suite struct SecretTests {
    /// Passwords, each of whose pieces has the word `hush` in it.
    private static let passwords = [
        "hush", "hushA/hushB", "hushA?hushB", "hushA#hushB", "hushA@hushB", "hushA:hushB", "hushA%hushB", "hushA&hushB",
        "hushA%2FhushB", "1/hushB", "1?user=hushB", "hushA@hushB/hushC", "hushA hushB", "hushA[hushB", "hushA]hushB",
        "hushA,hushB", "hushA\\hushB", "hushA'hushB", "hushA?password=hushB&hushC", "hushA://hushB", "%zzhush",
        "hush%00",
    ]

    private static let schemes = ["postgresql", "mysql", "mariadb"]

    private static let urls = ["postgresql", "mysql"].flatMap { scheme in
        passwords.flatMap { password in
            [
                "\(scheme)://q%3Fw:\(password)@127.0.0.1:1/db",
                "\(scheme)://127.0.0.1:1/db?user=me&password=\(password)&connect_timeout=2",
                "\(scheme)://127.0.0.1:1/db?password=\(password)&what=1", "\(scheme):me:\(password)@127.0.0.1/db",
            ]
        } + ["\(scheme)://me:hush@no.such.host.invalid/db"]
    }

    private func expectSilence(_ outcome: Outcome, _ url: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(outcome.status != 0, "\(url)", sourceLocation: sourceLocation)
        #expect(
            !(outcome.output + outcome.errors).contains("hush"), "\(url): \(outcome)", sourceLocation: sourceLocation)
    }

    @Test(arguments: urls) func ofADatabaseIsNeverPrinted(url: String) throws {
        let project = try ScratchProject()
        expectSilence(try run(.migrate, ["up", "--database", url], in: project.folder), url)
    }

    @Test(arguments: TestServer.available) func thatAServerRefusesIsNeverPrinted(engine: Engine) throws {
        let server = try #require(TestServer(engine))
        let project = try ScratchProject()
        for password in Self.passwords {
            let url = server.url(of: "raido").replacing(#/:[^:@]*@/#, with: ":\(password)@")
            expectSilence(try run(.migrate, ["status", "--database", url], in: project.folder), url)
        }
    }

    @Test(arguments: schemes) func isNeverPrintedWhereAURLIsAMistake(scheme: String) throws {
        let project = try ScratchProject()
        let url = "\(scheme)://me:hushA/hushB@h/db"
        let lines = [
            ["up", url], ["status", url], ["sql", url], ["mark-applied", url], ["up", "--to", url],
            ["up", "--allow", url],
            ["up", "--quiet=\(url)"], ["up", "--database", "host=h user=me password=hush"],
            ["up", "--database", "host=h password=hush:hush"], ["up", "--database", "me:hush@h/db"],
        ]
        for line in lines { expectSilence(try run(.migrate, line, in: project.folder), "\(line)") }
        for server in [url, "password=hush", "host=h password=hush:x", "\(scheme)://me:hushA&hushB@127.0.0.1:1/db"] {
            expectSilence(try project.raido("makemigrations", "--prove-on", server), server)
        }
    }

    /// A run that proves its plan on a server has the project meanwhile, and says so to others.
    @Test(arguments: schemes) func isNotInTheLockFileEither(scheme: String) throws {
        let listener = try SilentServer()
        for argument in ["--prove-on", "--prove-on="] {
            let project = try ScratchProject(["entities/a.model": "model! { Article, fields: { title: text } }"])
            let url = "\(scheme)://me:hushA%2FhushB@127.0.0.1:\(listener.port)/db"
            let process = Process()
            process.executableURL = URL(fileURLWithPath: BuiltProgram.raido.path)
            process.arguments = ["makemigrations"] + (argument.hasSuffix("=") ? [argument + url] : [argument, url])
            process.currentDirectoryURL = project.folder
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            defer {
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
            }
            #expect(listener.isReached(within: 20))
            let lock = try project.text(".raido/lock")
            #expect(lock.contains("makemigrations --prove-on"), "\(lock)")
            #expect(!lock.contains("hush"), "\(lock)")
            let waiting = try project.raido("makemigrations", "--wait", "0")
            expectSilence(waiting, url)
            #expect(waiting.errors.contains("makemigrations --prove-on"), "\(waiting)")
        }
    }
}
