#if MySQL
    import Raido
    import RaidoSQL

    @testable import RaidoRunner

    /// Rows that fit a random schema: row `n` of a table refers to row `n` of every other one.
    struct MySQLRows {
        enum Kind: CaseIterable {
            /// Texts that are numbers, so that they can become some; other texts; values at the ends of their types.
            case numeric, textual, boundary
        }

        var schema: Schema
        var kind: Kind

        func insert(_ count: Int, into bench: MySQLBench) throws {
            try bench.run("SET foreign_key_checks = 0")
            for table in schema.tables {
                let columns = table.columns.filter { $0.generated == nil }
                for row in 1...count {
                    let values = columns.map { value(of: $0, in: table, row: row) }.joined(separator: ", ")
                    try bench.run(
                        "INSERT INTO \(backtickQuote(table.name)) (\(backtickList(columns.map(\.name)))) VALUES (\(values))"
                    )
                }
            }
            try bench.run("SET foreign_key_checks = 1")
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
            if kind == .boundary, row == 3, depth == 0, !column.isIdentity, !isReferenced(column, of: table),
                let value = boundary(of: column, in: table)
            {
                return value
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

        private func boundary(of column: Column, in table: Table) -> String? {
            if !column.nativeTypes.isEmpty || table.checks.contains(where: { $0.mentions(column.name) }) { return nil }
            if column.isMentioned(in: table) { return nil }
            switch column.type {
            case .varchar(let length): return "repeat('Ü', \(length))"
            case .char(let length): return "repeat('z', \(length))"
            case .text: return "concat('it''s \\\\ \"', repeat('€🙂', 300))"
            case .tinyInteger: return "127"
            case .smallInteger: return "-32768"
            case .bigInteger: return "9223372036854775807"
            case .integer: return "-2147483648"
            case .unsignedTinyInteger: return "255"
            case .unsignedSmallInteger: return "65535"
            case .unsignedInteger: return "4294967295"
            case .unsignedBigInteger: return "18446744073709551615"
            case .decimal(let precision, let scale):
                let whole = String(repeating: "9", count: precision - scale)
                return scale == 0 ? whole : "\(whole).\(String(repeating: "9", count: scale))"
            case .double: return "-1.5e300"
            case .date: return "'9999-12-31'"
            case .time: return "'23:59:59.999999'"
            case .timestamp, .timestampWithTimeZone: return "'9999-12-31 23:59:59.999999'"
            case .varbinary(let length): return "repeat(x'FF', \(length))"
            case .blob: return "repeat(x'00FF', 200)"
            default: return nil
            }
        }

        private func plainValue(of column: Column, in table: Table, row: Int) -> String {
            switch column.type {
            case .varchar, .text, .interval, .xml, .custom: kind == .numeric ? "'\(row)'" : "'t''\(row)'"
            case .inet: "'10.0.0.\(row)'"
            case .cidr: "'10.\(row).0.0/16'"
            case .macAddress: "'08:00:2b:01:02:0\(row)'"
            case .char: "'\(row)'"
            case .boolean: "\(row % 2)"
            case .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
                .unsignedInteger, .unsignedBigInteger:
                "\(row)"
            case .real, .double: "\(row).5"
            case .decimal(_, let scale): scale == 0 ? "\(row)" : "\(row).5"
            case .date: "'2026-01-0\(row)'"
            case .time: "'12:00:0\(row)'"
            case .timestamp, .timestampWithTimeZone: "'2026-01-01 12:00:0\(row).25'"
            case .uuid: "'00000000-0000-4000-8000-00000000000\(row)'"
            case .json, .jsonb: "'[\(row)]'"
            case .blob, .varbinary: "x'0\(row)'"
            case .binary(let length): "lpad('\(row)', \(length), '0')"
            case .enumeration(let name):
                switch table.enumType(name)?.values {
                case let values? where !values.isEmpty: spelling(values[row % values.count])
                default: "NULL"
                }
            }
        }

        private func spelling(_ value: EnumValue) -> String {
            switch value {
            case .text(let text): backslashLiteral(text)
            case .number(let number, _): "\(number)"
            }
        }
    }

    extension CheckConstraint {
        fileprivate func mentions(_ column: String) -> Bool {
            expression.renamingColumn(column, to: column + "_") != expression
        }
    }

    extension Column {
        /// Whether a generated column makes something of the values, which then may not be the greatest.
        fileprivate func isMentioned(in table: Table) -> Bool {
            table.columns.compactMap(\.generated).contains { $0.renamingColumn(name, to: name + "_") != $0 }
        }
    }

    /// Columns whose values have to survive, and what everything is called by now.
    struct MySQLSurvivors {
        struct Place: Hashable {
            var table: String
            var column: String
        }

        /// Present place to the values as they were.
        private var values: [Place: [SQLValue: Int]] = [:]

        init(of schema: Schema, in bench: MySQLBench) throws {
            for table in schema.tables {
                for column in table.columns where column.generated == nil {
                    values[Place(table: table.name, column: column.name)] = try Self.read(
                        column.name, of: table.name, in: bench)
                }
            }
        }

        private static func read(_ column: String, of table: String, in bench: MySQLBench) throws -> [SQLValue: Int] {
            let rows = try bench.connection.rows("SELECT \(backtickQuote(column)) FROM \(backtickQuote(table))")
            return Dictionary(rows.map { ($0[0], 1) }, uniquingKeysWith: +)
        }

        mutating func follow(_ changes: [Change], from schema: Schema) throws {
            var schema = schema
            for change in changes {
                follow(change, schema)
                try schema.apply(change)
            }
        }

        private mutating func follow(_ change: Change, _ schema: Schema) {
            switch change {
            case .renameTable(let old, let new): move { $0.table == old ? Place(table: new, column: $0.column) : $0 }
            case .renameColumn(let old, let new, let table):
                move { $0 == Place(table: table, column: old) ? Place(table: table, column: new) : $0 }
            case .dropTable(let table): values = values.filter { $0.key.table != table.name }
            case .dropColumn(let column, let table): values[Place(table: table, column: column.name)] = nil
            case .alterColumn(let table, let old, let new, let using, _):
                if old.type != new.type || using != nil || new.generated != nil {
                    values[Place(table: table, column: new.name)] = nil
                }
            case .renameEnumValue(_, _, let type, let table), .dropEnumValue(_, let type, let table, _, _):
                let users = Set(
                    schema[table]?.columns.filter { $0.type == .enumeration(type) }.map(\.name) ?? [])
                values = values.filter { $0.key.table != table || !users.contains($0.key.column) }
            default: break
            }
        }

        private mutating func move(_ place: (Place) -> Place) {
            values = Dictionary(values.map { (place($0.key), $0.value) }) { first, _ in first }
        }

        /// The places whose values are others now, but for NULLs that were filled.
        func lost(in bench: MySQLBench) throws -> [String] {
            var lost: [String] = []
            for (place, old) in values {
                let new = try Self.read(place.column, of: place.table, in: bench)
                let isSame = old.allSatisfy { $0.key == .null || new[$0.key, default: 0] >= $0.value }
                if !isSame || old.values.reduce(0, +) != new.values.reduce(0, +) {
                    lost.append("\(place.table).\(place.column): \(old) became \(new)")
                }
            }
            return lost.sorted()
        }
    }
#endif
