import Raido
import RaidoSQL

/// A table as it is read from the rows of `information_schema`.
struct MySQLTableReading {
    var engine: Engine
    var table: Table
    /// The table's own collation, which columns have unless they say something else.
    var collation: String

    /// The columns whose texts have to be JSON: how MariaDB keeps the type.
    private var json: Set<String> = []
    private var keys: [Index] = []
    private var triggers: [String: String] = [:]

    /// What no schema says.
    private var traits: [UnmodelledTrait] = []

    init(engine: Engine, table: Table, collation: String) {
        self.engine = engine
        self.table = table
        self.collation = collation
    }

    mutating func read(_ part: MySQLSchemaPart, _ row: [SQLValue]) {
        switch part {
        case .checks: readCheck(row)
        case .columns: readColumn(row)
        case .keys: readKey(row)
        case .foreignKeys: readForeignKey(row)
        case .triggers: if let name = row[0].text { triggers[name] = row[1].text }
        }
    }

    private mutating func note(_ element: SchemaElement, usual: String?, found: String, isDrift: Bool = true) {
        traits.append(UnmodelledTrait(element, usual: usual, found: found, isDrift: isDrift))
    }

    mutating func readOptions(engine: String?, options: String?) {
        let element = SchemaElement.table(table.name)
        if let engine, engine != "InnoDB" { note(element, usual: "ENGINE=InnoDB", found: "ENGINE=\(engine)") }
        if collation != mysqlCollation {
            note(element, usual: "COLLATE=\(mysqlCollation)", found: "COLLATE=\(collation)")
        }
        if options?.contains("partitioned") == true {
            note(element, usual: nil, found: "PARTITION BY", isDrift: false)
        }
    }

    private mutating func readCheck(_ row: [SQLValue]) {
        guard let name = row[0].text, let clause = row[1].text else { return }
        if row[3].text == "NO" {
            note(.check(name, table: table.name), usual: "ENFORCED", found: "NOT ENFORCED")
        }
        let text = expression(clause)
        if row[2].text == "Column", let column = jsonColumn(text) {
            json.insert(column)
        } else {
            table.checks.append(CheckConstraint(name, SQLFragment(text)))
        }
    }

    private func jsonColumn(_ text: String) -> String? {
        let tokens = Array(SQLTokens(text))
        guard tokens.count == 4, tokens[0].isKeyword("json_valid") else { return nil }
        return tokens[2].identifier
    }

    private mutating func readColumn(_ row: [SQLValue]) {
        guard let name = row[0].text, let declared = row[1].text else { return }
        let extra = row[4].text?.lowercased() ?? ""
        var column = Column(name, mysqlType(declared: declared, of: name), nullable: row[2].text == "YES")
        if json.contains(name), column.type == .text { column.type = .json }
        if case .enumeration = column.type { table.enums.append(EnumType(name, mysqlEnumValues(declared))) }
        column.isIdentity = extra.contains("auto_increment")
        column.isSetOnUpdate = extra.contains("on update")
        let element = SchemaElement.column(name, table: table.name)
        if extra.contains("invisible") { note(element, usual: "visible", found: "INVISIBLE") }
        if extra.contains("virtual generated") { note(element, usual: "STORED", found: "VIRTUAL") }
        column.comment = row[6].text.flatMap { $0.isEmpty ? nil : $0 }
        if extra.contains("generated"), !extra.contains("default_generated"), let text = row[7].text, !text.isEmpty {
            column.generated = SQLFragment(expression(text))
        } else {
            column.defaultValue = row[3].text.flatMap { defaultValue($0, extra: extra, of: column.type) }
        }
        column.collation = row[5].text.flatMap { ownCollation($0, of: column.type) }
        table.columns.append(column)
    }

    private func ownCollation(_ name: String, of type: ColumnType) -> String? {
        if type.family == .enumeration { return name == mysqlEnumCollation ? nil : name }
        return type == .json || name == collation || name == mysqlCollation ? nil : name
    }

    /// MariaDB tells a default as an expression, MySQL as the bare value unless it is an expression.
    private func defaultValue(_ text: String, extra: String, of type: ColumnType) -> DefaultValue? {
        if engine == .mariadb {
            return text == "NULL" ? nil : mysqlDefault(expression: standardExpression(text), of: type)
        }
        if extra.contains("default_generated") { return mysqlDefault(expression: expression(text), of: type) }
        // Of bytes it gives the digits, of bits the literal.
        let isBytes = type.family == .bytes && text.hasPrefix("0x") || type.family == .custom && text.hasPrefix("b'")
        return isBytes ? mysqlDefault(expression: text, of: type) : mysqlLiteral(text, of: type)
    }

    /// What the engine keeps of an expression, in the spelling that wanted ones have too. MySQL escapes the whole text
    /// once more, and encodes it twice.
    private func expression(_ text: String) -> String {
        guard engine == .mysql else { return canonicalMySQL(standardExpression(text)) }
        var plain = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() { plain.append(scalar == "\\" ? rest.popFirst() ?? scalar : scalar) }
        return canonicalMySQL(standardExpression(withoutSecondEncoding(String(plain))))
    }

    /// The text whose bytes of UTF-8 were taken for characters, or the same where that cannot have been.
    private func withoutSecondEncoding(_ text: String) -> String {
        let bytes = text.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        guard bytes.count == text.unicodeScalars.count, bytes.contains(where: { $0 > 0x7F }) else { return text }
        return String(validating: bytes, as: UTF8.self) ?? text
    }

    private mutating func readKey(_ row: [SQLValue]) {
        guard let name = row[0].text else { return }
        noteKeyOptions(name, row)
        let part: Index.Part
        if let column = row[2].text {
            part = row[3].text == "D" ? .descending(column) : .ascending(column)
        } else {
            part = .expression(SQLFragment(expression(row[5].text ?? "")))
        }
        if name == "PRIMARY" {
            part.column.map { table.primaryKey.append($0) }
        } else if let place = keys.indices.last, keys[place].name == name {
            keys[place].parts.append(part)
        } else {
            let method = row[4].text?.lowercased()
            keys.append(
                Index(
                    name, [part], unique: row[1].integer == 0,
                    using: method == "fulltext" || method == "spatial" ? method : nil))
        }
    }

    /// A key over the beginning of a long text is how Raido makes one too; a unique one is never.
    private mutating func noteKeyOptions(_ name: String, _ row: [SQLValue]) {
        let isUnique = row[1].integer == 0
        let element: SchemaElement =
            name == "PRIMARY" ? .primaryKey(table: table.name) : .index(name, table: table.name)
        let column = row[2].text ?? ""
        if row[6].integer == 1, !traits.contains(where: { $0.element == element && $0.usual == "visible" }) {
            note(element, usual: "visible", found: engine == .mariadb ? "IGNORED" : "INVISIBLE")
        }
        if name == "PRIMARY", row[3].text == "D" { note(element, usual: "ascending", found: "\(column) DESC") }
        if let length = row[7].integer, row[4].text != "SPATIAL", isUnique || length != 191 {
            note(element, usual: "all of '\(column)'", found: "\(column)(\(length))")
        }
    }

    private mutating func readForeignKey(_ row: [SQLValue]) {
        guard let name = row[0].text, let column = row[1].text, let target = row[2].text, let referenced = row[3].text
        else { return }
        if let place = table.foreignKeys.firstIndex(where: { $0.name == name }) {
            table.foreignKeys[place].columns.append(column)
            table.foreignKeys[place].referencedColumns.append(referenced)
        } else {
            table.foreignKeys.append(
                ForeignKey(
                    name, [column], references: target, [referenced], onDelete: action(row[4]),
                    onUpdate: action(row[5])))
        }
    }

    private func action(_ value: SQLValue) -> ForeignKey.Action {
        switch value.text {
        case "CASCADE": .cascade
        case "SET NULL": .setNull
        case "SET DEFAULT": .setDefault
        default: .noAction
        }
    }
}

extension MySQLTableReading {
    /// The table, with what no schema says of it.
    func finished() -> Inspection {
        let table = finishedTable()
        let traits = traits.map { trait in
            var trait = trait
            if case .index(let name, _) = trait.element, table.uniques.contains(where: { $0.name == name }) {
                trait.element = .unique(name, table: table.name)
            }
            return trait
        }
        return Inspection(schema: Schema([table]), traits: traits)
    }

    /// The table without the keys that exist for the engine's sake.
    private func finishedTable() -> Table {
        var result = table
        for key in keys where key.name != mysqlIdentityKey {
            // A key of a foreign key's own name serves that key.
            if table.foreignKeys.contains(where: { $0.name == key.name && $0.columns == key.parts.compactMap(\.column) }
            ) {
                continue
            }
            if let unique = key.asUnique { result.uniques.append(unique) } else { result.indexes.append(key) }
        }
        return readTriggers(of: result)
    }

    /// Marks the columns whose triggers exist, word for word as Raido makes them.
    private func readTriggers(of table: Table) -> Table {
        var candidate = table
        candidate.columns = table.columns.map { column in
            let name = DerivedName.updateTrigger(table.name, column.name)
            return triggers[name] == nil || column.isSetOnUpdate ? column : column.asSetByTrigger(on: engine)
        }
        let wanted = mysqlUpdateTriggers(of: candidate, for: engine).filter { trigger in
            let action = trigger.text.split(separator: "\n", maxSplits: 1).last.map { canonicalSQL(String($0)) }
            return triggers[trigger.name].map { canonicalSQL($0) } == action
        }
        var result = table
        result.columns = table.columns.map { column in
            var column = column
            let isTriggered = !column.isSetOnUpdate && wanted.contains { $0.column == column.name }
            column.readInstant(isSetInUTC: isTriggered, isSetLocally: column.isSetOnUpdate)
            column.isSetOnUpdate = column.isSetOnUpdate || isTriggered
            return column
        }
        return result
    }
}

extension Column {
    /// The column that Raido's trigger would set: of moments only instants need one.
    fileprivate func asSetByTrigger(on engine: Engine) -> Column {
        var column = self
        column.isSetOnUpdate = true
        if case .custom(let native) = type, native.hasPrefix("datetime") { column.nativeTypes[engine] = native }
        if type == .timestamp || column.nativeTypes[engine] != nil { column.type = .timestampWithTimeZone }
        return column
    }
}
