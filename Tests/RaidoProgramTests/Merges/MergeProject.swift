import Foundation
import Testing

/// A project in a git repository, on which branches work.
struct MergeProject {
    let scratch: ScratchProject

    static let posts = "model! { Post, table: \"posts\", fields: { title: text } }\n"
    static let tags = "model! { Tag, table: \"tags\", fields: { name: text } }\n"

    /// The branch `main` with one run, of 2026-01-01.
    ///
    /// - Parameter models: By their files.
    init(_ models: [String: String] = ["entities/posts.model": posts, "entities/tags.model": tags]) throws {
        scratch = try ScratchProject(models)
        try git("init", "--quiet", "--initial-branch", "main")
        try scratch.write("migration/Migrations.swift merge=union\n", to: ".gitattributes")
        try scratch.write("app.sqlite*\n.raido/\n", to: ".gitignore")
        try make("2026-01-01")
        try commit("base")
    }

    func tryGit(_ arguments: [String]) throws -> Outcome {
        let settings = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "core.editor=true"]
        return try run("/usr/bin/env", ["git"] + settings + arguments, in: scratch.folder)
    }

    func git(_ arguments: String...) throws {
        let outcome = try tryGit(arguments)
        try #require(outcome.status == 0, "\(outcome)")
    }

    func commit(_ message: String) throws {
        try git("add", "--all")
        try git("commit", "--quiet", "--message", message)
    }

    func make(_ day: String) throws {
        let outcome = try raido("makemigrations", "--force", "--quiet", "--now=\(day)T00:00:00Z")
        try #require(outcome.status == 0, "\(outcome)")
    }

    /// Makes a branch of `main` with one run and one commit.
    func branch(_ name: String, _ day: String, _ files: [String: String]) throws {
        try git("checkout", "--quiet", "-b", name, "main")
        try work(day, files)
    }

    /// One more run and commit on the present branch.
    func work(_ day: String, _ files: [String: String]) throws {
        for (path, text) in files { try scratch.write(text, to: path) }
        try make(day)
        try commit(day)
    }

    /// Merges a branch into the present one. Where there are conflicts the merge stops.
    @discardableResult
    func merge(_ name: String) throws -> Outcome { try tryGit(["merge", "--quiet", "--no-edit", name]) }

    func raido(_ arguments: String...) throws -> Outcome { try run(.raido, arguments, in: scratch.folder) }

    func write(_ text: String, to path: String) throws { try scratch.write(text, to: path) }

    /// The names of all migrations, in order.
    func migrations() throws -> [String] {
        try scratch.files().keys.filter { $0.hasPrefix("migration/m") }
            .map { String($0.dropFirst("migration/".count).dropLast(".swift".count)) }.sorted()
    }

    /// The columns of a table in the SQLite database.
    func columns(of table: String) throws -> String {
        try run(
            "/usr/bin/sqlite3", ["app.sqlite", "SELECT group_concat(name) FROM pragma_table_info('\(table)')"],
            in: scratch.folder
        ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
