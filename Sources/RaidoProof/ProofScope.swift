import Raido

/// The part of a project that a plan is about: the tables it touches, and those they refer to, however far that goes.
///
/// Of tables that refer to a touched one a few are taken along too, since it is their rows that die with a parent which
/// is made anew; keys of theirs that lead elsewhere are left out.
struct ProofScope {
    /// How many such tables.
    static let referrers = 4

    /// What the plan starts from.
    var before: Schema
    /// What it has to come to.
    var after: Schema
    /// Tables that the plan takes over from somebody else, so that they are there from the beginning.
    var adopted: [Table]
    /// Tables that the plan lets go of without dropping them.
    var released: Set<String>
    private let names: NameTrail

    init(_ request: ProofRequest) {
        let names = NameTrail(request.migrations.flatMap(\.changes), on: request.before)
        // A plan that forgets a table altogether is seen too.
        let forgotten = names.differences(request.before, request.after)
        var included = names.touched.union(forgotten.old)
        var found = -1
        while found != included.count {
            found = included.count
            included = request.before.closure(of: included)
            let later = request.after.closure(of: forgotten.new.union(included.compactMap(names.final)))
            included.formUnion(later.compactMap { names.original($0) })
        }
        let (touched, known) = (names.touched, included)
        let children = request.before.tables.lazy.filter { table in
            !known.contains(table.name) && table.foreignKeys.contains { touched.contains($0.referencedTable) }
        }
        included.formUnion(children.prefix(Self.referrers).map(\.name))
        before = request.before.restricted(to: included)
        after = request.after.restricted(to: forgotten.new.union(included.compactMap(names.final)))
        adopted = names.adopted
        released = names.released.subtracting(after.tables.map(\.name))
        self.names = names
    }

    /// What is there before the plan, also what the plan does not know of yet.
    var start: Schema {
        var start = before
        for table in adopted { start[table.name] = table }
        return start
    }

    /// How long a proof may compute: a person's own SQL may never end, but what the plan itself asks for must not be
    /// stopped on any machine.
    func seconds(for migrations: [Migration]) -> Int { start.seconds + migrations.count / 10 }

    /// The names that the tables of these changes have before the plan, or at their creation, and after it.
    func allNames(of changes: [Change]) -> Set<String> {
        var result: Set<String> = []
        for name in changes.flatMap(\.tables) {
            result.insert(name)
            for original in names.originals(name) {
                result.insert(original)
                if let final = names.final(original) { result.insert(final) }
            }
        }
        return result
    }
}

// What people wrote in SQL
extension ProofScope {
    /// The columns, in lower case, that some expression may name, under all names they have in the plan.
    func namedInExpressions(of migrations: [Migration], on engine: Engine) -> Set<String> {
        let changes = migrations.flatMap(\.changes)
        let texts = (start.tables + after.tables).flatMap(\.expressions) + changes.compactMap(\.writtenConversion)
        var names: Set<String> = []
        for text in texts.compactMap({ $0.text(for: engine) }) {
            for token in SQLTokens(text) { token.identifier.map { _ = names.insert($0.lowercased()) } }
        }
        for case .renameColumn(let old, let new, _) in changes.reversed() where names.contains(new.lowercased()) {
            names.insert(old.lowercased())
        }
        return names
    }
}

extension Table {
    fileprivate var expressions: [SQLFragment] {
        checks.map(\.expression) + columns.compactMap(\.generated) + indexes.compactMap(\.predicate)
            + indexes.flatMap(\.parts).compactMap { part in
                if case .expression(let text) = part { text } else { nil }
            }
    }
}

extension Change {
    /// How a person said that values become those of another type.
    var writtenConversion: SQLFragment? {
        if case .alterColumn(_, _, _, let using, _) = self { using } else { nil }
    }
}

/// Which table is called what, from the beginning of a plan to its end.
private struct NameTrail {
    /// The tables of the old schema that changes are about, and those that new keys refer to, by their old names.
    private(set) var touched: Set<String> = []
    private(set) var adopted: [Table] = []
    private(set) var released: Set<String> = []
    /// Present name to the old one; nil where the table is new, or the name no longer in use.
    private var originals: [String: String?] = [:]
    /// The other way round.
    private var finals: [String: String] = [:]
    /// Every name to the old ones of all that bore it.
    private var bearers: [String: Set<String>] = [:]
    private let start: Schema

    init(_ changes: [Change], on start: Schema) {
        self.start = start
        for change in changes { follow(change) }
        for (name, old) in originals { if let old { finals[old] = name } }
    }

    private mutating func follow(_ change: Change) {
        for name in change.tables { touch(name) }
        switch change {
        case .createTable(let table), .adoptTable(let table):
            if case .adoptTable = change { adopted.append(table) }
            originals[table.name] = .some(nil)
            for key in table.foreignKeys { touch(key.referencedTable) }
        case .dropTable(let table), .releaseTable(let table):
            if case .releaseTable = change { released.insert(table.name) }
            originals[table.name] = .some(nil)
        case .renameTable(let old, let new):
            let first = original(old)
            originals[old] = .some(nil)
            originals[new] = .some(first)
            if let first { bearers[new, default: []].insert(first) }
        case .addForeignKey(let key, _), .changeForeignKey(_, _, let key): touch(key.referencedTable)
        case .sql(let raw): for change in raw.effect { follow(change) }
        case .changeTableComment, .addColumn, .dropColumn, .renameColumn, .alterColumn, .changePrimaryKey, .addUnique,
            .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex, .changeIndex, .renameIndex,
            .dropForeignKey, .renameForeignKey, .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum,
            .dropEnum, .renameEnum, .addEnumValue, .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum:
            break
        }
    }

    private mutating func touch(_ name: String) {
        guard let old = original(name) else { return }
        touched.insert(old)
        bearers[name, default: []].insert(old)
    }

    /// The old name of a table that is called so by now, or nil where it was not there.
    func original(_ name: String) -> String? { originals[name] ?? (start[name] == nil ? nil : name) }

    /// The old names of all that were ever called so.
    func originals(_ name: String) -> Set<String> { bearers[name] ?? [] }

    /// The name at the end, or nil where the table is gone by then.
    func final(_ original: String) -> String? {
        if let name = finals[original] { return name }
        return originals[original] == nil ? original : nil
    }

    /// The tables of both schemas that are not the same in the other one.
    func differences(_ before: Schema, _ after: Schema) -> (old: Set<String>, new: Set<String>) {
        let old = before.tables.filter { table in final(table.name).flatMap { after[$0] } != table }
        let new = after.tables.filter { table in original(table.name).flatMap { before[$0] } != table }
        return (Set(old.map(\.name)), Set(new.map(\.name)))
    }
}

extension Schema {
    /// How long it may take to make the tables and fill them, in seconds of computing.
    var seconds: Int { 60 + tables.count / 10 }

    func without(_ names: Set<String>) -> Schema { Schema(tables.filter { !names.contains($0.name) }) }

    /// These tables, and all that they refer to.
    fileprivate func closure(of names: Set<String>) -> Set<String> {
        var found: Set<String> = []
        var waiting = Array(names)
        while let name = waiting.popLast() {
            guard let table = self[name], found.insert(name).inserted else { continue }
            waiting += table.foreignKeys.map(\.referencedTable)
        }
        return found
    }

    /// These tables, without keys that refer to others.
    fileprivate func restricted(to names: Set<String>) -> Schema {
        Schema(
            names.compactMap { self[$0] }.map { table in
                var table = table
                table.foreignKeys.removeAll { !names.contains($0.referencedTable) }
                return table
            })
    }
}
