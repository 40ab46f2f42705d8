import Raido

// Expressions of every kind that the four engines have in common, or say each in words of its own. What they demand,
// the rows of the tests mostly meet.

extension SplitMix64 {
    /// An expression for a check or a predicate over a column of a plain name, or nil where its type has none.
    mutating func condition(on column: Column, of table: Table) -> SQLFragment? {
        if case .enumeration(let name) = column.type {
            return table.enumType(name).flatMap { condition(on: column.name, $0) }
        }
        return pick(conditions(on: column.type)).map { $0.about(column.name) }
    }

    /// A condition that spells out values of the column's enum.
    private mutating func condition(on column: String, _ type: EnumType) -> SQLFragment? {
        guard let value = pick(type.values)?.spelled, let other = pick(type.values)?.spelled else { return nil }
        let all: [SQLFragment] = [
            "c = \(value) or c <> \(value)", "c <> \(value) or c is not null",
            "c in (\(value), \(other)) or not c = \(other)",
            "c not in (\(value)) or c = \(value)", "case when c = \(value) then 1 else 0 end < 2",
        ].map { SQLFragment($0) }
        return pick(all).map { $0.about(column) }
    }

    /// A condition over one or two columns of a table.
    mutating func condition(in table: Table) -> (column: Column, SQLFragment)? {
        let columns = table.columns.filter { !$0.isIdentity }
        guard let first = pick(columns), let left = condition(on: first, of: table) else { return nil }
        guard chance(40), let second = pick(columns), let right = condition(on: second, of: table) else {
            return (first, left)
        }
        return (first, join(left, right))
    }

    private mutating func join(_ left: SQLFragment, _ right: SQLFragment) -> SQLFragment {
        let shape: (String, String) -> String =
            switch below(5) {
            case 0: { "(\($0)) and (\($1))" }
            case 1: { "not (not (\($0)) or not (\($1)))" }
            case 2: { "(\($0)) or not (\($1)) and (\($0))" }
            case 3: { "((\($0)) or (\($1))) and not not (\($1))" }
            default: { "not ((\($0)) and not (\($1)))" }
            }
        return left.combined(with: right, shape)
    }

    private func conditions(on type: ColumnType) -> [SQLFragment] {
        if type.isNumeric {
            let all: [SQLFragment] = [
                "c >= 0", "c < 1000000", "c <> -5", "c between -5 and 1e20", "not (c < -5 and c > -7)",
                "c not between -9 and -.5", "c in (-5) or c > -5", "c not in (-5, -7)", "not (c in (-5))",
                "coalesce(c, 0) <> - 5", "c is null or c > -1e7", "c + 0.5 <> -1e-7", "c - (1 - 2) - -3 <> -1.5e3",
                "round(c) <> -5", "abs(c) >= 0", "nullif(c, 0) is null or not c = 0",
                "(c > 1) is not true or c <> 7.50",
                "cast(c as char(60)) <> '-5'", "cast(c as decimal(60,3)) <> -5.5",
                .sql("cast(c as varchar(60)) <> 'x'", mysql: "cast(c as char(60)) <> 'x'", mariadb: "c <> -5"),
                "case when c > 1 then 1 else 0 end = 1 or c <> -5", "case c when -5 then 0 else 1 end = 1", "c <> +7.",
                "- c < 1e20", "c is not null or 1 = 1", "not not (c >= 0)",
            ]
            return type.isExact ? all + ["c % 2 <> 5", "(c + 1) * 2 <> -3"] : all
        }
        if type.isTextual {
            return [
                "c <> 'it''s'", "length(c) < 5000", "lower(c) <> 'x'", "c like '%' or c is null",
                "c not like 'a!%' escape '!'", "not (c like '_!__' escape '!')", #"c <> 'a\b"c'"#, #"c <> '\'"#,
                "c <> '\u{E9} €'", "c <> 'e\u{301} €'", "c not in ('\u{E9}', 'e\u{301}x')",
                "cast(c as char(5)) <> 'xxxxx'",
                .sql(
                    "cast(c as varchar(9)) <> 'x'", postgresql: "c::character varying(9) <> 'x'",
                    mysql: "cast(c as char(9)) <> 'x'", mariadb: "cast(c as char(9)) <> 'x'"),
                "upper(c) <> lower('X!')", "coalesce(c, 'it''s') <> ''", #"trim(c) <> 'é\'"#,
                "c between '' and 'zzzz' or length(c) > 0", "substr(c, 1, 2) <> '€€'", "c in ('x') or c <> 'x'",
                "c not in ('x', 'y''z')", "replace(c, 'a', '') <> '-- x'",
                "case when c is null then 'n' else lower(c) end <> '/* */'",
                .sql("concat(c, '-') <> '!-'", sqlite: "c || '-' <> '!-'", postgresql: "c || '-' <> '!-'"),
            ]
        }
        switch type {
        case .boolean:
            return [
                "not c or c", "c or not c", "not (c and not c)", "c is true or c is not true", "c = true or not c",
                .sql(
                    "cast(c as integer) < 2", mysql: "cast(c as signed) < 2", mariadb: "cast(c as signed) < 2"),
                "c is null or c in (true, false)", "not (c is not false and c is false)", "c <> true or c is not false",
            ]
        case .date:
            return [
                "c > '1900-01-01'", "c <> '1999-12-31'", "not (c < '1000-01-01')",
                "c between '1000-01-01' and '9999-12-31'",
                .sql("c >= date '1900-01-01'", sqlite: "c >= '1900-01-01'"),
                "coalesce(c, '2020-02-29') > '1900-01-01'",
            ]
        case .time: return ["c >= '00:00:00'", "c <> '23:58'", "c not in ('01:02:03', '04:05')"]
        case .timestamp:
            return [
                "cast(c as date) <> '1850-01-01'", "c > '1900-01-01 10:00:00'", "c <> '1999-12-31 10:00'",
                "not (c = '1999-12-31')",
            ]
        case .timestampWithTimeZone:
            return [
                "c > '1900-01-01 10:00:00'", "c <> '1999-12-31 10:00'",
                .sql("c > '1900-01-01 10:00:00'", postgresql: "c > '1900-01-01 10:00:00+02'"),
            ]
        case .uuid:
            return [
                "c <> '123e4567-e89b-12d3-a456-426614174fff'",
                "c not in ('00000000-0000-0000-0000-00000000000f') or c is null",
                "not (c = 'ffffffff-ffff-ffff-ffff-fffffffffffe')",
            ]
        case .tinyInteger, .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger,
            .interval,
            .json, .jsonb, .blob, .binary, .varbinary, .inet, .cidr, .macAddress, .xml, .custom, .enumeration, .varchar,
            .char, .text, .smallInteger, .integer, .bigInteger, .real, .double, .decimal:
            return []
        }
    }

    /// An expression that may be a generated column, with the type it gives.
    mutating func generated(from column: Column) -> (ColumnType, SQLFragment)? {
        let own = column.type
        var all: [(ColumnType, SQLFragment)] = []
        if own.isNumeric {
            all = [
                (own, "c + 1"), (own, "c - -1"), (own, "coalesce(c, -7)"), (own, "case when c > 1 then c else -1 end"),
                (.boolean, "c > 1 and not c = 5"), (.boolean, "not (c between -1 and 5)"), (.boolean, "c in (1)"),
                (.double, "round(c)"), (.double, "- c"), (.double, "c * 1e-7"), (.double, "c / 2.5"),
                (
                    .varchar(60),
                    .sql("cast(c as varchar(60))", mysql: "cast(c as char(60))", mariadb: "cast(c as char(60))")
                ),
            ]
            if own.isWholeNumber {
                all.append(
                    (.bigInteger, .sql("cast(c as bigint)", mysql: "cast(c as signed)", mariadb: "cast(c as signed)")))
            }
        }
        if own.isTextual {
            all = [
                (own, "upper(c)"), (own, "lower(c)"), (.varchar(250), #"coalesce(c, 'é''\')"#),
                (.bigInteger, "length(c)"), (.varchar(250), "coalesce(c, 'e\u{301}')"),
                (
                    .varchar(20),
                    .sql(
                        "cast(length(c) as varchar(20))", mysql: "cast(length(c) as char(20))",
                        mariadb: "cast(length(c) as char(20))")
                ),
                (.varchar(250), "trim(c)"), (.boolean, "c like 'a!%' escape '!'"), (.boolean, "c in ('x')"),
                (.varchar(20), "substr(c, 1, 2)"), (.integer, "case when c = 'x' then -1 else 0 end"),
                (.varchar(250), .sql("concat(c, '-')", sqlite: "c || '-'", postgresql: "c || '-'")),
            ]
        }
        if own == .boolean {
            all = [(.boolean, "not c"), (.boolean, "c is not true"), (.integer, "case when c then 1 else -1 end")]
        }
        return pick(all).map { ($0.0, $0.1.about(column.name)) }
    }

    /// An expression that may be a part of an index.
    mutating func indexed(_ column: Column, of table: Table) -> SQLFragment? {
        var all: [SQLFragment] = []
        if column.type.isNumeric {
            all = [
                "cast(c as decimal(60,3))", "coalesce(c, -1)", "case when c > 1 then 1 else 0 end", "round(c)",
                "nullif(c, -5)",
            ]
        }
        if column.type.isTextual {
            all = ["lower(c)", "upper(c)", "coalesce(c, '''')", "substr(c, 1, 3)", "length(c)", "trim(lower(c))"]
        }
        if column.type == .boolean { all = ["not c", "coalesce(c, true)"] }
        if case .enumeration(let name) = column.type,
            let value = table.enumType(name).flatMap({ pick($0.values)?.spelled })
        {
            all = [SQLFragment("case when c = \(value) then 1 else 0 end")]
        }
        return pick(all).map { $0.about(column.name) }
    }
}

extension SQLFragment {
    /// The fragment with a column in the place of `c`, in the quotation marks of each engine where it needs any.
    fileprivate func about(_ column: String) -> SQLFragment {
        var result = renamingColumn("c", to: column)
        if NamePool.isPlain(column) { return result }
        for engine in Engine.allCases {
            let own = SQLFragment(ownText(for: engine)).renamingColumn("c", to: "the_column")
            let mark = engine.isOfMySQLFamily ? "`" : "\""
            result.overrides[engine] = own.common?.replacing("the_column", with: "\(mark)\(column)\(mark)")
        }
        return result
    }

    fileprivate func combined(with other: SQLFragment, _ join: (String, String) -> String) -> SQLFragment {
        var result = SQLFragment(join(common ?? "", other.common ?? ""))
        for engine in Set(overrides.keys).union(other.overrides.keys) {
            result.overrides[engine] = join(ownText(for: engine) ?? "", other.ownText(for: engine) ?? "")
        }
        return result
    }

    /// The text as the engine's own: to MySQL, a backslash in it is one only where it is doubled.
    private func ownText(for engine: Engine) -> String? {
        guard overrides[engine] == nil, engine.isOfMySQLFamily else { return text(for: engine) }
        return common?.replacing("\\", with: "\\\\")
    }
}

extension EnumValue {
    /// The value as it stands in SQL.
    fileprivate var spelled: String {
        switch self {
        case .text(let text): literal(text)
        case .number(let number, _): "\(number)"
        }
    }
}

extension ColumnType {
    fileprivate var isWholeNumber: Bool { self == .smallInteger || self == .integer || self == .bigInteger }

    fileprivate var isExact: Bool { isNumeric && self != .real && self != .double }
}
