import Raido
import RaidoSQL

/// An index or a check of a table, whoever made it.
struct IndexedColumns {
    var kind = UserObjectKind.index
    var table: String
    var name: String
    var columns: [String]
}

extension Work {
    /// Which of these would lose a column, or be gone with it, without a word. Those that its own statements drop or
    /// rename are seen to there, and one goes with the last of its columns.
    func uses(of lost: [LostName], in indexes: [IndexedColumns], on engine: Engine) -> [UserObjectUse] {
        let seenTo = indexNames(on: engine)
        return indexes.flatMap { index -> [UserObjectUse] in
            let taken = lost.filter { name in
                name.table.lowercased() == index.table.lowercased()
                    && index.columns.contains { $0.lowercased() == name.column?.lowercased() }
            }
            let goes = taken.count == index.columns.count && taken.allSatisfy { $0.fate == .dropped }
            if goes || seenTo.contains(index.name.lowercased()) { return [] }
            return taken.map { UserObjectUse(kind: index.kind, name: index.name, lost: $0) }
        }
    }

    /// The names after `DROP INDEX`, `DROP CONSTRAINT IF EXISTS` and the like in its statements.
    private func indexNames(on engine: Engine) -> Set<String> {
        var names: Set<String> = []
        for case .statement(let statement) in steps {
            let tokens = SQLPieces(statement.text, for: engine).compactMap(\.token)
            for (place, token) in tokens.enumerated().dropFirst()
            where ["index", "key", "constraint", "check"].contains(where: token.isKeyword) {
                guard ["drop", "rename"].contains(where: tokens[place - 1].isKeyword) else { continue }
                let rest = tokens.dropFirst(place + 1).drop { token in
                    ["concurrently", "if", "exists"].contains(where: token.isKeyword)
                }
                if let name = rest.first?.identifier?.lowercased() { names.insert(name) }
            }
        }
        return names
    }

    /// Several as one, which goes by the name of the last.
    init(joining works: ArraySlice<Work>) {
        self = works[works.endIndex - 1]
        changes = works.flatMap(\.changes)
        steps = works.flatMap(\.steps)
        schema = works[works.startIndex].schema
    }
}
