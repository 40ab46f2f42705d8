import Foundation
import Testing

/// `Scripts/install`, with a program that is built already.
@Suite struct InstallTests {
    private let project: ScratchProject
    private static let files = [
        "bin/raido", "share/bash-completion/completions/raido", "share/fish/vendor_completions.d/raido.fish",
        "share/man/man1/raido.1", "share/zsh/site-functions/_raido",
    ]

    init() throws { project = try ScratchProject() }

    private func install(_ arguments: String..., program: String = BuiltProgram.raido.path) throws -> Outcome {
        try run(
            packageFolder.appendingPathComponent("Scripts/install").path, arguments, in: project.folder,
            environment: ["RAIDO_PROGRAM": program, "HOME": project.folder.path])
    }

    @Test func theProgramItsManualAndItsCompletionsAreInstalledAndRemoved() throws {
        let outcome = try install("--prefix", "a prefix")
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
        let prefix = project.folder.appendingPathComponent("a prefix")
        #expect(try project.files().keys.sorted() == Self.files.map { "a prefix/\($0)" })
        let version = try run(prefix.path + "/bin/raido", ["--version"], in: project.folder).output
        #expect(version.hasPrefix("raido 0.") && outcome.output.contains(version), "\(outcome)")
        #if SQLite
            #expect(version.contains("(SQLite"))
        #endif
        for file in Self.files { #expect(outcome.output.contains("Installed \(prefix.path)/\(file)\n")) }
        #expect(outcome.output.contains("export PATH=\"\(prefix.path)/bin:$PATH\""))
        let removed = try install("--uninstall", "--prefix=\(prefix.path)")
        #expect(removed.status == 0, "\(removed)")
        #expect(try project.files().isEmpty)
    }

    #if os(Linux) && SQLite
        @Test func thePackagesOfTheLibrariesThatItAsksForAreListed() throws {
            let outcome = try install("--prefix", "p")
            let listed = outcome.output.split(separator: "\n").map(String.init)
            #expect(listed.contains("  libsqlite3-0"), "\(outcome)")
            #if PostgreSQL
                #expect(listed.contains("  libpq5, for databases on PostgreSQL"), "\(outcome)")
            #endif
            #if MySQL
                #expect(listed.contains("  libmariadb3, for databases on MySQL and MariaDB"), "\(outcome)")
            #endif
        }

        /// A run on SQLite starts without them: they bring 20 more libraries.
        @Test func theLibrariesOfServersAreNotLoadedAtTheStart() throws {
            let loaded = try run("/usr/bin/ldd", [BuiltProgram.raido.path], in: project.folder).output
            #expect(loaded.contains("libsqlite3.so.0"))
            #expect(!loaded.contains("libpq") && !loaded.contains("libmariadb"), "\(loaded)")
        }
    #endif

    @Test func aProgramThatDoesNotRunLeavesTheInstalledOneAsItIs() throws {
        #expect(try install("--prefix", "p").status == 0)
        let before = try project.files()
        let outcome = try install("--prefix", "p", program: "/bin/false")
        #expect(outcome.status != 0)
        #expect(try project.files() == before)
    }

    @Test(arguments: [
        (["--traits", "Oracle"], "there is no driver 'Oracle'"), (["--prefix"], "'--prefix' needs a folder"),
        (["--what"], "unknown argument '--what'"),
    ])
    func wrongUsageSaysWhatIsWrong(arguments: [String], message: String) throws {
        let outcome = try run(
            packageFolder.appendingPathComponent("Scripts/install").path, arguments, in: project.folder,
            environment: ["HOME": project.folder.path])
        #expect(outcome.status == 64 && outcome.errors.contains(message), "\(outcome)")
    }
}
