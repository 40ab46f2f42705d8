import Foundation
import Raido
import Testing

/// Models that change while a database of theirs has rows.
struct ModelChange {
    var before: String
    /// Inserts the rows, on every engine.
    var rows: String
    var after: String
    /// Members of the settings beside the engine.
    var settings = ""

    /// Runs `body` after the second `raido makemigrations`, with what it found.
    func run(on engine: Engine, _ body: (ChangedDatabase) throws -> Void) throws {
        let project = try ScratchProject()
        let members = ["\"engines\": [\"\(engine.rawValue)\"]", settings].filter { !$0.isEmpty }
        try project.write("{ \(members.joined(separator: ", ")) }\n", to: "raido.json")
        try withDatabase(of: engine) { database in
            var changed = ChangedDatabase(engine: engine, project: project, database: database)
            try changed.plan(before, on: "2026-01-01")
            try #require(changed.up().status == 0)
            _ = try database.ask(rows)
            try changed.plan(after, on: "2026-01-02")
            try body(changed)
        }
    }
}

/// A project in the middle of a change, and its database, which has rows.
struct ChangedDatabase {
    struct Finding: Decodable {
        enum CodingKeys: String, CodingKey {
            case id, message
            case countQueries = "count_queries"
        }

        var id: String
        var message: String
        var countQueries: [String: String]
    }

    private struct Document: Decodable { var hazards: [Finding]? }

    let engine: Engine
    fileprivate let project: ScratchProject
    fileprivate let database: TestDatabase
    fileprivate(set) var findings: [Finding] = []

    fileprivate init(engine: Engine, project: ScratchProject, database: TestDatabase) {
        self.engine = engine
        self.project = project
        self.database = database
    }

    fileprivate mutating func plan(_ models: String, on day: String) throws {
        try project.write(models, to: "entities/models.model")
        let outcome = try project.raido("makemigrations", "--force", "--json", "--now", "\(day)T12:00:00Z")
        try #require(outcome.status == 0, "\(outcome)")
        findings = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8)).hazards ?? []
    }

    var findingIDs: [String] { findings.map(\.id) }

    /// What the query of a finding counts, put through the engine's own client.
    func count(of id: String) throws -> String {
        let finding = try #require(findings.first { $0.id == id }, "\(findingIDs)")
        let query = try #require(finding.countQueries[engine.rawValue])
        return try database.ask(query)
    }

    func up(_ arguments: String...) throws -> Outcome { try migrate(["up"] + arguments) }

    func down(_ arguments: String...) throws -> Outcome { try down(arguments) }

    func down(_ arguments: [String]) throws -> Outcome { try migrate(["down"] + arguments) }

    /// Applies the change, and expects the models in the database.
    func upWithoutDrift() throws {
        let outcome = try up()
        #expect(outcome.status == 0, "\(outcome)")
        #expect(!(outcome.output + outcome.errors).contains("is not known"), "\(outcome)")
        let check = try migrate(["check"])
        #expect(check.status == 0, "\(check)")
    }

    /// Expects that rows are reported before anything is changed.
    func upIsRefused(with words: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
        let outcome = try up()
        #expect(outcome.status != 0, "\(outcome)", sourceLocation: sourceLocation)
        for text in words { #expect(outcome.errors.contains(text), "\(outcome)", sourceLocation: sourceLocation) }
        let states = try migrate(["status"])
        #expect(states.output.contains("pending"), "\(states)", sourceLocation: sourceLocation)
        for trace in ["resume", "statement "] {
            #expect(!outcome.errors.contains(trace), "\(outcome)", sourceLocation: sourceLocation)
        }
    }

    private func migrate(_ arguments: [String]) throws -> Outcome {
        try run(.raido, arguments + ["--database", database.url], in: project.folder)
    }

    func ask(_ query: String) throws -> String { try database.ask(query) }
}
