import Raido
import RaidoRunner

/// Rows whose values have to be what they were, whatever tables and columns are called by now.
///
/// Rows are compared as a whole and not in an order: an engine may hold them in another one after a change.
struct Survivors {
    fileprivate struct Values {
        struct Column {
            var name: String
            /// Where its values stand in the old rows.
            var place: Int
            /// Whether it is of another type by now, of which a value may be written otherwise.
            var isConverted = false
            /// Whether NULLs became something else.
            var isFilled = false
        }

        var columns: [Column]
        var rows: [[SQLValue]]
    }

    /// By the tables' present names.
    private var tables: [String: Values] = [:]
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

    mutating func follow(_ changes: [Change], from schema: Schema) throws(SchemaMismatch) {
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
            if using != nil || new.generated != nil || (old.type != new.type && engine != .sqlite) {
                forget([old.name], of: table)
            }
            update(old.name, of: table) { column in
                column.isConverted = column.isConverted || old.type != new.type
                column.isFilled = column.isFilled || (old.isNullable && !new.isNullable)
            }
        case .renameEnumValue(_, _, let type, let table), .dropEnumValue(_, let type, let table, _, _):
            forget(schema[table]?.columns.filter { $0.type == .enumeration(type) }.map(\.name) ?? [], of: table)
        case .createTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn, .changePrimaryKey, .addUnique,
            .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex, .changeIndex, .renameIndex,
            .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey, .addCheck, .dropCheck, .changeCheck,
            .renameCheck, .createEnum, .dropEnum, .renameEnum, .addEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            break
        }
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

    /// What is gone or was changed, in words.
    func lost() throws(DatabaseError) -> [String] {
        var lost: [String] = []
        for (table, values) in tables.sorted(by: { $0.key < $1.key }) {
            var found = try read(values.columns.map(\.name), of: table)
            if found.count != values.rows.count {
                lost.append("\(table) had \(values.rows.count) rows and has \(found.count)")
                continue
            }
            for row in values.rowsWithFewestNullsFirst {
                if let place = found.firstIndex(where: { values.isSame($0, as: row) }) {
                    found.remove(at: place)
                } else {
                    lost.append("\(table) has no longer \(values.shown(row))")
                }
            }
        }
        return lost
    }
}

extension Survivors.Values {
    /// A NULL that was filled fits any value, so rows that fit little else choose first.
    fileprivate var rowsWithFewestNullsFirst: [[SQLValue]] {
        rows.sorted { left, right in left.count { $0 == .null } < right.count { $0 == .null } }
    }

    /// Whether a row of today is that old one.
    fileprivate func isSame(_ today: [SQLValue], as old: [SQLValue]) -> Bool {
        zip(columns, today).allSatisfy { column, value in
            let before = old[column.place]
            if value == before || (column.isFilled && before == .null) { return true }
            return column.isConverted && (value.meaning == before.meaning || value.isMoment(of: before))
        }
    }

    fileprivate func shown(_ row: [SQLValue]) -> String {
        "(" + columns.map { "\($0.name): \(row[$0.place].shown)" }.joined(separator: ", ") + ")"
    }
}

extension SQLValue {
    /// What stays of a value whatever its type: a number as a number, everything else as a text.
    fileprivate var meaning: SQLValue {
        switch self {
        case .null: self
        case .integer(let number): .real(Double(number))
        case .real: self
        case .text(let text): Double(text).map(SQLValue.real) ?? self
        case .blob(let bytes): SQLValue.text(String(decoding: bytes, as: UTF8.self)).meaning
        }
    }

    /// Whether it is the day or the time of the other one, or the other way round.
    fileprivate func isMoment(of other: SQLValue) -> Bool {
        guard let new = text, let old = other.text else { return false }
        // A moment that was a day or a time for a while has that in common with what it was.
        return old.hasPrefix(new) || old.hasSuffix(new) || new.hasPrefix(old)
            || min(old.utf8.count, new.utf8.count) >= 19
                && (old.prefix(10) == new.prefix(10) || old.suffix(8) == new.suffix(8))
    }

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
