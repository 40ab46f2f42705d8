import Raido
import RaidoSQL

/// Something in a database that is someone's own, and no part of the models.
public enum UserObjectKind: String, Hashable, Sendable {
    case check, event, function, index, procedure, trigger, view
}

struct UserObject: Hashable {
    var kind: UserObjectKind
    var name: String
    var sql: String
}

/// An object of the user's own that names what a migration takes away.
public struct UserObjectUse: Hashable, Sendable {
    public var kind: UserObjectKind
    public var name: String
    public var lost: LostName
}

/// An object of the user's own, with a text that the engine reads only when the object is used.
struct LateBoundObject {
    var kind: UserObjectKind
    var name: String
    let text: NamingText
    /// The tables that it is, or is called by, a trigger of.
    let triggeredBy: [String]

    init(
        kind: UserObjectKind, name: String, text: String, on engine: Engine, in home: String, triggeredBy: [String]
    ) {
        self.kind = kind
        self.name = name
        self.text = NamingText(text, on: engine, in: home, triggeredBy: triggeredBy)
        self.triggeredBy = triggeredBy
    }

    /// Whether it sets a column when its row changes, and is made again by the tool where it has to be.
    var isOfRaido: Bool {
        triggeredBy.contains { table in
            text.identifiers.contains { DerivedName.updateTrigger(table, $0) == name }
        }
    }

    /// Whether nothing triggers it any more.
    func goes(with dropped: Set<String>) -> Bool { !triggeredBy.isEmpty && dropped.isSuperset(of: triggeredBy) }
}

extension Work {
    /// What the work takes away from whoever names it.
    var lostNames: [LostName] { LostNames(changes).found }

    /// Which of these objects name what the work takes away. Those that its own statements name are seen to there.
    func uses(of lost: [LostName], in objects: [LateBoundObject], on engine: Engine) -> [UserObjectUse] {
        let seenTo = definedNames(on: engine)
        let dropped = Set(lost.filter { $0.column == nil && $0.fate == .dropped }.map(\.table))
        let staying = objects.filter { object in
            !seenTo.contains(object.name.lowercased()) && !object.goes(with: dropped) && !object.isOfRaido
        }
        return staying.flatMap { object in
            lost.filter(object.text.names).map { UserObjectUse(kind: object.kind, name: object.name, lost: $0) }
        }
    }

    /// The names in statements that create, alter or drop something else than a table.
    private func definedNames(on engine: Engine) -> Set<String> {
        var names: Set<String> = []
        for case .statement(let statement) in steps {
            for text in splitStatements(statement.text, for: engine) {
                let tokens = Array(SQLPieces(text, for: engine).compactMap(\.token).prefix(12))
                guard let first = tokens.first, ["create", "alter", "drop"].contains(where: first.isKeyword),
                    !tokens.prefix(2).contains(where: { $0.isKeyword("table") })
                else { continue }
                names.formUnion(tokens.compactMap { $0.identifier?.lowercased() })
            }
        }
        return names
    }
}
