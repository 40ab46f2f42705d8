import Raido

/// The part of a project that a plan is about: the tables it touches, and those they refer to, however far that goes.
///
/// Of tables that refer to a touched one a few are taken along too, since it is their rows that die with a parent which
/// is rebuilt; keys of theirs that lead elsewhere are left out.
struct ProofScope {
    /// How many such tables.
    static let referrers = 4

    /// What the plan starts from.
    var before: Schema
    /// What it has to come to.
    var after: Schema
    /// Tables that the plan takes over from another program, so that they are there from the beginning.
    var adopted: [Table]
    /// Tables that the plan releases without dropping them.
    var released: Set<String>
    private let names: PlannedTables

    init(_ request: ProofRequest) {
        let names = PlannedTables(request.migrations.flatMap(\.changes), on: request.before)
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

    /// How long a proof may compute: the user's own SQL may never end, but what the plan itself asks for must not be
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

extension ProofScope {
    /// What columns of texts become without a conversion of the user's, by the names that they have before the plan.
    func readColumns(of migrations: [Migration], on engine: Engine) -> [ColumnPlace: ReadColumn] {
        var result: [ColumnPlace: ReadColumn] = [:]
        var lineage = Lineage()
        for change in migrations.flatMap(\.changes) {
            if case .alterColumn(let table, let old, let new, nil, _) = change, new.generated == nil,
                case .start(.column(let name, let first)) = lineage.origin(of: .column(old.name, table: table))
            {
                let place = ColumnPlace(table: first, column: name)
                let enums = (names.final(first).flatMap { after[$0] } ?? before[first])?.enums ?? []
                let change = TypeChange(from: old, to: new, enums: before[first]?.enums ?? [], enums, on: engine)
                if result[place] == nil, change.old.isText, change.old != change.new, !change.new.keepsTexts {
                    result[place] = ReadColumn(column: new, enums: enums)
                }
            }
            lineage.follow(change)
        }
        return result
    }
}

extension StoredType {
    /// Whether it holds any text, if not of any length.
    fileprivate var keepsTexts: Bool {
        switch self {
        case .values, .unknownValues: false
        case .type, .number, .coarse, .textOfBytes, .unknown: isText || isUnknown
        }
    }
}

// What users wrote in SQL
extension ProofScope {
    /// The columns, in lower case, that some expression may name, under all names they have in the plan.
    func namedInExpressions(of migrations: [Migration], on engine: Engine) -> Set<String> {
        let changes = migrations.flatMap(\.changes)
        let texts = (start.tables + after.tables).flatMap(\.expressions) + changes.flatMap(\.hints)
        var names: Set<String> = []
        for text in texts.compactMap({ $0.text(for: engine) }) {
            for token in SQLTokens(text) { token.identifier.map { _ = names.insert($0.lowercased()) } }
        }
        let lineage = Lineage(ofNames: changes)
        for case .column(let column, let table) in lineage.concerned {
            let bearing = lineage.names(of: .column(column, table: table)).map { $0.name.lowercased() }
            if !names.isDisjoint(with: bearing) { names.formUnion(bearing) }
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

/// The tables that a plan is about, and what becomes of them.
private struct PlannedTables {
    /// The tables of the old schema that changes are about, and those that new keys refer to, by their old names.
    private(set) var touched: Set<String> = []
    private(set) var adopted: [Table] = []
    private(set) var released: Set<String> = []
    private var lineage = Lineage()
    private let start: Schema

    init(_ changes: [Change], on start: Schema) {
        self.start = start
        for change in changes.replayed {
            for name in change.tables + change.newlyReferencedTables { original(name).map { _ = touched.insert($0) } }
            if case .adoptTable(let table) = change { adopted.append(table) }
            if case .releaseTable(let table) = change { released.insert(table.name) }
            lineage.follow(change)
        }
    }

    /// The old name of a table that has this name by now, or nil where it did not exist.
    func original(_ name: String) -> String? {
        guard case .start(let element) = lineage.origin(of: .table(name)) else { return nil }
        return start[element.table] == nil ? nil : element.table
    }

    /// The old names of all tables that ever had this name.
    func originals(_ name: String) -> Set<String> {
        Set(lineage.startNames(ofTablesEverNamed: name).filter { start[$0] != nil })
    }

    /// The name at the end, or nil where the table is gone by then.
    func final(_ original: String) -> String? {
        switch lineage.fate(of: .table(original)) {
        case .kept(let element), .replaced(by: let element): element.table
        case .dropped: nil
        }
    }

    /// The tables of both schemas that are not the same in the other one.
    func differences(_ before: Schema, _ after: Schema) -> (old: Set<String>, new: Set<String>) {
        let old = before.tables.filter { table in final(table.name).flatMap { after[$0] } != table }
        let new = after.tables.filter { table in original(table.name).flatMap { before[$0] } != table }
        return (Set(old.map(\.name)), Set(new.map(\.name)))
    }
}

extension Change {
    /// The tables that foreign keys refer to from this change on.
    fileprivate var newlyReferencedTables: [String] {
        switch shape {
        case .createTable(let table, _): table.foreignKeys.map(\.referencedTable)
        case .alterTable(_, .add(.foreignKey(let key))), .alterTable(_, .change(_, .foreignKey(let key))):
            [key.referencedTable]
        case .dropTable, .renameTable, .alterTable, .sql: []
        }
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
