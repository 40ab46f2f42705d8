import Raido

// Changes that write rows between two forms of a table.

extension MySQLRendering {
    mutating func add(
        _ column: Column, to table: String, fill: Fill?, after: Schema
    ) throws(UnsupportedChange) {
        // A column dropped and added again under its name is another column.
        switch try filling(of: column, in: after[table], fill: fill) {
        case .byEngine:
            try wait(in: table, giving: after, touching: column.name)
        case .byDefault(let value):
            // As its default for a moment: no row is written, and none is NULL.
            let meanwhile = after.changing(table, column.name) { $0.defaultValue = value }
            try wait(in: table, giving: meanwhile, touching: column.name)
            try flush()
            try wait(in: table, giving: after)
        case .byUpdate(let fill):
            let meanwhile = after.changing(table, column.name) {
                $0.isNullable = true
                $0.defaultValue = nil
                $0.isIdentity = false
            }
            try wait(in: table, giving: meanwhile, touching: column.name)
            try flush()
            // What someone wrote in the meantime stays.
            try update(
                column, of: table, with: fill, where: "\(backtickQuote(column.name)) IS NULL", final: after)
            if column.isIdentity { try require(column, of: table, after: after) }
            try wait(in: table, giving: after)
        case .nothing:
            // These engines would make up a value. The check is broken by every row there is, before anything changed.
            let name = DerivedName.check(table, "no_rows_\(column.name)")
            var meanwhile = after.changing(table, column.name) { $0.isNullable = true }
            if var guarded = meanwhile[table] {
                guarded.checks.append(
                    CheckConstraint(name, SQLFragment("\(backtickQuote(column.name)) IS NOT NULL")))
                meanwhile[table] = guarded
            }
            try wait(in: table, giving: meanwhile, touching: column.name)
            try flush()
            try wait(in: table, giving: after)
        }
    }

    private enum Filling {
        case byEngine
        case byDefault(DefaultValue)
        case byUpdate(Fill)
        case nothing
    }

    private func filling(of column: Column, in table: Table?, fill: Fill?) throws(UnsupportedChange) -> Filling {
        if column.generated != nil { return .byEngine }
        if column.isIdentity { return fill.map(Filling.byUpdate) ?? .byEngine }
        if let fill {
            guard case .value(let value) = fill else { return .byUpdate(fill) }
            if value == column.defaultValue, !dialect.isVolatile(value) { return .byEngine }
            return dialect.isLiteral(value) ? .byDefault(value) : .byUpdate(fill)
        }
        guard let value = column.defaultValue else { return column.isNullable ? .byEngine : .nothing }
        return dialect.isVolatile(value) ? .byUpdate(.value(value)) : .byEngine
    }

    mutating func alter(
        _ old: Column, to new: Column, in table: String, using: SQLFragment?, fill: Fill?, after: Schema
    ) throws(UnsupportedChange) {
        guard let before = schema[table], let target = after[table] else { return }
        if old == new, using == nil {
            try restate(new, in: target)
            return
        }
        let changesType = try dialect.typeWords(of: old, in: before) != dialect.typeWords(of: new, in: target)
        if let using, new.generated == nil {
            if old.generated != nil {
                // No longer made of columns that change before it does.
                let meanwhile = schema.changing(table, old.name) { $0.generated = nil }
                try wait(in: table, giving: meanwhile, touching: old.name)
            }
            try flush()
            try convert(new, of: table, using: using, fill: fill, after: after)
            return
        }
        if changesType {
            try throughText(old, new, in: table, after: after)
            if let rule = dialect.rule(from: old, in: before, to: new, in: target) {
                try expect(rule, of: new, in: table)
            }
            try throughDecimal(old, new, in: table)
        }
        let value = new.filling(fill, using: nil)
        if old.isNullable, !new.isNullable, new.generated == nil, !new.isIdentity, let value {
            if changesType || old.generated != nil {
                let meanwhile = after.changing(table, new.name) { $0.isNullable = true }
                try wait(in: table, giving: meanwhile, touching: new.name)
            }
            try flush()
            try update(new, of: table, with: value, where: "\(backtickQuote(new.name)) IS NULL", final: after)
        }
        if old.isNullable, !new.isNullable, new.isIdentity || self.final[table]?.column(new.name)?.isIdentity == true {
            try require(new, of: table, after: after, touching: changesType ? new.name : nil)
        }
        try wait(in: table, giving: after, touching: changesType ? new.name : nil)
    }

    /// Makes a column NOT NULL before it is numbered: in one statement, the engines would number rows that have no value.
    private mutating func require(
        _ column: Column, of table: String, after: Schema, touching touched: String? = nil
    ) throws(UnsupportedChange) {
        try wait(in: table, giving: after.changing(table, column.name) { $0.isIdentity = false }, touching: touched)
        try flush()
    }

    /// Gives a column the words of this version, whatever those of an older one were.
    private mutating func restate(_ column: Column, in table: Table) throws(UnsupportedChange) {
        guard dialect.hasNewWords(column) else { return }
        try flush()
        let all = mysqlUpdateTriggers(of: table, for: dialect.engine).filter { $0.column == column.name }
        let triggers = Dictionary(all.map { ($0.name, $0.text) }) { first, _ in first }
        dropTriggers(triggers)
        add(
            "ALTER TABLE \(backtickQuote(table.name)) MODIFY COLUMN \(backtickQuote(column.name)) "
                + (try dialect.definition(of: column, in: table)),
            for: "change column '\(column.name)' of '\(table.name)'")
        createTriggers(triggers)
    }

    /// The values of a list would become their places where numbers are wanted, and numbers would be taken for places
    /// (MySQL manual, 13.3.6). By way of texts they are what they look like.
    private mutating func throughText(
        _ old: Column, _ new: Column, in table: String, after: Schema
    ) throws(UnsupportedChange) {
        guard let before = schema[table], let target = after[table] else { return }
        let (from, to) = (try dialect.typeWords(of: old, in: before), try dialect.typeWords(of: new, in: target))
        // MySQL makes no document of bytes, whatever these are (error 3144).
        if TypeChange(from: old, to: new, enums: before.enums, target.enums, on: dialect.engine).old.isOfBytes,
            to == "json"
        {
            return try pass(through: .text, old, in: table)
        }
        let (fromKind, toKind) = (MySQLWordKind(from), MySQLWordKind(to))
        let isMixed = fromKind == .list && toKind == .other || fromKind == .other && toKind == .list
        // MariaDB casts nothing but texts and bytes to a UUID, nor a UUID to anything else.
        let isUUID = (from == "uuid" || to == "uuid") && !from.contains("char") && !to.contains("char")
        guard isMixed || isUUID || dialect.takesGreatNumbersFromTexts(from: old, to: new) else { return }
        try pass(through: .varchar(255), old, in: table)
    }

    /// MariaDB ends at the greatest signed number where it reads one from a text.
    private mutating func throughDecimal(
        _ old: Column, _ new: Column, in table: String
    ) throws(UnsupportedChange) {
        guard dialect.takesGreatNumbersFromDecimals(from: old, to: new) else { return }
        try pass(through: .decimal(precision: 65, scale: 0), old, in: table)
    }

    /// Gives a column another type for a while. What is written in the meantime is of that type, and converted with the
    /// rest.
    private mutating func pass(
        through type: ColumnType, _ old: Column, in table: String
    ) throws(UnsupportedChange) {
        let meanwhile = schema.changing(table, old.name) {
            $0.type = type
            $0.defaultValue = nil
            $0.nativeTypes = [:]
            $0.isIdentity = false
            $0.isSetOnUpdate = false
            $0.generated = nil
            $0.collation = nil
        }
        try wait(in: table, giving: meanwhile, touching: old.name)
        try flush()
    }

    /// Breaks off before anything changed where a value does not fulfil what the column's new type wants.
    private mutating func expect(_ rule: String, of column: Column, in table: String) throws(UnsupportedChange) {
        let meanwhile = with(table) { table in
            table.checks.append(
                CheckConstraint(DerivedName.check(table.name, "value_\(column.name)"), SQLFragment(rule)))
            // Neither engine takes a check of a column that a foreign key writes, nor of one that numbers rows.
            table.foreignKeys.removeAll { $0.columns.contains(column.name) }
            table.columns = table.columns.map { other in
                guard other.name == column.name else { return other }
                var other = other
                other.isIdentity = false
                return other
            }
        }
        try wait(in: table, giving: meanwhile)
        try flush()
    }
}

// Enums
extension MySQLRendering {
    mutating func renameValue(
        _ old: String, to new: String, of type: String, in table: String, after: Schema
    ) throws(UnsupportedChange) {
        guard let enumType = schema[table]?.enumType(type), enumType.storesText, !users(of: type, in: table).isEmpty
        else { return try wait(in: table, giving: after) }
        var both = enumType
        both.values.append(.text(new))
        let meanwhile = with(table) { changed in changed.enums = changed.enums.map { $0.name == type ? both : $0 } }
        try wait(in: table, giving: meanwhile)
        try flush()
        try replaceValue(old, by: new, of: type, in: table)
        try wait(in: table, giving: after)
    }

    mutating func replaceValue(
        _ old: String, by new: String, of type: String, in table: String
    ) throws(UnsupportedChange) {
        guard let enumType = schema[table]?.enumType(type) else { return }
        func stored(_ value: String) -> String? {
            enumType.storesText ? backslashLiteral(value) : enumType.number(of: value).map { "\($0)" }
        }
        guard let former = stored(old), let present = stored(new) else { return }
        for column in users(of: type, in: table) where column.generated == nil {
            set(column.name, of: table, to: present, where: "\(backtickQuote(column.name)) = \(former)")
        }
    }

    private func users(of type: String, in table: String) -> [Column] {
        schema[table]?.columns.filter { $0.type == .enumeration(type) } ?? []
    }
}

// Rows
extension MySQLRendering {
    mutating func update(
        _ column: Column, of table: String, with fill: Fill, where condition: String? = nil, final: Schema
    ) throws(UnsupportedChange) {
        guard let target = final[table] else { return }
        switch fill {
        case .value(let value):
            let operand = try dialect.operand(value, for: column, in: target)
            set(column.name, of: table, to: try rowValue(operand, for: column, of: table), where: condition)
        case .placeholder:
            var wanted = self.final[table] ?? target
            var keys: [ForeignKey] = []
            for key in wanted.foreignKeys + target.foreignKeys {
                if try givesValues(key, to: column, of: target) { keys.append(key) }
            }
            wanted.foreignKeys = keys
            let value = dialect.placeholder(for: column, in: target, final: wanted)
            if value.counts { add("SET @raido_row = 0", for: "number the rows of '\(table)'") }
            set(column.name, of: table, to: value.expression, where: condition)
        }
    }

    /// The expression as an `UPDATE` of the table takes it. One that reads the table itself is in a derived table, which
    /// the engine makes before it writes (error 1093); the primary key says which row it is for. `LIMIT` keeps the
    /// engine from merging both.
    func rowValue(_ expression: String, for column: Column, of name: String) throws(UnsupportedChange) -> String {
        guard let table = schema[name], RowExpression(expression, for: dialect.engine).reads(name) else {
            return expression
        }
        guard !table.primaryKey.isEmpty else {
            throw UnsupportedChange(dialect.engine, .readsOwnRows(column: column.name, table: name))
        }
        let keys = table.primaryKey.enumerated().map { (column: backtickQuote($0.element), alias: "k\($0.offset)") }
        let copied = keys.map { "\($0.column) AS \($0.alias)" }.joined(separator: ", ")
        let isRow = keys.map { "raido_values.\($0.alias) = \(backtickQuote(name)).\($0.column)" }
        return "(SELECT v FROM (SELECT \(copied), (\(expression)) AS v FROM \(backtickQuote(name)) "
            + "LIMIT \(UInt64.max)) AS raido_values WHERE \(isRow.joined(separator: " AND ")))"
    }

    /// Whether a key's columns are there by now, and of a type that the column takes.
    private func givesValues(
        _ key: ForeignKey, to column: Column, of table: Table
    ) throws(UnsupportedChange) -> Bool {
        guard let referenced = schema[key.referencedTable],
            key.referencedColumns.allSatisfy({ referenced.column($0) != nil })
        else { return false }
        for (name, other) in zip(key.columns, key.referencedColumns) where name == column.name {
            guard let other = referenced.column(other) else { return false }
            let types = (try dialect.typeWords(of: column, in: table), try dialect.typeWords(of: other, in: referenced))
            let areNumbers = dialect.isNumber(column, in: table) && dialect.isNumber(other, in: referenced)
            if !areNumbers, !dialect.joins(types.0, types.1) { return false }
        }
        return true
    }

    /// Writes a column in rows already there. Columns that the engine sets when a row changes keep their values.
    mutating func set(_ name: String, of table: String, to value: String, where condition: String? = nil) {
        guard let current = schema[table] else { return }
        var assignments = ["\(backtickQuote(name)) = \(value)"]
        // An older version left it to ON UPDATE to set instants, too.
        for column in current.columns where column.name != name && dialect.isStamped(column) {
            assignments.append("\(backtickQuote(column.name)) = \(backtickQuote(column.name))")
        }
        var text = "UPDATE \(backtickQuote(table)) SET \(assignments.joined(separator: ", "))"
        if let condition { text += " WHERE \(condition)" }
        let all = mysqlUpdateTriggers(of: current, for: dialect.engine)
        let triggers = Dictionary(all.map { ($0.name, $0.text) }) { first, _ in first }
        dropTriggers(triggers)
        add(text, for: "fill '\(table).\(name)'")
        createTriggers(triggers)
    }
}

extension Schema {
    func changing(_ table: String, _ column: String, _ change: (inout Column) -> Void) -> Schema {
        var schema = self
        guard var changed = schema[table], let place = changed.columns.firstIndex(where: { $0.name == column }) else {
            return self
        }
        change(&changed.columns[place])
        schema[table] = changed
        return schema
    }
}

/// What conversions make of values, told from the words of their type.
private enum MySQLWordKind {
    /// `ENUM` and `SET`.
    case list
    /// Texts and bytes.
    case text
    case other

    init(_ words: String) {
        let word = words.lowercased().prefix { $0.isLetter }
        if word == "enum" || word == "set" {
            self = .list
        } else {
            self = ["char", "text", "binary", "blob", "json"].contains(where: word.hasSuffix) ? .text : .other
        }
    }
}
