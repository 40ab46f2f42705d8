import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject

/// Which engine's SQL is printed, and why.
struct EngineChoice {
    var engine: Engine
    var reason: String

    /// The option, else `DB_ENGINE`, else the first engine that the settings name, else the default.
    init(option: String?, variables: Variables, settings: Settings, command: Command) throws(UsageError) {
        if let option {
            guard let engine = Engine(word: option) else {
                throw .badValue("--engine", value: option, expected: "one of \(Engine.words)", command: command.name)
            }
            self.init(engine, "from --engine")
        } else if let found = variables["DB_ENGINE"] {
            guard let engine = Engine(word: found.value) else {
                throw .badValue(
                    "DB_ENGINE", value: found.value, expected: "one of \(Engine.words)", command: command.name)
            }
            self.init(engine, "from DB_ENGINE in \(found.source)")
        } else if let engine = settings.engines?.first {
            self.init(engine, "the first of \"engines\" in \(Settings.fileName)")
        } else {
            self.init(.default, "the default; use --engine to name another")
        }
    }

    private init(_ engine: Engine, _ reason: String) {
        self.engine = engine
        self.reason = reason
    }
}
