import Raido

// What MySQL and MariaDB would refuse of a table, said before anything runs.
extension MySQLFamilyDialect {
    /// Throws where a table gets more keys than an engine keeps, those of foreign keys among them.
    func expectFewKeys(of table: Table, in schema: Schema) throws(UnsupportedChange) {
        let keys = try stored(table, in: schema).keys.count + (table.primaryKey.isEmpty ? 0 : 1)
        guard keys <= 64 else { throw UnsupportedChange(engine, .tooManyKeys(keys, table: table.name)) }
    }

    /// Throws for what is new in a table, beside its former state: keys and rows that are too long, checks and
    /// generated columns that the engine does not take.
    func expectHolds(_ table: Table, formerly former: Table?) throws(UnsupportedChange) {
        if table.columns != former?.columns {
            let bytes = try rowBytes(of: table)
            guard bytes <= 65_535 else { throw UnsupportedChange(engine, .rowTooLong(bytes, table: table.name)) }
        }
        try expectFewParts(of: table)
        try expectShortKeys(of: table, formerly: former)
        for index in table.indexes { try expectIndexable(index, in: table, formerly: former) }
        for check in table.checks where former?.checks.contains(check) != true {
            try expectBoolean(check, of: table)
        }
        for column in table.columns where column.generated != nil { try expectUnpadded(column, of: table) }
    }

    /// Throws where a new foreign key joins columns that the engine does not compare (error 3780, or 150 on MariaDB).
    func expectJoinedTypes(of table: Table, in schema: Schema, formerly former: Table?) throws(UnsupportedChange) {
        for key in table.foreignKeys where former?.foreignKeys.contains(key) != true {
            guard let target = key.referencedTable == table.name ? table : schema[key.referencedTable] else { continue }
            for (name, referencedName) in zip(key.columns, key.referencedColumns) {
                guard let column = table.column(name), let referenced = target.column(referencedName) else { continue }
                let (type, referencedType) = (
                    try typeWords(of: column, in: table), try typeWords(of: referenced, in: target)
                )
                guard !joins(type, referencedType) else { continue }
                throw UnsupportedChange(
                    engine,
                    .foreignKeyTypes(
                        key.name, column: name, type, referenced: "\(target.name).\(referencedName)", referencedType,
                        table: table.name))
            }
        }
    }

    private func expectFewParts(of table: Table) throws(UnsupportedChange) {
        func expect(_ count: Int, of key: SchemaElement) throws(UnsupportedChange) {
            guard count <= mostKeyParts else {
                throw UnsupportedChange(engine, .tooManyParts(count, most: mostKeyParts, key))
            }
        }
        try expect(table.primaryKey.count, of: .primaryKey(table: table.name))
        for unique in table.uniques { try expect(unique.columns.count, of: .unique(unique.name, table: table.name)) }
        for key in table.foreignKeys { try expect(key.columns.count, of: .foreignKey(key.name, table: table.name)) }
        for index in table.indexes {
            try expect(try parts(of: index, in: table).count, of: .index(index.name, table: table.name))
        }
    }

    private func expectShortKeys(of table: Table, formerly former: Table?) throws(UnsupportedChange) {
        /// - Parameter isWhole: Whether the key has to hold whole values, and no text of any length is one.
        func expect(_ columns: [String], of key: SchemaElement, isWhole: Bool = false) throws(UnsupportedChange) {
            var sum = 0
            for name in columns {
                guard let column = table.column(name) else { continue }
                if isWhole, keyLength(of: column) == nil {
                    let type = try nativeType(of: column, in: table)
                    throw UnsupportedChange(engine, .keyType(type, column: name, key))
                }
                sum += try bytes(of: column, in: table) ?? 0
            }
            guard sum <= longestKey else { throw UnsupportedChange(engine, .keyTooLong(sum, key)) }
        }
        func isOld(_ columns: [String]) -> Bool {
            former.map { former in columns.allSatisfy { table.column($0) == former.column($0) } } ?? false
        }
        if !isOld(table.primaryKey) || former?.primaryKey != table.primaryKey {
            try expect(table.primaryKey, of: .primaryKey(table: table.name), isWhole: true)
        }
        for unique in table.uniques where !(isOld(unique.columns) && former?.uniques.contains(unique) == true) {
            if !hashesLongKeys { try expect(unique.columns, of: .unique(unique.name, table: table.name)) }
        }
        for key in table.foreignKeys where !(isOld(key.columns) && former?.foreignKeys.contains(key) == true) {
            try expect(key.columns, of: .foreignKey(key.name, table: table.name), isWhole: true)
        }
        for index in table.indexes where index.isUnique && !hashesLongKeys {
            let columns = index.parts.compactMap(\.column)
            if isOld(columns), former?.indexes.contains(index) == true { continue }
            try expect(columns, of: .index(index.name, table: table.name))
        }
        for index in table.indexes where !index.isUnique && index.method == nil {
            let bytes = try cutBytes(of: index, in: table)
            guard bytes <= longestKey else {
                throw UnsupportedChange(engine, .keyTooLong(bytes, .index(index.name, table: table.name)))
            }
        }
    }

    /// The bytes of an index of which long texts take part with their beginnings only.
    private func cutBytes(of index: Index, in table: Table) throws(UnsupportedChange) -> Int {
        var sum = 0
        for column in try parts(of: index, in: table).compactMap(\.column).compactMap(table.column) {
            let bytes = keyLength(of: column) == nil ? longestBeginning : try bytes(of: column, in: table) ?? 0
            sum += min(bytes, longestBeginning)
        }
        return sum
    }

    /// MySQL wants a condition, not a number (error 3812).
    private func expectBoolean(_ check: CheckConstraint, of table: Table) throws(UnsupportedChange) {
        guard !takesNumbersForConditions, let text = check.expression.text(for: engine),
            let expression = MySQLExpression(text), !expression.maybeCondition,
            !SQLTokens(text).contains(where: { $0.isKeyword("true") || $0.isKeyword("false") })
        else { return }
        throw UnsupportedChange(engine, .noCondition(check.name, table: table.name))
    }

    /// MariaDB keeps no value that depends on whether `char` is filled with blanks (error 1901).
    private func expectUnpadded(_ column: Column, of table: Table) throws(UnsupportedChange) {
        guard !keepsPaddedTexts, let text = column.generated?.text(for: engine), let expression = MySQLExpression(text)
        else { return }
        for other in table.columns {
            let words = try nativeType(of: other, in: table).lowercased()
            guard words.hasPrefix("char("), expression.shows(canonicalSQL([.quoted(other.name)])) else { continue }
            throw UnsupportedChange(engine, .paddedText(other.name, in: .column(column.name, table: table.name)))
        }
    }
}

/// How many bytes of a text take part in an index that would be longer than a key may be.
private let longestBeginning = 764

/// How many bytes a key of InnoDB has at most (MySQL manual, 17.21).
private let longestKey = 3072

extension MySQLExpression {
    /// The expression, or nil for one that is not known well enough.
    init?(_ text: String) {
        var parser = MySQLExpressionParser(Array(SQLTokens(text)))
        guard let expression = parser.expression(), parser.isAtEnd else { return nil }
        self = expression
    }

    /// Whether it may give true or false, and not surely a number or a text.
    fileprivate var maybeCondition: Bool {
        switch self {
        case .leaf, .unary, .choice: false
        case .call(let name, _): !Self.plainFunctions.contains(name)
        case .binary(let word, _, _): Self.strength(of: word) == 4
        case .all, .not, .isNull, .within, .between: true
        }
    }

    /// Functions that give no truth, whatever they are given.
    private static let plainFunctions: Set<String> = [
        "abs", "ascii", "cast", "ceil", "char_length", "coalesce", "concat", "concat_ws", "crc32", "current_date",
        "date", "datediff", "day", "dayofmonth", "elt", "field", "find_in_set", "floor", "greatest", "hex", "hour",
        "if",
        "ifnull", "instr", "json_extract", "json_length", "json_unquote", "json_value", "least", "left", "length",
        "locate", "lower", "lpad", "ltrim", "minute", "mod", "month", "nullif", "power", "quarter", "replace",
        "reverse",
        "right", "round", "rpad", "rtrim", "second", "sign", "sqrt", "substr", "substring_index", "time", "trim",
        "truncate", "upper", "weekday", "year",
    ]

    /// Whether the value depends on blanks at the end of what the name stands for.
    fileprivate func shows(_ name: String) -> Bool {
        func isName(_ part: MySQLExpression) -> Bool { part == .leaf(name) }
        switch self {
        case .leaf: return isName(self)
        case .call(let function, let arguments):
            return arguments.contains { !(isName($0) && ["rtrim", "trim"].contains(function)) && $0.shows(name) }
        case .unary(_, let operand), .isNull(let operand): return operand.shows(name)
        case .binary(let word, let left, let right):
            let compares = Self.strength(of: word) == 4 && word != "REGEXP"
            return [left, right].contains { !(compares && isName($0)) && $0.shows(name) }
        case .all(_, let parts): return parts.contains { $0.shows(name) }
        case .not(let inner): return inner.shows(name)
        case .within(let operand, let values):
            return ([operand] + values).contains { !isName($0) && $0.shows(name) }
        case .between(let operand, let low, let high): return [operand, low, high].contains { $0.shows(name) }
        case .choice(let subject, let cases, let otherwise):
            let inner = cases.flatMap { [$0.0, $0.1] } + [subject, otherwise].compactMap { $0 }
            return inner.contains { $0.shows(name) }
        }
    }
}
