#if PostgreSQL
    import Raido
    import RaidoSQL

    @testable import RaidoRunner

    /// Rows that fit a random schema: row `n` of a table refers to row `n` of every other one.
    struct PostgreSQLRows {
        var schema: Schema
        /// Whether texts are numbers, so that they can become some.
        var numericTexts: Bool
        /// Whether the third row holds what is longest or greatest, where no expression would mind.
        var hasBounds = false

        func insert(_ count: Int, into bench: PostgreSQLWorkbench) throws {
            // The rows fit one another in the end, but not in every order.
            try bench.run("SET session_replication_role = replica")
            for table in schema.tables {
                let columns = table.columns.filter { $0.generated == nil }
                for row in 1...count {
                    let values = columns.map { value(of: $0, in: table, row: row) }.joined(separator: ", ")
                    try bench.run(
                        "INSERT INTO \(quote(table.name)) (\(quotedList(columns.map(\.name)))) VALUES (\(values))")
                }
            }
            try bench.run("SET session_replication_role = DEFAULT")
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
            if hasBounds, row == 3, !table.mentionsInExpression(column.name), !isReferenced(column, of: table),
                let bound = bound(of: column)
            {
                return bound
            }
            return switch column.type {
            case .varchar, .text, .xml, .custom: numericTexts ? "'\(row)'" : "'t''\(row)'"
            case .interval: "'\(row) days'"
            case .inet: "'10.0.0.\(row)'"
            case .cidr: "'10.0.\(row).0/24'"
            case .macAddress: "'08:00:2b:01:02:0\(row)'"
            case .char: "'\(row)'"
            case .boolean: "'\(row % 2)'"
            case .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
                .unsignedInteger, .unsignedBigInteger:
                "\(row)"
            case .real, .double, .decimal: "\(row).5"
            case .date: "'2026-01-0\(row)'"
            case .time: "'12:00:0\(row)'"
            case .timestamp, .timestampWithTimeZone: "'2026-01-01 12:00:0\(row)'"
            case .uuid: "'00000000-0000-4000-8000-00000000000\(row)'"
            case .json, .jsonb: "'[\(row)]'"
            case .blob, .varbinary: "'\\x0\(row)'"
            case .binary(let length): "decode(repeat('0\(row)', \(length)), 'hex')"
            case .enumeration(let name):
                switch table.enumType(name)?.values {
                case let values? where !values.isEmpty: spelling(values[row % values.count])
                default: "NULL"
                }
            }
        }

        private func bound(of column: Column) -> String? {
            guard column.nativeTypes[.postgresql] == nil else { return nil }
            return switch column.type {
            case .varchar(let length): "repeat('\(numericTexts ? "9" : "é")', \(length))"
            case .char(let length): "repeat('ß', \(length))"
            case .smallInteger: "32767"
            case .integer: "2147483647"
            case .bigInteger: "9223372036854775807"
            case .unsignedBigInteger: "18446744073709551615"
            case .decimal(let precision, let scale):
                "(repeat('9', \(precision - scale)) || '.' || repeat('9', \(scale)))::numeric"
            case .timestamp: "'9999-12-31 23:59:59.999999'"
            case .varbinary(let length): "decode(repeat('ff', \(length)), 'hex')"
            default: nil
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
    struct PostgreSQLSurvivors {
        struct Place: Hashable {
            var table: String
            var column: String
        }

        /// Present place to the values as they were, in the order of rows.
        private var values: [Place: [SQLValue]] = [:]

        init(of schema: Schema, in bench: PostgreSQLWorkbench) throws {
            for table in schema.tables {
                for column in table.columns where column.generated == nil {
                    values[Place(table: table.name, column: column.name)] = try Self.read(
                        column.name, of: table.name, in: bench)
                }
            }
        }

        private static func read(_ column: String, of table: String, in bench: PostgreSQLWorkbench) throws -> [SQLValue]
        {
            try bench.connection.rows("SELECT \(quote(column)) FROM \(quote(table)) ORDER BY ctid").map { $0[0] }
        }

        mutating func follow(_ change: Change, enumUsers: (String, String) -> Set<String>) {
            switch change {
            case .renameTable(let old, let new):
                move { $0.table == old ? Place(table: new, column: $0.column) : $0 }
            case .renameColumn(let old, let new, let table):
                move { $0 == Place(table: table, column: old) ? Place(table: table, column: new) : $0 }
            case .dropTable(let table): values = values.filter { $0.key.table != table.name }
            case .dropColumn(let column, let table): values[Place(table: table, column: column.name)] = nil
            case .alterColumn(let table, let old, let new, let using, _):
                if old.type != new.type || using != nil || new.generated != nil {
                    values[Place(table: table, column: new.name)] = nil
                }
            case .renameEnumValue(_, _, let type, let table), .dropEnumValue(_, let type, let table, _, _):
                let users = enumUsers(table, type)
                values = values.filter { $0.key.table != table || !users.contains($0.key.column) }
            default: break
            }
        }

        private mutating func move(_ place: (Place) -> Place) {
            values = Dictionary(values.map { (place($0.key), $0.value) }) { first, _ in first }
        }

        /// The places whose values are others now, but for NULLs that were filled.
        func lost(in bench: PostgreSQLWorkbench) throws -> [String] {
            var lost: [String] = []
            for (place, old) in values {
                let new = try Self.read(place.column, of: place.table, in: bench)
                // An UPDATE puts rows in another place.
                let isSame = old.counts.allSatisfy { $0.key == .null || new.counts[$0.key, default: 0] >= $0.value }
                if !isSame || old.count != new.count {
                    lost.append("\(place.table).\(place.column): \(old) became \(new)")
                }
            }
            return lost.sorted()
        }

        var isEmpty: Bool { values.isEmpty }
    }

    extension [SQLValue] {
        fileprivate var counts: [SQLValue: Int] { Dictionary(map { ($0, 1) }, uniquingKeysWith: +) }
    }

    extension Table {
        fileprivate func mentionsInExpression(_ column: String) -> Bool {
            let fragments = checks.map(\.expression) + columns.compactMap(\.generated)
            return fragments.contains { $0.renamingColumn(column, to: "\(column)_") != $0 }
        }
    }
#endif
