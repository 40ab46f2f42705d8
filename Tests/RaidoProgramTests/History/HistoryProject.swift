import Foundation

/// A project with two runs: posts and tags are created, then `tags.name` becomes `tags.label`.
struct HistoryProject {
    let scratch: ScratchProject

    static let createTags = "m20260131_120000_002_create_tags"
    static let alterTags = "m20260201_120000_001_alter_tags"

    init() throws {
        scratch = try ScratchProject(["entities/blog.model": Self.models(tags: "name: text [required]")])
        try make("2026-01-31")
        firstTags = try scratch.text("snapshots/tags.json")
        let renamed = #"label: text [required, renamed_from: "name"]"#
        try scratch.write(Self.models(tags: renamed), to: "entities/blog.model")
        try make("2026-02-01")
        try scratch.write(Self.models(tags: "label: text [required]"), to: "entities/blog.model")
    }

    /// `snapshots/tags.json` after the first run.
    private(set) var firstTags = ""

    static func models(tags: String, posts: String = "title: text [required, max_length: 200]") -> String {
        """
        model! { Post, table: "posts", fields: { \(posts) } }
        model! { Tag, table: "tags", fields: { \(tags) } }

        """
    }

    func make(_ day: String, _ options: String...) throws {
        let outcome = try run(
            .raido, ["makemigrations", "--now=\(day)T12:00:00Z", "--quiet"] + options, in: scratch.folder)
        guard outcome.status == 0 else { throw Unexpected(outcome: outcome) }
    }

    struct Unexpected: Error { var outcome: Outcome }

    /// Replaces text in a file that has it.
    func edit(_ path: String, _ old: String, _ new: String) throws {
        let text = try scratch.text(path)
        guard text.contains(old) else { throw Unexpected(outcome: Outcome(status: 0, output: text, errors: old)) }
        try scratch.write(text.replacingOccurrences(of: old, with: new), to: path)
    }

    func raido(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try run(.raido, arguments, in: scratch.folder, environment: environment)
    }
}
