import Raido
import RaidoRunner

/// Rows whose values have to be what changes make of them, whatever tables and columns are called by now.
///
/// Rows are compared as a whole and not in an order: an engine may hold them in another one after a change. What is
/// found is what the next changes start from.
struct Survivors {
    fileprivate struct Values {
        struct Column {
            var name: String
            /// Where its values stand in the old rows.
            var place: Int
            /// How close values have to be to the old ones.
            var bond = ValueBond.same
            /// Whether NULLs became something else.
            var isFilled = false

            /// Whether an old row has this value by now, if only in the words of another type.
            func has(_ value: SQLValue, in row: [SQLValue]) -> Bool {
                row[place] == value || (bond != .present && bond.holds(value, for: row[place]))
            }
        }

        var columns: [Column]
        var rows: [[SQLValue]]
        /// How many migrations were made when the rows were last looked at.
        var migrations = 0
    }

    /// By the tables' present names.
    private var tables: [String: Values] = [:]
    /// How many migrations were made.
    private var migrations = 0
    private let connection: any Connection
    private let engine: Engine

    init(of schema: Schema, on connection: any Connection, _ engine: Engine) throws(DatabaseError) {
        self.connection = connection
        self.engine = engine
        for table in schema.tables {
            let names = table.columns.filter { $0.generated == nil }.map(\.name)
            tables[table.name] = Values(
                columns: names.enumerated().map { Values.Column(name: $1, place: $0) },
                rows: try read(names, of: table.name))
        }
    }

    private func read(_ columns: [String], of table: String) throws(DatabaseError) -> [[SQLValue]] {
        let list = columns.isEmpty ? "1" : engine.quotedNames(columns)
        return try connection.rows("SELECT \(list) FROM \(engine.quoted(table))")
    }

    // MARK: - What changes do to them

    /// Follows the changes of one migration.
    mutating func follow(_ changes: [Change], from schema: Schema) throws(SchemaMismatch) {
        migrations += 1
        var schema = schema
        for change in changes {
            follow(change, schema)
            try schema.apply(change)
        }
    }

    private mutating func follow(_ change: Change, _ schema: Schema) {
        switch change {
        case .renameTable(let old, let new):
            tables[new] = tables[old]
            tables[old] = nil
        case .dropTable(let table): tables[table.name] = nil
        case .dropColumn(let column, let table): forget([column.name], of: table)
        case .renameColumn(let old, let new, let table):
            update(old, of: table) { $0.name = new }
        case .alterColumn(let table, let old, let new, let using, _):
            // What a person's own expression gives, only that person knows.
            if using != nil || new.generated != nil { forget([old.name], of: table) }
            let bond = bond(of: old, new, schema[table]?.enums ?? [])
            update(old.name, of: table) { column in
                column.bond = column.bond.combined(with: bond)
                column.isFilled = column.isFilled || (old.isNullable && !new.isNullable)
            }
        case .renameEnumValue(let old, let new, let type, let table):
            replace(old, by: new, of: type, in: schema[table])
        case .dropEnumValue(let value, let type, let table, _, let replacement?):
            replace(value.identity, by: replacement, of: type, in: schema[table])
        case .createTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn, .changePrimaryKey, .addUnique,
            .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex, .changeIndex, .renameIndex,
            .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey, .addCheck, .dropCheck, .changeCheck,
            .renameCheck, .createEnum, .dropEnum, .renameEnum, .addEnumValue, .dropEnumValue, .renumberEnumValue,
            .reorderEnum, .sql:
            break
        }
    }

    private func bond(of old: Column, _ new: Column, _ enums: [EnumType]) -> ValueBond {
        if old.nativeTypes[engine] != new.nativeTypes[engine] { return .present }
        if new.nativeTypes[engine] != nil || old.type == new.type { return .same }
        return ValueBond(TypeChange(from: old.type, to: new.type, enums: enums), on: engine)
    }

    /// Rows hold another value of an enum from now on.
    private mutating func replace(_ old: String, by new: String, of type: String, in table: Table?) {
        guard let table, let enumType = table.enumType(type), let former = enumType.stored(old),
            let present = enumType.stored(new)
        else { return }
        let users = Set(
            table.columns.filter { $0.type == .enumeration(type) && $0.nativeTypes[engine] == nil }.map(\.name))
        guard var values = tables[table.name] else { return }
        for column in values.columns where users.contains(column.name) {
            for row in values.rows.indices where column.has(former, in: values.rows[row]) {
                values.rows[row][column.place] = present
            }
        }
        tables[table.name] = values
    }

    private mutating func forget(_ columns: [String], of table: String) {
        tables[table]?.columns.removeAll { columns.contains($0.name) }
    }

    private mutating func update(_ column: String, of table: String, _ change: (inout Values.Column) -> Void) {
        guard var values = tables[table], let place = values.columns.firstIndex(where: { $0.name == column }) else {
            return
        }
        change(&values.columns[place])
        tables[table] = values
    }

    // MARK: - What became of them

    /// What is gone or was changed since the rows were last looked at, in words: in these tables, or in all. Tables that
    /// were looked at since the last migration are passed over.
    mutating func lost(in names: Set<String>? = nil) throws(DatabaseError) -> [String] {
        var lost: [String] = []
        for table in names?.sorted() ?? tables.keys.sorted() {
            guard let values = tables[table], values.migrations != migrations else { continue }
            let present = try read(values.columns.map(\.name), of: table)
            var followed = values.followed(by: present)
            followed.migrations = migrations
            tables[table] = followed
            lost += values.differences(from: present, of: table)
        }
        return lost
    }
}

extension EnumType {
    /// What rows hold for a value.
    fileprivate func stored(_ name: String) -> SQLValue? {
        storesText ? .text(name) : number(of: name).map(SQLValue.integer)
    }
}

extension Survivors.Values {
    /// How the rows of today differ from what they must be, in words.
    fileprivate func differences(from present: [[SQLValue]], of table: String) -> [String] {
        if present.count != rows.count { return ["\(table) had \(rows.count) rows and has \(present.count)"] }
        let former = formerRows(of: present)
        var lost: [String] = []
        for (place, row) in rows.enumerated() where !former.contains(place) {
            lost.append("\(table) has no longer \(shown(columns.map { row[$0.place] }))")
        }
        for (row, place) in zip(present, former) where place == nil {
            lost.append("\(table) has instead \(shown(row))")
        }
        return lost
    }

    /// For each row of today the place of the one that it was, for as many as can be: a NULL that was filled fits any
    /// value, and a half that was rounded two of them, so a row gives way where the one it took fits it alone.
    fileprivate func formerRows(of today: [[SQLValue]]) -> [Int?] {
        var former = [Int?](repeating: nil, count: today.count)
        func place(_ row: Int, _ tried: inout Set<Int>) -> Bool {
            for candidate in today.indices where isSame(today[candidate], as: rows[row]) {
                guard tried.insert(candidate).inserted else { continue }
                if let other = former[candidate], !place(other, &tried) { continue }
                former[candidate] = row
                return true
            }
            return false
        }
        for row in rows.indices {
            var tried: Set<Int> = []
            _ = place(row, &tried)
        }
        return former
    }

    /// Whether a row of today is that old one.
    fileprivate func isSame(_ today: [SQLValue], as old: [SQLValue]) -> Bool {
        zip(columns, today).allSatisfy { column, value in
            let before = old[column.place]
            if value == before || (column.isFilled && before == .null) { return true }
            return column.bond.holds(value, for: before)
        }
    }

    /// The rows as they are now, to which those after the next changes are held.
    fileprivate func followed(by present: [[SQLValue]]) -> Survivors.Values {
        Survivors.Values(
            columns: columns.enumerated().map { Column(name: $1.name, place: $0) }, rows: present)
    }

    /// - Parameter row: The values of the columns, in their order.
    fileprivate func shown(_ row: [SQLValue]) -> String {
        "(" + zip(columns, row).map { "\($0.name): \($1.shown)" }.joined(separator: ", ") + ")"
    }
}

extension SQLValue {
    /// For messages; long ones are cut.
    fileprivate var shown: String {
        switch self {
        case .null: "NULL"
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .text(let text): "'\(text.prefix(40))\(text.count > 40 ? "…" : "")'"
        case .blob(let bytes): "\(bytes.count) bytes"
        }
    }
}
