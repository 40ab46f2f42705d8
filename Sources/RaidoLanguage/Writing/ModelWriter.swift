import Raido

/// Writes one table as a block.
struct ModelWriter {
    let table: Table
    let schema: Schema
    let names: ModelNames
    /// The names of constraints and indexes that no other may have.
    var taken: Set<String>
    /// What there are no words for.
    var remarks: [String] = []

    init(table: Table, of schema: Schema, names: ModelNames, taken: Set<String>) {
        self.table = table
        self.schema = schema
        self.names = names
        self.taken = taken
    }

    mutating func text() -> String {
        let model = names[table.name] ?? ""
        var sections: [String] = ["    \(model),\n", "    table: \(quoted(table.name)),\n", "    pk: \(key()),\n"]
        sections += section("enums", "{", table.enums.compactMap { enumeration($0) }, "}")
        let isNumbered = numberedKey != nil
        sections += section(
            "fields", "{", table.columns.filter { !isNumbered || $0 != numberedKey }.map { field($0) }, "}")
        sections += section("relations", "{", table.foreignKeys.compactMap { relation($0) }, "}")
        sections += section("meta", "{", meta(), "}")
        let comments = remarks.map { comment($0, indent: "    ") }.joined()
        return "model! {\n\(comments)\(sections.joined())}\n"
    }

    private func section(_ name: String, _ open: String, _ items: [String], _ close: String) -> [String] {
        // Without it there would be no fields, which is another thing than an empty list.
        guard !items.isEmpty || name == "fields" else { return [] }
        return ["    \(name): \(open)\n", items.map { "        \($0),\n" }.joined(), "    \(close),\n"]
    }

    // MARK: Key

    /// The key's column, where the engine numbers it.
    private var numberedKey: Column? {
        guard table.primaryKey.count == 1, let column = table.column(table.primaryKey[0]), column.isIdentity,
            keyWord(column.type) != nil
        else { return nil }
        return column
    }

    private func keyWord(_ type: ColumnType) -> String? {
        switch type {
        case .smallInteger: "i16"
        case .integer: "i32"
        case .bigInteger: "i64"
        default: nil
        }
    }

    private mutating func key() -> String {
        for column in table.columns where column.isIdentity && column != numberedKey {
            remarks.append(
                table.primaryKey == [column.name]
                    ? "The engine generates '\(column.name)'; models can express that only for i16, i32 and i64."
                    : "The engine generates '\(column.name)', which is not the primary key.")
        }
        guard let column = numberedKey, let word = keyWord(column.type) else {
            return table.primaryKey.isEmpty ? "none" : "(\(table.primaryKey.joined(separator: ", ")))"
        }
        let options = column.comment.map { " [comment: \(quoted($0))]" } ?? ""
        return "\(column.name) => \(word)\(options)"
    }

    // MARK: Enums

    private func enumeration(_ type: EnumType) -> String? {
        guard !type.values.isEmpty else { return nil }
        var taken: Set<String> = []
        let variants = type.values.map { value in
            switch value {
            case .text(let text): "\(variant(text, &taken)) = \(quoted(text))"
            case .number(let number, let name): "\(variant(name, &taken)) = \(number)"
            }
        }
        let storage = keyWord(type.storage).map { "\($0) " } ?? ""
        return "\(type.name): \(storage)[\(variants.joined(separator: ", "))]"
    }

    /// A word for a value: the value itself, with `_` for what no word can have.
    private func variant(_ value: String, _ taken: inout Set<String>) -> String {
        var word = String(value.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        if word.first.map({ $0.isNumber }) != false { word = "V" + word }
        var candidate = word
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(word)_\(number)"
            number += 1
        }
        return candidate
    }

    // MARK: Fields

    private mutating func field(_ column: Column) -> String {
        var options = [column.isNullable ? "nullable" : "required"]
        if column.isNullable, table.primaryKey.contains(column.name) {
            remarks.append("The database allows NULL in '\(column.name)', a column of the primary key.")
            options = ["required"]
        }
        if column.isUUIDBlob { options.append("storage: blob") }
        if let value = column.defaultValue { options.append("default: \(literal(value, column))") }
        if column.isSetOnUpdate {
            if column.type.family.isMoment {
                options.append("set_on_update")
            } else {
                remarks.append("The engine sets '\(column.name)' on update; models can say that of moments alone.")
            }
        }
        if let generated = column.generated { options.append("generated: \(sql(generated))") }
        if let collation = column.collation {
            if column.type.family == .text {
                options.append("collate: \(quoted(collation))")
            } else {
                remarks.append("The collation of '\(column.name)' is \(quoted(collation)).")
            }
        }
        if let comment = column.comment { options.append("comment: \(quoted(comment))") }
        return "\(column.name): \(word(column.type)) [\(options.joined(separator: ", "))]"
    }

    private func word(_ type: ColumnType) -> String {
        switch type {
        case .varchar(let length): "varchar(\(length))"
        case .char(let length): "char(\(length))"
        case .text: "textarea"
        case .boolean: "boolean"
        case .tinyInteger: "i8"
        case .smallInteger: "i16"
        case .integer: "i32"
        case .bigInteger: "i64"
        case .unsignedTinyInteger: "u8"
        case .unsignedSmallInteger: "u16"
        case .unsignedInteger: "u32"
        case .unsignedBigInteger: "u64"
        case .real: "f32"
        case .double: "f64"
        case .decimal(let precision, let scale): "decimal(\(precision), \(scale))"
        case .date: "date"
        case .time: "time"
        case .timestamp: "datetime"
        case .timestampWithTimeZone: "timestamp_tz"
        case .interval: "interval"
        case .uuid: "uuid"
        case .json: "json"
        case .jsonb: "jsonb"
        case .blob: "blob"
        case .binary(let length): "binary(\(length))"
        case .varbinary(let length): "var_binary(\(length))"
        case .inet: "inet"
        case .cidr: "cidr"
        case .macAddress: "mac_address"
        case .xml: "xml"
        case .enumeration(let name): "enum(\(name))"
        case .custom(let name): "custom(\(quoted(name)))"
        }
    }

    private func sql(_ fragment: SQLFragment) -> String {
        if fragment.overrides.isEmpty, let common = fragment.common { return quoted(common) }
        let texts = fragment.overrides.sorted { $0.key < $1.key }.map { "\($0.key.rawValue): \(quoted($0.value))" }
        return "sql(\(([fragment.common.map(quoted)].compactMap { $0 } + texts).joined(separator: ", ")))"
    }

    // MARK: Relations

    private mutating func relation(_ key: ForeignKey) -> String? {
        guard let target = names[key.referencedTable], isSayable(key) else {
            remarks.append(
                "Left out: foreign key \(quoted(key.name)) from (\(key.columns.joined(separator: ", "))) to "
                    + "\(quoted(key.referencedTable)) (\(key.referencedColumns.joined(separator: ", "))).")
            return nil
        }
        var words = "belongs_to: \(target) via \(list(key.columns)) to \(list(key.referencedColumns)) unindexed"
        var actions: [String] = []
        if key.onDelete != .noAction { actions.append("on_delete: \(word(key.onDelete))") }
        if key.onUpdate != .noAction { actions.append("on_update: \(word(key.onUpdate))") }
        if !actions.isEmpty { words += " [\(actions.joined(separator: ", "))]" }
        return words + name(key.name, unless: DerivedName.foreignKey(table.name, key.columns))
    }

    /// Whether each column has the type of the one it refers to, and is no enum, which each table has of its own.
    private func isSayable(_ key: ForeignKey) -> Bool {
        guard let target = schema[key.referencedTable], !key.referencedColumns.isEmpty else { return false }
        return zip(key.columns, key.referencedColumns).allSatisfy { own, other in
            guard let type = table.column(own)?.type, type == target.column(other)?.type else { return false }
            if case .enumeration = type { return false }
            return true
        }
    }

    private func word(_ action: ForeignKey.Action) -> String {
        switch action {
        case .noAction: "no_action"
        case .restrict: "restrict"
        case .cascade: "cascade"
        case .setNull: "set_null"
        case .setDefault: "set_default"
        }
    }

    private func list(_ columns: [String]) -> String {
        columns.count == 1 ? columns[0] : "(\(columns.joined(separator: ", ")))"
    }

    /// The constraint's own name, where it has one. The language takes no names that need quotation marks, and no name
    /// twice, which engines take of two tables.
    private mutating func name(_ name: String, unless derived: String) -> String {
        let isFree = nameMistake(name) == nil && taken.insert(name.lowercased()).inserted
        if isFree { return name == derived ? "" : " name \(quoted(name))" }
        var other = derived
        var number = 2
        while !taken.insert(other.lowercased()).inserted {
            other = DerivedName.fit("\(derived)_\(number)")
            number += 1
        }
        remarks.append(
            name.isEmpty
                ? "\(quoted(other)) has no name in the database."
                : "\(quoted(other)) is called \(quoted(name)) in the database.")
        return other == derived ? "" : " name \(quoted(other))"
    }

    // MARK: meta

    private mutating func meta() -> [String] {
        var items: [String] = []
        var uniques: [String] = []
        for unique in table.uniques {
            let columns = unique.columns.joined(separator: ", ")
            uniques.append("(\(columns))" + name(unique.name, unless: DerivedName.unique(table.name, unique.columns)))
        }
        if !uniques.isEmpty { items.append("unique_together: [\(uniques.joined(separator: ", "))]") }
        var indexes: [String] = []
        for index in table.indexes { indexes.append(text(of: index)) }
        if !indexes.isEmpty { items.append("indexes: [\(indexes.joined(separator: ", "))]") }
        var checks: [String] = []
        for (place, check) in table.checks.enumerated() {
            let prefix = "ck_\(table.name)_"
            var word = check.name.hasPrefix(prefix) ? String(check.name.dropFirst(prefix.count)) : check.name
            if nameMistake(word) != nil { word = "c\(place + 1)" }
            checks.append(
                "\(word): \(sql(check.expression))" + name(check.name, unless: DerivedName.check(table.name, word)))
        }
        if !checks.isEmpty { items.append("checks: { \(checks.joined(separator: ", ")) }") }
        if let comment = table.comment { items.append("comment: \(quoted(comment))") }
        return items
    }

    private mutating func text(of index: Index) -> String {
        let parts = index.parts.map { part in
            switch part {
            case .ascending(let column): column
            case .descending(let column): "-\(column)"
            case .expression(let fragment): sql(fragment)
            }
        }
        var words = "(\(parts.joined(separator: ", ")))"
        if index.isUnique { words += " unique" }
        if let predicate = index.predicate { words += " where \(sql(predicate))" }
        if let method = index.method { words += " using \(method)" }
        return words + name(index.name, unless: DerivedName.index(table.name, index.parts))
    }
}
