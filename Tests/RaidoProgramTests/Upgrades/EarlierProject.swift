import Foundation
import Raido

/// A project as an earlier version left it, in `Tests/Fixtures/Projects`. Its README says how each file came about.
struct EarlierProject {
    var name: String

    /// The first one that was kept.
    static let first = EarlierProject(name: "first")

    private var source: URL { packageFolder.appendingPathComponent("Tests/Fixtures/Projects/\(name)") }

    /// A copy that tests may change.
    func copy() throws -> ScratchProject {
        let project = try ScratchProject()
        for part in ["raido.json", "entities", "migration", "snapshots"] {
            try FileManager.default.copyItem(
                at: source.appendingPathComponent(part), to: project.folder.appendingPathComponent(part))
        }
        return project
    }

    fileprivate func databaseFolder(_ engine: Engine) -> URL {
        source.appendingPathComponent("databases/\(engine.rawValue)")
    }
}

/// A database as an earlier version left it: a dump of one engine.
struct EarlierDatabase: CustomStringConvertible, Sendable {
    var engine: Engine
    /// What happened to it: the dump's name.
    var state: String

    /// Nothing was interrupted there.
    var isFinished: Bool { state == "applied" }
    var wasReverting: Bool { state == "reverting" }

    var description: String { "\(engine.rawValue)/\(state)" }

    /// All dumps of the engines that the tests can reach.
    static let all = TestDatabase.engines.flatMap { engine -> [EarlierDatabase] in
        let folder = EarlierProject.first.databaseFolder(engine)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().filter { $0.hasSuffix(".sql") }.map {
            EarlierDatabase(engine: engine, state: String($0.dropLast(4)))
        }
    }

    /// Runs `body` with a database that the dump was loaded into.
    func load(_ body: (TestDatabase) throws -> Void) throws {
        let file = EarlierProject.first.databaseFolder(engine).appendingPathComponent("\(state).sql")
        let dump = try String(contentsOf: file, encoding: .utf8)
        try withDatabase(of: engine) { database in
            _ = try database.ask(dump)
            try body(database)
        }
    }
}

/// A program that applies the history of ``EarlierProject/first``.
enum HistoryProgram: CaseIterable, Sendable {
    /// `migrate` with the migrations compiled in.
    case compiled
    /// `raido`, which reads them from their text.
    case text

    func run(_ arguments: String..., on database: TestDatabase, in project: ScratchProject) throws -> Outcome {
        let program =
            switch self {
            case .compiled: BuiltProgram.firstProject
            case .text: BuiltProgram.raido
            }
        return try RaidoProgramTests.run(program, arguments + ["--database", database.url], in: project.folder)
    }
}
