import Raido
import RaidoConsole
import RaidoPlanning
import RaidoSQL

/// The SQL of a plan on one engine, or why there is none. Each migration is rendered once to find out; the texts are
/// made when they are asked for.
struct EngineScripts {
    struct Script {
        var id: String
        var text: String
    }

    /// What the engine cannot do, and the migration that asks for it.
    struct Refusal: Error {
        var migration: String
        var change: UnsupportedChange
    }

    enum Direction { case up, down }

    /// A migration in one direction, with the schema that it finds.
    private struct Part {
        var migration: Migration
        var changes: [Change]
        var schema: Schema
        /// Comments at the head of the script.
        var comments = ""

        func steps(for engine: Engine) throws(Refusal) -> [Step] {
            do { return try render(changes, on: schema, for: engine) } catch {
                throw Refusal(migration: migration.id, change: error)
            }
        }
    }

    let engine: Engine
    let refusal: Refusal?
    private let parts: [Part]

    init(_ plan: Plan, from before: Schema, for engine: Engine, _ direction: Direction = .up) throws(Failure) {
        self.engine = engine
        do throws(SchemaMismatch) {
            parts =
                switch direction {
                case .up: try Self.parts(of: plan, from: before)
                case .down: try Self.revertingParts(of: plan, from: before, for: engine)
                }
        } catch {
            throw Failure(fault: error)
        }
        do throws(Refusal) {
            for part in parts { _ = try part.steps(for: engine) }
            refusal = nil
        } catch { refusal = error }
    }

    private static func parts(of plan: Plan, from before: Schema) throws(SchemaMismatch) -> [Part] {
        var parts: [Part] = []
        var schema = before
        for migration in plan.migrations {
            parts.append(Part(migration: migration, changes: migration.changes, schema: schema))
            schema = try schema.applying(migration.changes)
        }
        return parts
    }

    private static func revertingParts(
        of plan: Plan, from before: Schema, for engine: Engine
    ) throws(SchemaMismatch) -> [Part] {
        var schema = before
        for migration in plan.migrations { schema = try schema.applying(migration.changes) }
        var parts: [Part] = []
        var search = ReturningColumnSearch(on: schema)
        for migration in plan.migrations.reversed() {
            // A plan has no irreversible changes: only hand-written migrations do.
            let inverse = (try? migration.inverse()) ?? []
            parts.append(Part(migration: migration, changes: inverse, schema: schema))
            try search.follow(inverse, of: migration.id)
            schema = try schema.applying(inverse)
        }
        let columns = search.columns
        for place in parts.indices {
            let id = parts[place].migration.id
            parts[place].changes = columns.filling(parts[place].changes, of: id)
            parts[place].comments = columns.comments(on: id, for: engine)
        }
        return parts
    }

    /// The script of each migration, in the order in which they are made; none where the engine cannot make all.
    var all: [Script] {
        guard refusal == nil else { return [] }
        return parts.compactMap { part in
            guard let steps = try? part.steps(for: engine) else { return nil }
            return Script(id: part.migration.id, text: part.comments + transactionScript(steps, for: engine))
        }
    }
}

extension UnsupportedChange {
    /// Whether it is about the plan, and not about this version of the tool or about a type, which is reported at the
    /// model that uses it.
    fileprivate var isReportable: Bool {
        if case .engineNotBuilt = reason { return false }
        if case .customType = reason { return false }
        return true
    }
}

extension [EngineScripts] {
    /// What the engines cannot do. Where the project says which it is for, each must do everything, else one of them.
    ///
    /// - Parameter noted: The engines that notes are about.
    func findings(areTargets: Bool, noted: [Engine]) throws(Failure) -> [Diagnostic] {
        let refusals = compactMap { scripts in scripts.refusal.map { (scripts.engine, $0) } }
        if let first = refusals.first, areTargets || refusals.count == count {
            let fatal = areTargets ? refusals : [first]
            throw Failure(
                fatal.map { _, refusal in
                    Diagnostic(
                        .error, refusal.change.description, at: nil,
                        notes: [.init("the change is part of \(refusal.migration); nothing was written")])
                })
        }
        return refusals.filter { $0.1.change.isReportable && noted.contains($0.0) }.map { engine, refusal in
            Diagnostic(
                .note, "\(engine.displayName) cannot apply \(refusal.migration): \(refusal.change)", at: nil,
                notes: [.init("if you do not use it, name the engines you use in raido.json: \"engines\": […]")])
        }
    }
}
