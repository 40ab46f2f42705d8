import Raido
import RaidoSQL

/// Tables as they are read from the rows of the catalogues.
struct PostgreSQLReading {
    private var tables: [String: Table] = [:]
    private var enums: [String: [String]] = [:]
    /// The types of each table's columns, as the server prints them.
    private var types: [String: [String: String]] = [:]
    /// The native enums of each table's columns.
    private var usedEnums: [String: Set<String>] = [:]

    /// Table and trigger to what the trigger does.
    private var triggers: [String: [String: String]] = [:]
    /// What their functions set.
    private var settings: [String: [String: String]] = [:]

    /// What no schema says.
    private(set) var traits: [UnmodelledTrait] = []

    /// What was read, with enums that no column uses at the table whose name they begin with.
    var schema: Schema {
        var tables = self.tables
        let used = Set(usedEnums.values.joined())
        for (native, values) in enums.sorted(by: { $0.key < $1.key }) where !used.contains(native) {
            guard let owner = owner(of: native) else { continue }
            let type = type(native, values, of: owner)
            tables[owner]?.enums.append(type)
        }
        return Schema(tables.values.map(withTriggers))
    }

    mutating func readTable(_ row: [SQLValue]) {
        guard let name = row[0].text else { return }
        tables[name] = Table(name, columns: [], comment: row[1].text)
    }

    mutating func readEnumValue(_ row: [SQLValue]) {
        guard let name = row[0].text, let value = row[1].text else { return }
        enums[name, default: []].append(value)
    }

    /// Expressions of one column name others, so the types of all are known first.
    mutating func readColumns(_ rows: [[SQLValue]]) {
        for row in rows {
            guard let table = row[0].text, let name = row[1].text else { continue }
            types[table, default: [:]][name] = row[2].text
        }
        for row in rows { readColumn(row) }
    }

    private func canonical(_ expression: String, in table: String) -> String {
        canonicalPostgreSQL(printed: expression, columns: types[table] ?? [:])
    }

    private mutating func readColumn(_ row: [SQLValue]) {
        guard let table = row[0].text, let name = row[1].text, let declared = row[2].text else { return }
        var column = Column(name, postgresqlType(declared: declared), nullable: row[4].integer == 0)
        if let native = row[3].text, let values = enums[native] {
            let type = type(native, values, of: table)
            column.type = .enumeration(type.name)
            if tables[table]?.enumType(type.name) == nil { tables[table]?.enums.append(type) }
            if usedEnums[table, default: []].insert(native).inserted { noteName(of: type, native, table) }
        }
        column.isIdentity = row[5].text?.isEmpty == false
        column.collation = row[8].text
        column.comment = row[9].text
        if let expression = row[7].text {
            if row[6].text?.isEmpty == false {
                column.generated = SQLFragment(canonical(expression, in: table))
            } else if isSequenceDefault(expression) {
                column.isIdentity = true
            } else {
                column.defaultValue = postgresqlDefault(expression, as: column.type)
            }
        }
        tables[table]?.columns.append(column)
    }

    private func type(_ native: String, _ values: [String], of table: String) -> EnumType {
        EnumType(postgresqlEnumName(native, of: table), values.map { .text($0) })
    }

    /// The table with the longest name that the type's begins with, cut names included.
    private func owner(of native: String) -> String? {
        let candidates = tables.keys.filter { table in
            if native.hasPrefix("\(table)_") { return true }
            let isCut = native.utf8.count > DerivedName.greatestLength - 9
            return isCut && table.hasPrefix(native.dropLast(9))
        }
        return candidates.max { ($0.count, $0) < ($1.count, $1) }
    }

    mutating func readKey(_ row: [SQLValue]) {
        guard let table = row[0].text, let name = row[1].text, let column = row[3].text else { return }
        switch row[2].text {
        case "p": tables[table]?.primaryKey.append(column)
        case "u":
            if let place = tables[table]?.uniques.firstIndex(where: { $0.name == name }) {
                tables[table]?.uniques[place].columns.append(column)
            } else {
                tables[table]?.uniques.append(UniqueConstraint(name, [column]))
            }
        default:
            guard let parent = row[4].text, let referenced = row[5].text else { return }
            if let place = tables[table]?.foreignKeys.firstIndex(where: { $0.name == name }) {
                tables[table]?.foreignKeys[place].columns.append(column)
                tables[table]?.foreignKeys[place].referencedColumns.append(referenced)
            } else {
                let key = ForeignKey(
                    name, [column], references: parent, [referenced], onDelete: action(row[6].text),
                    onUpdate: action(row[7].text))
                tables[table]?.foreignKeys.append(key)
            }
        }
    }

    private func action(_ letter: String?) -> ForeignKey.Action {
        switch letter {
        case "r": .restrict
        case "c": .cascade
        case "n": .setNull
        case "d": .setDefault
        default: .noAction
        }
    }

    /// A check that says what a column's type leaves open is part of the type.
    mutating func readCheck(_ row: [SQLValue]) {
        guard let table = row[0].text, let name = row[1].text, let expression = row[2].text else { return }
        let condition = canonical(expression, in: table)
        let columns = tables[table]?.columns ?? []
        if let place = columns.firstIndex(where: { PostgreSQLTypeCheck.name(table, $0.name) == name }),
            let type = postgresqlType(columns[place].type, checkedBy: condition, column: columns[place].name)
        {
            tables[table]?.columns[place].type = type
        } else {
            tables[table]?.checks.append(CheckConstraint(name, SQLFragment(condition)))
        }
    }

    mutating func readIndexPart(_ row: [SQLValue]) {
        guard let table = row[0].text, let name = row[1].text else { return }
        let part = part(of: table, column: row[5].text, expression: row[6].text ?? "", options: row[7].integer ?? 0)
        if let place = tables[table]?.indexes.firstIndex(where: { $0.name == name }) {
            tables[table]?.indexes[place].parts.append(part)
        } else {
            let predicate = row[4].text.map { SQLFragment(canonical($0, in: table)) }
            tables[table]?.indexes.append(
                Index(name, [part], unique: row[2].integer == 1, where: predicate, using: row[3].text))
        }
    }

    /// Of the options only that a column is descending (1) is part of a schema; the rest are traits.
    private func part(of table: String, column: String?, expression: String, options: Int64) -> Index.Part {
        guard let column else { return .expression(SQLFragment(canonical(expression, in: table))) }
        return options & 1 == 1 ? .descending(column) : .ascending(column)
    }

    mutating func readTrait(_ row: [SQLValue]) {
        guard let table = row[1].text, let found = row[4].text else { return }
        let name = row[2].text ?? ""
        let element: SchemaElement =
            switch row[0].text {
            case "c": .check(name, table: table)
            case "f": .foreignKey(name, table: table)
            case "p": .primaryKey(table: table)
            case "u": .unique(name, table: table)
            case "i": .index(name, table: table)
            case "column": .column(name, table: table)
            default: .table(table)
            }
        traits.append(UnmodelledTrait(element, usual: row[3].text, found: found, isDrift: row[5].integer == 1))
    }

    /// Migrations give each table enums of its own, named after it.
    private mutating func noteName(of type: EnumType, _ native: String, _ table: String) {
        let usual = DerivedName.enumType(table, type.name)
        guard usual != native else { return }
        traits.append(
            UnmodelledTrait(
                .enumType(type.name, table: table), usual: "TYPE \(usual)", found: "TYPE \(native)", isDrift: false))
    }

    mutating func readTrigger(_ row: [SQLValue]) {
        guard let table = row[0].text, let name = row[1].text, let body = row[2].text else { return }
        triggers[table, default: [:]][name] = body
        settings[table, default: [:]][name] = row[3].text
    }

    /// The columns whose triggers were made before Raido said where their functions look for names.
    func triggersWithoutPath(in schema: Schema) -> [SchemaElement] {
        setColumns(in: schema).filter { $0.settings == nil }.map { .column($0.name, table: $0.table) }
    }

    /// Of those whose functions somebody gave other settings.
    func settingsOfTriggers(in schema: Schema) -> [UnmodelledTrait] {
        setColumns(in: schema).compactMap { column in
            guard let settings = column.settings, settings != postgresqlFunctionPath else { return nil }
            return UnmodelledTrait(
                .column(column.name, table: column.table), usual: "SET \(postgresqlFunctionPath)",
                found: "SET \(settings)")
        }
    }

    private func setColumns(in schema: Schema) -> [(name: String, table: String, settings: String?)] {
        schema.tables.flatMap { table in
            table.columns.filter(\.isSetOnUpdate).map { column in
                let trigger = DerivedName.updateTrigger(table.name, column.name)
                return (column.name, table.name, settings[table.name]?[trigger])
            }
        }
    }

    /// Marks the columns whose triggers exist, word for word as Raido makes them.
    private func withTriggers(_ table: Table) -> Table {
        guard let found = triggers[table.name] else { return table }
        var candidate = table
        candidate.columns = table.columns.map { column in
            var column = column
            column.isSetOnUpdate = found[DerivedName.updateTrigger(table.name, column.name)] != nil
            return column
        }
        let right = postgresqlUpdateTriggers(of: candidate).filter { found[$0.name] == $0.body }.map(\.column)
        candidate.columns = candidate.columns.map { column in
            var column = column
            column.isSetOnUpdate = right.contains(column.name)
            return column
        }
        return candidate
    }
}
