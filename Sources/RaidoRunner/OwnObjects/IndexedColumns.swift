import Raido
import RaidoSQL

/// An index of a table, whoever made it.
struct IndexedColumns {
    var table: String
    var name: String
    var columns: [String]
}

extension Work {
    /// Which of these indexes would lose a column without a word. Those that its own statements drop or rename are seen
    /// to there, and one goes with the last of its columns.
    func uses(of lost: [LostName], in indexes: [IndexedColumns], on engine: Engine) -> [OwnObjectUse] {
        let seenTo = indexNames(on: engine)
        return indexes.flatMap { index -> [OwnObjectUse] in
            let taken = lost.filter { name in
                name.table.lowercased() == index.table.lowercased()
                    && index.columns.contains { $0.lowercased() == name.column?.lowercased() }
            }
            let goes = taken.count == index.columns.count && taken.allSatisfy { $0.fate == .dropped }
            if goes || seenTo.contains(index.name.lowercased()) { return [] }
            return taken.map { OwnObjectUse(kind: .index, name: index.name, lost: $0) }
        }
    }

    /// The names behind `DROP INDEX`, `DROP KEY` and the like in its statements.
    private func indexNames(on engine: Engine) -> Set<String> {
        var names: Set<String> = []
        for case .statement(let statement) in steps {
            let tokens = SQLPieces(statement.text, for: engine).compactMap(\.token)
            for (place, token) in tokens.enumerated().dropFirst()
            where token.isKeyword("index") || token.isKeyword("key") {
                guard ["drop", "rename"].contains(where: tokens[place - 1].isKeyword), place + 1 < tokens.count else {
                    continue
                }
                if let name = tokens[place + 1].identifier?.lowercased() { names.insert(name) }
            }
        }
        return names
    }

    /// Several as one, which goes by the name of the last.
    init(joining works: ArraySlice<Work>) {
        self = works[works.endIndex - 1]
        changes = works.flatMap(\.changes)
        steps = works.flatMap(\.steps)
    }
}
