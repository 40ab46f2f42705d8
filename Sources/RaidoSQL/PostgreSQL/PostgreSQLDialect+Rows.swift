import Raido

extension PostgreSQLDialect: ServerRowDialect {
    func name(_ name: String) -> String { quote(name) }
    func boolean(_ isTrue: Bool) -> String { "\(isTrue)" }
    func expression(_ text: String, over table: Table) -> String { condition(text) }

    /// The schema of the tables may have an operator that fits the types better.
    func comparison(_ symbol: String) -> String { "OPERATOR(pg_catalog.\(symbol))" }

    func differs(_ left: String, from right: String) -> String { "\(left) IS DISTINCT FROM \(right)" }
    func exactText(_ value: String) -> String { "\(value)::text" }
    func length(_ text: String) -> String { "pg_catalog.char_length(\(text)::text)" }

    func octets(_ value: String, of type: StoredType) -> String {
        "pg_catalog.octet_length(\(type.isOfBytes ? value : "\(value)::text"))"
    }

    // MARK: - Values after pending changes

    /// An untyped one would be taken for a text.
    func typed(_ value: String, of column: Column, in table: Table) -> String {
        // The enum may be created by the same changes.
        guard !isEnum(column, in: table), let type = try? type(of: column, in: table) else { return value }
        return "CAST(\(value) AS \(type))"
    }

    /// A value that the type does not have yet is an error.
    func enumText(_ value: String) -> String { "CAST(\(value) AS text)" }

    /// A text that is too long is cut by a cast, and refused by the column.
    func stored(_ expression: String, as type: StoredType, of column: Column, in table: Table) -> String? {
        type.isText ? "CAST(\(expression) AS text)" : typed(expression, of: column, in: table)
    }

    func converted(_ value: String, by conversion: ConvertedValues) -> String? {
        let (old, new, table) = (conversion.old, conversion.new, conversion.table)
        // The enum, or a value of it, may be made by the same migration.
        guard !isEnum(new, in: table), let type = try? type(of: new, in: table) else { return nil }
        let text = try? self.conversion(of: value, from: old, in: table, to: new, in: table)
        return text ?? "CAST(\(value) AS \(type))"
    }

    func collated(_ value: String, by conversion: ConvertedValues) -> String {
        conversion.collated(value, otherwise: "default")
    }

    // MARK: - Patterns

    func matches(_ text: String, _ pattern: String) -> String { "\(text)::text ~ '\(pattern)'" }
    func lacks(_ text: String, _ pattern: String) -> String { "\(text)::text !~ '\(pattern)'" }
    func endsInBlank(_ text: String) -> String { "\(text)::text LIKE '% '" }

    var blank: String { #"[\x09-\x0d ]"# }
    var longExponent: String { "[eE][+]?0*[1-9][0-9]{3}|[eE]-0*[1-9][0-9]{3}" }

    // MARK: - Numbers

    func wide(_ text: String, isWhole: Bool) -> String { floating(text) }
    func floating(_ text: String) -> String { "\(text)::text::numeric" }

    /// The least numbers that are not rounded to the greatest one any more are refused, and the greatest ones that would
    /// be rounded to 0.
    func beyond(_ bounds: FloatingBounds, _ number: String) -> String {
        let (overflow, underflow) =
            switch bounds {
            case .real: ("3.4028235677973366e38", "7.006492321624085e-46")
            case .double: ("1.797693134862315807937289714053e308", "2.4703282292062327e-324")
            }
        let size = "pg_catalog.abs(\(number))"
        return "\(size) \(comparison(">=")) \(overflow) "
            + "OR (\(number) \(comparison("<>")) 0 AND \(size) \(comparison("<=")) \(underflow))"
    }

    func beyondReal(_ double: String) -> String {
        "\(double) NOT IN ('Infinity', '-Infinity', 'NaN') AND (\(beyond(.real, double)))"
    }

    func endOfFloating(_ number: ExactNumber) -> (below: String?, above: String, changed: String?)? { nil }

    // MARK: - Values that are rounded or shortened

    var ignoresBlanksAfterEnumValues: Bool { false }
    var hasIntervals: Bool { true }
    var realType: String { "real" }

    func coarse(_ type: ColumnType, digits: Int) -> String {
        type == .time ? "time(\(digits))" : type == .timestamp ? "timestamp(\(digits))" : "timestamptz(\(digits))"
    }

    func nativeCast(_ type: String) -> String? {
        let word = type.lowercased().prefix(while: \.isLetter)
        return ["timestamp", "time", "numeric", "decimal"].contains(word) ? type : nil
    }

    func losesFraction(_ text: String, scale: Int) -> String {
        let number = wide(text, isWhole: false)
        return "\(number) \(comparison("<>")) pg_catalog.round(\(number), \(scale))"
    }

    /// Whole numbers are made of floating ones themselves, and decimals of what these are written as. The longest whole
    /// numbers are decimals, which a cast makes with few digits.
    func changedAsExact(_ column: String, _ number: ExactNumber, from old: StoredType) -> String {
        let cast = "CAST(\(column) AS \(decimal(number)))"
        guard old.isFloating, number.bits != 64 || number.isSigned else {
            return "\(column) \(comparison("<>")) \(cast)"
        }
        guard number.bits == nil else {
            let value = "\(column)::double precision"
            return "\(value) \(comparison("<>")) pg_catalog.round(\(value))"
        }
        return "\(column)::text::numeric \(comparison("<>")) \(column)::text::\(decimal(number))"
    }

    func changedAsReal(_ column: String, _ number: ExactNumber) -> String {
        "\(column)::numeric \(comparison("<>")) \(column)::real::text::numeric"
    }

    func changedAsDouble(_ column: String, _ number: ExactNumber) -> String {
        guard number.bits == 64, number.isSigned else {
            return "\(column)::numeric <> \(column)::double precision::text::numeric"
        }
        // What becomes more than the greatest number cannot be undone, and is another one.
        return "CASE WHEN \(column) > 9223372036854774784 THEN 1 = 1 "
            + "ELSE \(column)::double precision::bigint <> \(column) END"
    }

    func shortened(_ column: String, from old: StoredType, to type: ColumnType) -> String? {
        shortenedDocument(column, type)
    }

    /// Of keys that are twice in one object, the last one stays. Each has a colon of its own. `json` stays a text.
    func shortenedDocument(_ column: String, _ type: ColumnType) -> String? {
        guard type == .jsonb else { return nil }
        let colons = ["\(column)::text", "\(column)::text::jsonb::text"].map { document in
            length(replacing(#""([^"\\]|\\.)*"|[^":]"#, "", in: document))
        }
        return colons.joined(separator: " <> ")
    }
}

// Texts that are read as values of a type.
extension PostgreSQLDialect {
    /// Whether values are written as texts, and these read as values of the new type.
    func writesTexts(in change: TypeChange) -> Bool {
        // Of these, nobody knows what is written.
        if change.old.isUnknown { return false }
        let (old, new) = (PostgreSQLKind(change.old), PostgreSQLKind(change.new))
        switch old {
        case .bytes: return new != .bytes
        case .number, .boolean: return new != .number && new != .boolean
        case .moment, .document: return new != old
        case .string, .other: return true
        }
    }

    /// What is read as a value of the new type, which is written as a text first: the value, or what it is a spelling of.
    func reading(of column: String, in change: TypeChange) -> String {
        if PostgreSQLKind(change.old) == .bytes { return "pg_catalog.convert_from(\(column), 'UTF8')" }
        guard change.old == .type(.interval), PostgreSQLKind(change.new) == .number else { return column }
        // A number becomes an interval of so many seconds.
        return "(CASE WHEN \(column)::text ~ '^-?[0-9]+:[0-9:.]+$' "
            + "THEN pg_catalog.date_part('epoch', \(column))::text ELSE \(column)::text END)"
    }

    /// Bytes that are not UTF-8, or hold the one character that no text does.
    func notText(_ bytes: String, in change: TypeChange) -> String? {
        guard PostgreSQLKind(change.old) == .bytes, PostgreSQLKind(change.new) != .bytes else { return nil }
        return "pg_catalog.encode(\(bytes), 'hex') !~ '\(PostgreSQLTexts.utf8)'"
    }

    func notMoment(_ text: String, _ type: ColumnType) -> String {
        "\(movingMoment(text)) OR \(type.hasZone ? "" : "\(hasOffset(text)) OR ")"
            + isNot(text, type == .time ? PostgreSQLTexts.time : PostgreSQLTexts.moment)
    }

    /// Manual, 8.5: "Date/Time Types".
    func beyondMoments(_ day: String) -> String? {
        "\(day) > DATE '294276-12-31' AND \(day) <> DATE 'infinity'"
    }

    /// These words are taken for the moment at which they are read.
    func movingMoment(_ text: String) -> String { "\(text)::text ~* 'now|today|tomorrow|yesterday'" }

    /// A moment's distance from UTC, which a type without a zone has no room for.
    func hasOffset(_ text: String) -> String { "\(text)::text ~* '\(offsetPattern)'" }

    func notUUID(_ text: String) -> String { "\(text)::text !~* '^[{]?([0-9a-f]{4}-?){8}[}]?$'" }
    func notTruth(_ column: String) -> String { lacks(column, "^(-?0|1)([.]0*)?$") }

    func notBoolean(_ text: String) -> String {
        "pg_catalog.lower(trim(\(text)::text)) !~ '^(t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|0|1)$'"
    }

    func notReadable(_ text: String, _ type: ColumnType) -> String? {
        if type == .inet { return isNot(text, PostgreSQLTexts.inet) }
        if type == .cidr { return notNetwork(text) }
        if type == .macAddress { return isNot(text, PostgreSQLTexts.macAddress) }
        if type == .interval { return isNot(text, PostgreSQLTexts.interval) }
        return type == .xml ? "NOT pg_catalog.xml_is_well_formed(\(text)::text)" : nil
    }

    /// No `cidr` has bits of an address beside those of its network; those of fewer than four numbers have none.
    private func notNetwork(_ text: String) -> String {
        let address = "\(text)::text::inet"
        let network = "pg_catalog.host(pg_catalog.network(\(address)))"
        return "CASE WHEN \(isNot(text, PostgreSQLTexts.cidr)) THEN true WHEN \(isNot(text, PostgreSQLTexts.inet)) "
            + "THEN false ELSE \(network) <> pg_catalog.host(\(address)) END"
    }

    /// No one value is left of the text once its parts are taken together again and again.
    func notDocument(_ text: String, _ type: ColumnType) -> String {
        let document = "\(text)::text"
        let texts = replacing(PostgreSQLTexts.documentText, "S", in: document)
        let values = replacing("[ \\t\\n\\r]", "", in: replacing(PostgreSQLTexts.documentValue, "V", in: texts))
        let condition =
            "\(replacing(PostgreSQLTexts.documentText, "", in: document)) ~ '[SV]' OR NOT EXISTS ("
            + "WITH RECURSIVE document(rest) AS (SELECT \(values) "
            + "UNION SELECT \(replacing(PostgreSQLTexts.documentGroup, "V", in: "rest")) FROM document) "
            + "SELECT 1 FROM document WHERE rest ~ '^[SV]$')"
        return type == .jsonb ? "\(condition) OR \(notStorable(text))" : condition
    }

    func notBinaryDocument(_ column: String) -> String? { notStorable(column) }

    /// A document with characters that no text holds, which `json` does not look for.
    private func notStorable(_ document: String) -> String {
        "pg_catalog.replace(\(document)::text, '\\\\', '') ~* \(text(PostgreSQLTexts.unstorable))"
    }

    private func replacing(_ pattern: String, _ replacement: String, in value: String) -> String {
        "pg_catalog.regexp_replace(\(value), \(text(pattern)), '\(replacement)', 'g')"
    }

    private func isNot(_ value: String, _ pattern: String) -> String { "\(value)::text !~* \(text(pattern))" }
}
