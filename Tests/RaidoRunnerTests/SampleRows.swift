#if SQLite
    import Raido
    import RaidoSQL

    @testable import RaidoRunner

    /// Rows that fit a random schema: row `n` of a table refers to row `n` of every other one.
    struct SampleRows {
        var schema: Schema
        /// Whether texts are numbers, so that they can become some.
        var numericTexts: Bool

        func insert(_ count: Int, into bench: Workbench) throws {
            for table in schema.tables {
                let columns = table.columns.filter { $0.generated == nil }
                for row in 1...count {
                    let values = columns.map { value(of: $0, in: table, row: row) }.joined(separator: ", ")
                    try bench.run(
                        "INSERT INTO \(quote(table.name)) (\(quotedList(columns.map(\.name)))) VALUES (\(values))")
                }
            }
        }

        private func value(of column: Column, in table: Table, row: Int, depth: Int = 0) -> String {
            if column.isNullable, row == 2, depth == 0, !isReferenced(column, of: table) { return "NULL" }
            if depth < 9, let key = table.foreignKeys.first(where: { $0.columns.contains(column.name) }),
                let place = key.columns.firstIndex(of: column.name), let target = schema[key.referencedTable],
                let referenced = target.column(key.referencedColumns[place]),
                target.name != table.name || referenced.name != column.name
            {
                return value(of: referenced, in: target, row: row, depth: depth + 1)
            }
            return plainValue(of: column, in: table, row: row)
        }

        private func isReferenced(_ column: Column, of table: Table) -> Bool {
            schema.tables.contains { other in
                other.foreignKeys.contains {
                    $0.referencedTable == table.name && $0.referencedColumns.contains(column.name)
                }
            }
        }

        private func plainValue(of column: Column, in table: Table, row: Int) -> String {
            switch column.type {
            case .varchar, .text, .interval, .inet, .cidr, .macAddress, .xml, .custom:
                numericTexts ? "'\(row)'" : "'t''\(row)'"
            case .char: "'\(row)'"
            case .boolean: "\(row % 2)"
            case .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
                .unsignedInteger, .unsignedBigInteger:
                "\(row)"
            case .real, .double, .decimal: "\(row).5"
            case .date: "'2026-01-0\(row)'"
            case .time: "'12:00:0\(row)'"
            case .timestamp, .timestampWithTimeZone: "'2026-01-01 12:00:0\(row)'"
            case .uuid: "printf('00000000-0000-4000-8000-%012d', \(row))"
            case .json, .jsonb: "'[\(row)]'"
            case .blob, .varbinary: "x'0\(row)'"
            case .binary(let length): "CAST(printf('%0\(length)d', \(row)) AS BLOB)"
            case .enumeration(let name):
                switch table.enumType(name)?.values {
                case let values? where !values.isEmpty: spelling(values[row % values.count])
                default: "NULL"
                }
            }
        }

        private func spelling(_ value: EnumValue) -> String {
            switch value {
            case .text(let text): literal(text)
            case .number(let number, _): "\(number)"
            }
        }
    }

    /// Columns whose values have to survive, and what everything is called by now.
    struct Survivors {
        struct Place: Hashable {
            var table: String
            var column: String
        }

        /// Present place to the values as they were, in the order of rows.
        private var values: [Place: [SQLValue]] = [:]

        /// Columns that are of another type by now.
        private var retyped: Set<Place> = []

        /// Tables whose rows stand in another order since, as another key numbers them.
        private var reordered: Set<String> = []

        init(of schema: Schema, in bench: Workbench) throws {
            for table in schema.tables {
                for column in table.columns where column.generated == nil {
                    values[Place(table: table.name, column: column.name)] = try Self.read(
                        column.name, of: table.name, in: bench)
                }
            }
        }

        private static func read(_ column: String, of table: String, in bench: Workbench) throws -> [SQLValue] {
            try bench.connection.rows("SELECT \(quote(column)) FROM \(quote(table)) ORDER BY rowid").map { $0[0] }
        }

        mutating func follow(_ change: Change, enumUsers: (String, String) -> Set<String>) {
            switch change {
            case .renameTable(let old, let new):
                if reordered.remove(old) != nil { reordered.insert(new) }
                move { $0.table == old ? Place(table: new, column: $0.column) : $0 }
            case .renameColumn(let old, let new, let table):
                move { $0 == Place(table: table, column: old) ? Place(table: table, column: new) : $0 }
            case .changePrimaryKey(let table, _, _): reordered.insert(table)
            case .dropTable(let table): values = values.filter { $0.key.table != table.name }
            case .dropColumn(let column, let table): values[Place(table: table, column: column.name)] = nil
            case .alterColumn(let table, let old, let new, let using, _):
                let place = Place(table: table, column: new.name)
                if using != nil || new.generated != nil { values[place] = nil }
                if old.type != new.type { retyped.insert(place) }
            case .renameEnumValue(_, _, let type, let table), .dropEnumValue(_, let type, let table, _, _):
                let users = enumUsers(table, type)
                values = values.filter { $0.key.table != table || !users.contains($0.key.column) }
            default: break
            }
        }

        private mutating func move(_ place: (Place) -> Place) {
            values = Dictionary(values.map { (place($0.key), $0.value) }) { first, _ in first }
            retyped = Set(retyped.map(place))
        }

        /// The places whose values are others now, but for NULLs that were filled.
        func lost(in bench: Workbench) throws -> [String] {
            var lost: [String] = []
            for (place, old) in values {
                var (old, new) = (old, try Self.read(place.column, of: place.table, in: bench))
                if retyped.contains(place) { (old, new) = (old.map(\.meaning), new.map(\.meaning)) }
                let isSame =
                    reordered.contains(place.table)
                    ? old.counts.allSatisfy { $0.key == .null || new.counts[$0.key, default: 0] >= $0.value }
                    : zip(old, new).allSatisfy {
                        $0 == .null || $0 == $1 || retyped.contains(place) && $1.isMoment(of: $0)
                    }
                if !isSame || old.count != new.count {
                    lost.append("\(place.table).\(place.column): \(old) became \(new)")
                }
            }
            return lost.sorted()
        }

        var isEmpty: Bool { values.isEmpty }
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
    }

    extension [SQLValue] {
        fileprivate var counts: [SQLValue: Int] { Dictionary(map { ($0, 1) }, uniquingKeysWith: +) }
    }
#endif
