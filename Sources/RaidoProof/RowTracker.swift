import Raido
import RaidoRunner

/// Rows whose values have to be what changes make of them, whatever tables and columns are called by now.
///
/// Rows are compared as a whole and not in an order: an engine may hold them in another one after a change. What is
/// found is what the next changes start from.
struct RowTracker {
    fileprivate struct Values {
        struct Column {
            var name: String
            /// Where its values stand in the old rows.
            var place: Int
            /// How close values have to be to the old ones.
            var tolerance = ValueTolerance.same
            /// Whether NULLs became something else.
            var isFilled = false

            /// Whether an old row has this value by now, if only in the words of another type.
            func has(_ value: SQLValue, in row: [SQLValue]) -> Bool {
                row[place] == value || (tolerance != .present && tolerance.holds(value, for: row[place]))
            }
        }

        var columns: [Column]
        var rows: [[SQLValue]]
        /// How many migrations were made when the rows were last looked at.
        var migrations = 0
    }

    /// By the tables' present names.
    private var tables: [String: Values] = [:]
    /// What the rows were at first.
    private let start: [String: Values]
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
                rows: try connection.rows(of: table.name, names, on: engine))
        }
        start = tables
    }

    private func read(_ columns: [String], of table: String) throws(DatabaseError) -> [[SQLValue]] {
        try connection.rows(of: table, columns, on: engine)
    }

    // MARK: - What changes do to them

    /// Follows the changes of one migration.
    mutating func follow(_ changes: [Change], from schema: Schema) throws(SchemaMismatch) {
        migrations += 1
        let lineage = try Lineage(changes, on: schema)
        let touched = changes.writtenTables.compactMap { name in tables[name].map { (name, $0) } }
        for (name, _) in touched { tables[name] = nil }
        for (name, values) in touched {
            if case .kept(let element) = lineage.fate(of: .table(name)) {
                tables[element.name] = values.following(lineage, from: schema[name], on: engine)
            } else if changes.contains(where: { $0.releases(name) }) {
                tables[name] = values
            }
        }
    }

    // MARK: - What became of them

    /// What is gone or was changed since the rows were last looked at, in words: in these tables, or in all. Tables
    /// that were looked at since the last migration are passed over.
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

    /// What is not what it was at first, after the changes were made and taken back, in columns of which no loss is
    /// announced, in words. There values are the same to the last byte.
    func lostOnTheWayBack(announced: AnnouncedLosses) throws(DatabaseError) -> [String] {
        var lost: [String] = []
        for (table, former) in start.sorted(by: { $0.key < $1.key }) where !announced.tables.contains(table) {
            var kept = former
            kept.columns.removeAll { announced.columns.contains(ColumnPlace(table: table, column: $0.name)) }
            if kept.columns.isEmpty { continue }
            let present = try read(kept.columns.map(\.name), of: table)
            lost += kept.differences(from: present, of: table)
        }
        return lost
    }
}

extension Connection {
    fileprivate func rows(
        of table: String, _ columns: [String], on engine: Engine
    ) throws(DatabaseError) -> [[SQLValue]] {
        let list = columns.isEmpty ? "1" : engine.quotedNames(columns)
        return try rows("SELECT \(list) FROM \(engine.quoted(table))")
    }
}

extension EnumType {
    /// What rows hold for a value.
    fileprivate func stored(_ name: String) -> SQLValue? {
        storesText ? .text(name) : number(of: name).map(SQLValue.integer)
    }
}

extension RowTracker.Values {
    /// The values that the rows must have after changes.
    ///
    /// - Parameter table: The table before the changes.
    fileprivate func following(_ lineage: Lineage, from table: Table?, on engine: Engine) -> RowTracker.Values {
        var result = self
        result.columns = []
        for var column in columns {
            let former = SchemaElement.column(column.name, table: table?.name ?? "")
            guard case .kept(let element) = lineage.fate(of: former) else { continue }
            column.name = element.name
            var isFollowed = true
            for step in lineage.values(of: element.name, in: element.table).steps where isFollowed {
                isFollowed = result.follow(step, of: &column, on: engine)
            }
            if isFollowed { result.columns.append(column) }
        }
        return result
    }

    /// - Returns: Whether it is known what the values must be after it.
    private mutating func follow(_ step: ValueStep, of column: inout Column, on engine: Engine) -> Bool {
        switch step {
        case .altered(let old, let new, let using, _, let table):
            // What the user's own expression gives, only the user knows.
            if using != nil || new.generated != nil { return false }
            let change = TypeChange(from: old, to: new, enums: table?.enums ?? [], on: engine)
            if change.old != change.new {
                column.tolerance = column.tolerance.combined(with: ValueTolerance(change))
            }
            column.isFilled = column.isFilled || (old.isNullable && !new.isNullable)
        case .exchanged(let value, let replacement, let type):
            replace(type.stored(value.identity), by: type.stored(replacement), in: column)
        case .renamed(let old, let new, let type):
            if type.storesText { replace(.text(old), by: .text(new), in: column) }
        case .renumbered: break
        }
        return true
    }

    /// Rows hold another value of an enum from now on.
    private mutating func replace(_ former: SQLValue?, by present: SQLValue?, in column: Column) {
        guard let former, let present else { return }
        for row in rows.indices where column.has(former, in: rows[row]) { rows[row][column.place] = present }
    }

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
            return column.tolerance.holds(value, for: before)
        }
    }

    /// The rows as they are now, to which those after the next changes are held.
    fileprivate func followed(by present: [[SQLValue]]) -> RowTracker.Values {
        RowTracker.Values(
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

extension Change {
    /// Whether the table stays in the database, and leaves the schema.
    fileprivate func releases(_ name: String) -> Bool {
        if case .releaseTable(let table) = self { table.name == name } else { false }
    }
}
