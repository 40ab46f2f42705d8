import Raido

/// How MySQL and MariaDB spell things. What they spell alike is in extensions; what they do not, each answers.
protocol MySQLFamilyDialect: Dialect {
    var uuidType: String { get }

    /// Whether an index may have expressions among its parts.
    var hasExpressionIndexes: Bool { get }

    /// Whether an index may hold a `json` column's beginning, and a unique one a text of any length.
    var indexesAnyText: Bool { get }

    /// Whether renaming a column rewrites checks and generated columns that name it; else they are in the way.
    var renamesReachExpressions: Bool { get }

    /// Whether `DEFAULT 'x'` without brackets is taken for texts and JSON.
    var takesLiteralDefaultsEverywhere: Bool { get }

    /// Whether a generated column may be `NOT NULL`.
    var takesNotNullWithGenerated: Bool { get }

    /// Whether a statement that adds a column may give another one a default that may differ from row to row (else
    /// error 1674, where statements are logged for replicas).
    var addsBesideVolatileDefaults: Bool { get }

    /// Whether a foreign key may delete rows by a column of which a stored generated one is made.
    var cascadesBelowGenerated: Bool { get }

    var givesZeroDates: Bool { get }

    /// Whether a key that passes changes on may refer from a column that takes no NULL to one that does.
    var cascadesNullToNotNull: Bool { get }

    /// Whether a check may stay while the generated column that it names loses a column it is made of.
    var checksOutliveSources: Bool { get }

    /// Whether `char(… using utf8mb4)` keeps its character set in definitions; then it says what a literal there
    /// cannot.
    var charKeepsCharacterSet: Bool { get }

    /// The words before the name of a check that is dropped.
    var dropCheck: String { get }

    /// Whether a unique constraint may be longer than other keys: it is one of hashes then.
    var hashesLongKeys: Bool { get }

    /// How many columns a key may have.
    var mostKeyParts: Int { get }

    /// Whether a check may be any number, where 0 means that it does not hold.
    var takesNumbersForConditions: Bool { get }

    /// Whether a stored generated column may be made of a `char` one as it is.
    var keepsPaddedTexts: Bool { get }
}

struct MySQLDialect: MySQLFamilyDialect {
    let engine = Engine.mysql
    var costs: [StatementKind: StatementCost] { mysqlCosts }
    var kindsWithIfNotExists: Set<StatementKind> { [.createTrigger] }
    let uuidType = "char(36)"
    let hasExpressionIndexes = true
    let indexesAnyText = false
    let renamesReachExpressions = false
    let takesLiteralDefaultsEverywhere = false
    let takesNotNullWithGenerated = true
    let addsBesideVolatileDefaults = false
    let cascadesBelowGenerated = false
    let givesZeroDates = false
    let cascadesNullToNotNull = true
    let checksOutliveSources = true
    let charKeepsCharacterSet = false
    let dropCheck = "DROP CHECK"
    let hashesLongKeys = false
    let mostKeyParts = 16
    let takesNumbersForConditions = false
    let keepsPaddedTexts = true
}

struct MariaDBDialect: MySQLFamilyDialect {
    let engine = Engine.mariadb
    var costs: [StatementKind: StatementCost] { mariadbCosts }
    var kindsWithIfNotExists: Set<StatementKind> { [.createIndex, .createTrigger] }
    let uuidType = "uuid"
    let hasExpressionIndexes = false
    let indexesAnyText = true
    let renamesReachExpressions = true
    let takesLiteralDefaultsEverywhere = true
    let takesNotNullWithGenerated = false
    let addsBesideVolatileDefaults = true
    let cascadesBelowGenerated = true
    let givesZeroDates = true
    let cascadesNullToNotNull = false
    let checksOutliveSources = false
    let charKeepsCharacterSet = true
    let dropCheck = "DROP CONSTRAINT"
    let hashesLongKeys = true
    let mostKeyParts = 32
    let takesNumbersForConditions = true
    let keepsPaddedTexts = false
}

/// The character set and collation of every table Raido makes. Both engines have this one; their own defaults differ
/// from each other, and between versions.
package let mysqlCollation = "utf8mb4_unicode_ci"

/// How tables are stored. The row format is the engines' own default, which a server may have otherwise; in the older
/// ones a key has a quarter of the bytes.
package let mysqlStorage = "ENGINE=InnoDB ROW_FORMAT=DYNAMIC"

/// The collation of enums: their values are told apart as exactly as everywhere else.
package let mysqlEnumCollation = "utf8mb4_bin"

extension MySQLFamilyDialect {
    func text(_ fragment: SQLFragment, of element: SchemaElement) throws(UnsupportedChange) -> String {
        guard let text = fragment.text(for: engine) else { throw UnsupportedChange(engine, .missingText(of: element)) }
        guard !text.joinsTextsByPipes else { throw UnsupportedChange(engine, .pipes(in: element)) }
        return expressionWords(text)
    }

    func expressionWords(_ text: String) -> String {
        backtickExpression(text) { text in
            guard charKeepsCharacterSet, text.hasFourByteCharacters else { return backslashLiteral(text) }
            let characters = text.unicodeScalars.map { "0x" + hexadecimal(String($0).utf8) }
            return "char(\(characters.joined(separator: ", ")) using utf8mb4)"
        }
    }

    /// `varchar(80) NOT NULL DEFAULT 'x' COMMENT 'y'`: all that `MODIFY` would lose if it were not said again.
    func definition(of column: Column, in table: Table) throws(UnsupportedChange) -> String {
        var words = [try typeWords(of: column, in: table)]
        if let generated = column.generated {
            let expression = try text(generated, of: .column(column.name, table: table.name))
            words.append("GENERATED ALWAYS AS (\(expression)) STORED")
            if !column.isNullable, takesNotNullWithGenerated { words.append("NOT NULL") }
        } else {
            if !column.isNullable { words.append("NOT NULL") }
            if let value = column.defaultValue ?? impliedDefault(of: column) {
                words.append("DEFAULT \(try expression(value, for: column, in: table))")
            }
            if column.isIdentity, column.name == table.numberedColumn { words.append("AUTO_INCREMENT") }
            if isSetByEngine(column) { words.append("ON UPDATE \(moment(for: column))") }
        }
        if let comment = column.comment { words.append("COMMENT \(backslashLiteral(comment))") }
        return words.joined(separator: " ")
    }

    /// MariaDB gives a column with `ON UPDATE` that takes no NULL the default `0000-00-00`, which it then refuses
    /// itself; the moment of the insertion is what it would be set to anyway. An instant, which a trigger sets, keeps
    /// the default that it had with `ON UPDATE`.
    func impliedDefault(of column: Column) -> DefaultValue? {
        givesZeroDates && !column.isNullable && isStamped(column) ? .now : nil
    }

    /// Whether the column has `ON UPDATE CURRENT_TIMESTAMP`; other types need a trigger, and so do instants, as the
    /// engines know no other word there, which gives the time in the session's zone.
    func isSetByEngine(_ column: Column) -> Bool { isStamped(column) && !isInstant(column) }

    /// Whether the column is a moment that changes with its row.
    func isStamped(_ column: Column) -> Bool {
        guard column.isSetOnUpdate, column.generated == nil else { return false }
        if let native = column.nativeTypes[engine] { return isTimestamp(native) }
        return column.type.isTimestamp
    }

    /// Whether the column holds moments in UTC and has a type without a zone. `timestamp` of these engines is UTC by
    /// itself: it is converted from and to the session's zone.
    func isInstant(_ column: Column) -> Bool {
        guard column.type == .timestampWithTimeZone else { return false }
        return column.nativeTypes[engine].map { $0.lowercased().hasPrefix("datetime") } ?? true
    }

    /// Whether the engine gives the column the time in UTC. Older versions had it use the time zone of the session.
    func tellsUTC(_ column: Column) -> Bool {
        isInstant(column) && column.generated == nil
            && (column.isSetOnUpdate || (column.defaultValue ?? impliedDefault(of: column)) == .now)
    }

    /// Whether older versions defined the column by other SQL.
    func hasNewWords(_ column: Column) -> Bool { tellsUTC(column) || makesRandomUUIDs(column) }

    func isTimestamp(_ native: String) -> Bool {
        let word = native.lowercased().prefix { $0.isLetter }
        return word == "datetime" || word == "timestamp"
    }

    /// The type, with the collation where it is not the table's.
    func typeWords(of column: Column, in table: Table) throws(UnsupportedChange) -> String {
        let type = try nativeType(of: column, in: table)
        guard let collation = column.collation else { return type }
        guard isCollation(collation) else {
            throw UnsupportedChange(engine, .collation(collation, column: column.name, table: table.name))
        }
        return "\(type.replacingEnumCollation()) COLLATE \(backtickQuote(collation))"
    }

    /// Collations of these engines begin with their character set.
    private func isCollation(_ name: String) -> Bool {
        let beginning = name.lowercased().prefix { $0 != "_" }
        return name == "binary" || (beginning.count < name.count && mysqlCharacterSets.contains(String(beginning)))
    }
}

extension String {
    /// An enum's words without the collation that it has of itself.
    fileprivate func replacingEnumCollation() -> String {
        let ending = " COLLATE \(mysqlEnumCollation)"
        return hasSuffix(ending) ? String(dropLast(ending.count)) : self
    }
}

extension String {
    /// Whether `||` is in the expression, outside texts and names.
    fileprivate var joinsTextsByPipes: Bool {
        var last: SQLToken?
        for token in SQLTokens(self) {
            if token == .symbol("||") || (token == .symbol("|") && last == token) { return true }
            last = token
        }
        return false
    }
}

/// The beginnings of collations, which both engines' `SHOW COLLATION` lists. `uca1400` is MariaDB's alone, and of any
/// character set of Unicode.
private let mysqlCharacterSets: Set<String> = [
    "armscii8", "ascii", "big5", "cp1250", "cp1251", "cp1256", "cp1257", "cp850", "cp852", "cp866", "cp932", "dec8",
    "eucjpms", "euckr", "gb18030", "gb2312", "gbk", "geostd8", "greek", "hebrew", "hp8", "keybcs2", "koi8r", "koi8u",
    "latin1", "latin2", "latin5", "latin7", "macce", "macroman", "sjis", "swe7", "tis620", "uca1400", "ucs2", "ujis",
    "utf16", "utf16le", "utf32", "utf8", "utf8mb3", "utf8mb4",
]

/// MariaDB's dialect, or MySQL's.
func mysqlDialect(of engine: Engine) -> any MySQLFamilyDialect {
    engine == .mariadb ? MariaDBDialect() : MySQLDialect()
}

// What everything outside this folder asks.
extension MySQLFamilyDialect {
    func steps(making changes: [Change], on schema: Schema) throws(UnsupportedChange) -> [Step] {
        try renderForMySQL(changes, on: schema, dialect: self)
    }

    /// MySQL's "InnoDB Limits" and MariaDB's "InnoDB Limitations".
    var mostColumns: Int { 1017 }

    var functionsOverRows: Set<String> {
        [
            "avg", "bit_and", "bit_or", "bit_xor", "count", "group_concat", "json_arrayagg", "json_objectagg", "max",
            "min", "over", "std", "stddev", "stddev_pop", "stddev_samp", "sum", "var_pop", "var_samp", "variance",
        ]
    }

    func normalised(_ schema: Schema, as rendering: Rendering) -> Schema {
        schema.mapTables { normalisedForMySQL($0, in: schema, dialect: self, as: rendering) }
    }

    var flawsOfOlderSQL: String {
        "the server sets instants to the local time of the session, not to UTC, and makes UUIDs that can be guessed"
    }

    func textLiteral(_ text: String) -> String { backslashLiteral(text) }

    func transactionScript(_ steps: [Step]) -> String { script(steps, costsOn: engine) }

    func sessionScript(around scripts: String) -> String { mysqlSession(around: scripts, on: engine) }

    func exclusiveScript(around script: String) -> String { mysqlSession(around: mysqlLocked(script), on: engine) }

    func guarded(_ statement: SQLStatement) -> String {
        guard let created = CreatedObject(of: statement.text) else { return line(statement) }
        return """
            SET @raido = IF(EXISTS (\(created.query)), 'DO 0', \(backslashLiteral(statement.text)));
            PREPARE raido FROM @raido;
            EXECUTE raido;
            DEALLOCATE PREPARE raido;
            """
    }

    var foreignKeyChecks: (off: String, on: String?)? { ("SET foreign_key_checks = 0", "SET foreign_key_checks = 1") }

    var timeZones: (application: String, runner: String)? {
        ("SET SESSION time_zone = '-05:00'", "SET SESSION time_zone = '+00:00'")
    }

    var collationNames: String { "its collations have names like utf8mb4_unicode_ci" }
}
