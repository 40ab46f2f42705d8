import Raido
import RaidoConsole
import RaidoPlanning
import RaidoSQL

/// The SQL of a plan on one engine, or why there is none.
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

    var engine: Engine
    var scripts: Result<[Script], Refusal>

    init(_ plan: Plan, from before: Schema, for engine: Engine, _ direction: Direction = .up) throws(Failure) {
        self.engine = engine
        var schemas = [before]
        do throws(SchemaMismatch) {
            for migration in plan.migrations {
                schemas.append(try schemas[schemas.count - 1].applying(migration.changes))
            }
        } catch { throw Failure(fault: error) }
        var scripts: [Script] = []
        do throws(Refusal) {
            switch direction {
            case .up:
                for (migration, schema) in zip(plan.migrations, schemas) {
                    scripts.append(try Self.script(migration.changes, of: migration, on: schema, for: engine))
                }
            case .down:
                for (migration, schema) in zip(plan.migrations, schemas.dropFirst()).reversed() {
                    // A plan has nothing in it that cannot be taken back: only people write such changes.
                    let inverse = (try? migration.inverse()) ?? []
                    scripts.append(try Self.script(inverse, of: migration, on: schema, for: engine))
                }
            }
            self.scripts = .success(scripts)
        } catch { self.scripts = .failure(error) }
    }

    private static func script(
        _ changes: [Change], of migration: Migration, on schema: Schema, for engine: Engine
    ) throws(Refusal) -> Script {
        do throws(UnsupportedChange) {
            let steps = try render(changes, on: schema, for: engine)
            return Script(id: migration.id, text: transactionScript(steps, for: engine))
        } catch { throw Refusal(migration: migration.id, change: error) }
    }

    var all: [Script] { (try? scripts.get()) ?? [] }

    var refusal: Refusal? {
        switch scripts {
        case .success: nil
        case .failure(let refusal): refusal
        }
    }
}

extension UnsupportedChange {
    /// Whether it says something about the plan, and not about this version of the tool or about a type, which is
    /// reported where the model asks for it.
    fileprivate var isNews: Bool {
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
        return refusals.filter { $0.1.change.isNews && noted.contains($0.0) }.map { engine, refusal in
            Diagnostic(
                .note, "\(engine.displayName) cannot take \(refusal.migration): \(refusal.change)", at: nil,
                notes: [.init("if that does not matter, name the engines you use in raido.json: \"engines\": […]")])
        }
    }
}
