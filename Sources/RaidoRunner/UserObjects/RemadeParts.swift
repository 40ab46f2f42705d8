import Raido
import RaidoSQL

// What is redefined is as models say it is, so what they have no words for would be gone without a word: DEFERRABLE,
// INCLUDE, INVISIBLE.
extension Database {
    /// What the work would take from a constraint, an index or a column that it defines again.
    func lostTrait(in work: Work) throws(StepFailure) -> StepFailure? {
        let names = work.remadeNames(on: engine)
        if names.isEmpty { return nil }
        let tables = work.tables
        let lost = try inspection().traits.first { trait in
            trait.isDrift && trait.element.part.map { names.contains($0.lowercased()) } == true
                && tables.contains(trait.element.table.lowercased())
        }
        return lost.map { .unknownParts(of: $0.element, [$0.found]) }
    }
}

extension Work {
    /// The tables that it changes, and those that refer to them, whose keys it may make again, in lower case: a server
    /// may keep them so.
    fileprivate var tables: Set<String> {
        var names: Set<String> = []
        for case .statement(let statement) in steps where statement.origin != .raw {
            let tokens = SQLPieces(statement.text).compactMap(\.token)
            names.formUnion(tokens.compactMap { $0.identifier?.lowercased() })
        }
        return names
    }

    /// The names that its statements drop and make again, or whose definition they write again, in lower case. Those
    /// that the user's own statements name are seen to there.
    fileprivate func remadeNames(on engine: Engine) -> Set<String> {
        var (dropped, made, seenTo): (Set<String>, Set<String>, Set<String>) = ([], [], [])
        for case .statement(let statement) in steps {
            var tokens = TokenReader(SQLPieces(statement.text, for: engine).compactMap(\.token))
            if statement.origin == .raw {
                seenTo.formUnion(tokens.rest.compactMap { $0.identifier?.lowercased() })
                continue
            }
            while !tokens.isAtEnd {
                if tokens.skip("DROP") {
                    if let name = tokens.nameOfPart() { dropped.insert(name) }
                } else if tokens.skip("ADD") || tokens.skip("CREATE") {
                    _ = tokens.skip("UNIQUE")
                    if let name = tokens.nameOfPart() { made.insert(name) }
                } else if tokens.skip("MODIFY", "COLUMN") || tokens.skip("CHANGE", "COLUMN") {
                    guard let name = tokens.identifier()?.lowercased() else { continue }
                    dropped.insert(name)
                    made.insert(name)
                } else {
                    _ = tokens.next()
                }
            }
        }
        return dropped.intersection(made).subtracting(seenTo)
    }
}

extension TokenReader {
    /// The name after `CONSTRAINT`, `INDEX`, `KEY`, `FOREIGN KEY` or `CHECK`, in lower case.
    fileprivate mutating func nameOfPart() -> String? {
        _ = skip("FOREIGN")
        guard skip("CONSTRAINT") || skip("INDEX") || skip("KEY") || skip("CHECK") else { return nil }
        _ = skip("IF", "EXISTS")
        return identifier()?.lowercased()
    }
}
