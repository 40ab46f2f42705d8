import Raido
import RaidoSQL

/// Finds the statements of the user that MySQL and MariaDB make in the session of those before them only.
///
/// Between two statements stand those of the journal, and after an interruption each `SET` is sent again, and no other
/// statement that was made. So a variable may be used where only a `SET` of what is always the same gave it its value.
struct MySQLSessionSearch {
    private enum Origin {
        case constant, elsewhere
    }

    private let engine: Engine
    private var variables: [String: Origin] = [:]

    init(_ engine: Engine) { self.engine = engine }

    /// What the next statement wants of the session, if anything.
    mutating func use(in sql: String) -> SessionUse.Kind? {
        // What a routine does, it does in one session.
        if definesRoutine(sql, on: engine) { return nil }
        let words = SessionWords(sql, for: engine)
        if words.createsTemporary { return .temporaryTable }
        if let name = words.lastStatement { return .lastStatement(name) }
        guard words.first == "SET" else { return statement(words) }
        guard words.second == "STATEMENT" else { return settings(words) }
        return statement(words.behind("FOR"))
    }

    private mutating func settings(_ words: SessionWords) -> SessionUse.Kind? {
        for clause in words.dropFirst().clauses {
            let target = clause.target
            let value = target == nil ? clause : clause.dropFirst()
            if value.isQuery { return target.map { .computedVariable($0) } ?? .computedSetting }
            if let name = value.variables.first(where: { variables[$0] != .constant }) { return .foreignVariable(name) }
            guard let target else { continue }
            if value.varies { return .computedVariable(target) }
            variables[target] = .constant
        }
        return nil
    }

    private mutating func statement(_ words: SessionWords) -> SessionUse.Kind? {
        if let name = words.selectedVariable { return .computedVariable(name) }
        // These give variables their values without a sign.
        let assignsAll = ["BEGIN", "CALL", "GET", "LOAD"].contains(words.first)
        let assigned = assignsAll ? words.variables : words.assignedVariables
        for name in words.variables {
            switch variables[name] {
            case .constant: continue
            case .elsewhere: return .foreignVariable(name)
            case nil: if !assigned.contains(name) { return .foreignVariable(name) }
            }
        }
        for name in assigned { variables[name] = .elsewhere }
        return nil
    }
}
