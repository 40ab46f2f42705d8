import Raido

/// What MySQL and MariaDB answer about rows. What they do alike is in extensions; what they do not, each answers.
protocol MySQLFamilyRowDialect: MySQLFamilyDialect, ServerRowDialect {
    /// How texts look that become a UUID.
    var uuidPattern: String { get }

    /// Whether `json` is a type of its own, and not a text.
    var hasDocuments: Bool { get }

    /// Whether a time is read from a moment with a `T`.
    var readsTimesAfterT: Bool { get }

    /// Whether a moment's distance from UTC is read, where it is of hours and minutes alone.
    var convertsOffsets: Bool { get }
}

extension MySQLDialect: MySQLFamilyRowDialect {
    var uuidPattern: String { mysqlUUIDPattern }
    var hasDocuments: Bool { true }
    var readsTimesAfterT: Bool { false }
    var convertsOffsets: Bool { true }
    var blankBeforeWholeNumber: String { #"[\\x09 ]"# }
    var vanishingExponent: String? { "[1-9.][0-9.]*[eE]-0*(8[2-9]|9[0-9]|[1-9][0-9]{2})" }

    /// Those that could be out of range for their missing digits are refused.
    func endOfFloating(_ number: ExactNumber) -> (below: String?, above: String, changed: String?)? {
        guard number.bits == 64 else { return nil }
        return (number.isSigned ? "<= -9223372036854775808" : nil, ">= 9223372036854774784", nil)
    }
}

extension MariaDBDialect: MySQLFamilyRowDialect {
    var uuidPattern: String { "^([0-9a-fA-F]{4}-?){8}$" }
    var hasDocuments: Bool { false }
    var readsTimesAfterT: Bool { true }
    var convertsOffsets: Bool { false }
    var checksSignBeforeRounding: Bool { true }

    /// The greatest signed number is made of this floating one, and greater ones are refused.
    func endOfFloating(_ number: ExactNumber) -> (below: String?, above: String, changed: String?)? {
        let end = "9223372036854775808"
        return number.bits == 64 && !number.isSigned ? (nil, "> \(end)", end) : nil
    }
}

extension MySQLFamilyRowDialect {
    func name(_ name: String) -> String { backtickQuote(name) }
    func text(_ text: String) -> String { backslashLiteral(text) }

    func expression(_ text: String, over table: Table) -> String {
        backtickExpression(text, words: backslashLiteral)
    }

    func differs(_ left: String, from right: String) -> String { "NOT (\(left) <=> \(right))" }
    func exactText(_ value: String) -> String { "\(written(value)) COLLATE utf8mb4_bin" }
    func length(_ text: String) -> String { "char_length(\(text))" }
    func octets(_ value: String, of type: StoredType) -> String { "octet_length(\(value))" }

    /// A value as a text.
    func written(_ value: String) -> String { "CAST(\(value) AS char CHARACTER SET utf8mb4)" }

    // MARK: - Patterns

    func matches(_ text: String, _ pattern: String) -> String { "\(text) REGEXP '\(pattern)'" }
    func lacks(_ text: String, _ pattern: String) -> String { "\(text) NOT REGEXP '\(pattern)'" }
    func endsInBlank(_ text: String) -> String { "\(text) LIKE '% '" }

    var blank: String { #"[\\x09-\\x0d ]"# }
    var longExponent: String { "[eE][+]?0*[1-9][0-9]{3}" }

    // MARK: - Numbers

    func wide(_ text: String, isWhole: Bool) -> String { "CAST(\(text) AS decimal(65, \(isWhole ? 0 : 30)))" }
    func floating(_ text: String) -> String { "(\(text) + 0e0)" }

    /// Texts of greater numbers than the greatest double are read as that one.
    func beyond(_ bounds: FloatingBounds, _ number: String) -> String {
        switch bounds {
        case .real: "abs(\(number)) > 3.4028234663852886e38"
        case .double: "abs(\(number)) >= 1.7976931348623157e308"
        }
    }

    // MARK: - Values that are rounded or shortened

    var ignoresBlanksAfterEnumValues: Bool { true }
    var hasIntervals: Bool { false }
    var realType: String { "float" }

    func coarse(_ type: ColumnType, digits: Int) -> String { "\(type == .time ? "time" : "datetime")(\(digits))" }

    func nativeCast(_ type: String) -> String? {
        let word = type.lowercased().prefix(while: \.isLetter)
        switch word {
        case "datetime", "time", "decimal": return type
        case "timestamp": return "datetime" + type.dropFirst(word.count)
        case "numeric": return "decimal" + type.dropFirst(word.count)
        default: return nil
        }
    }

    /// The longest numbers have 30 digits after the point.
    func losesFraction(_ text: String, scale: Int) -> String {
        let small = smallExponent("3[1-9]|[4-9][0-9]|[1-9][0-9]{2}")
        let number = wide(text, isWhole: false)
        return "\(matches(text, "[.][0-9]{30}[0-9]*[1-9]|\(small)")) OR \(number) <> round(\(number), \(scale))"
    }

    /// As doubles, a floating number of 32 bits and the decimal that it becomes differ also where they are one number.
    func changedAsExact(_ column: String, _ number: ExactNumber, from old: StoredType) -> String {
        let exact = "CAST(\(column) AS \(decimal(number)))"
        return "\(column) <> \(old == .type(.real) ? "CAST(\(exact) AS float)" : exact)"
    }

    func changedAsReal(_ column: String, _ number: ExactNumber) -> String {
        "\(column) <> CAST(CAST(\(column) AS float) AS decimal(65, \(number.scale)))"
    }

    func changedAsDouble(_ column: String, _ number: ExactNumber) -> String {
        guard number.bits == 64 else { return "\(column) <> CAST(\(column) + 0e0 AS decimal(65, \(number.scale)))" }
        // What becomes more than the greatest number cannot be undone, and is another one.
        let (greatest, type) =
            number.isSigned ? ("9223372036854774784", "signed") : ("18446744073709549568", "unsigned")
        return "CASE WHEN \(column) > \(greatest) THEN 1 = 1 ELSE CAST(\(column) + 0e0 AS \(type)) <> \(column) END"
    }

    func shortened(_ column: String, from old: StoredType, to type: ColumnType) -> String? {
        old == .type(.real) ? "\(column) <> CAST(CAST(\(column) AS char) AS float)" : nil
    }

    func shortenedDocument(_ column: String, _ type: ColumnType) -> String? {
        guard hasDocuments else { return nil }
        // Without the mark of possession, servers would go back over each letter of a long text.
        let texts = #""([^"\\]|\\.)*+""#
        func without(_ pattern: String, _ document: String) -> String {
            "regexp_replace(\(document), \(text(pattern)), '')"
        }
        // Of keys that are twice in one object, the last one stays. Each has a colon of its own.
        let colons = [column, "CAST(CAST(\(column) AS json) AS char)"].map { length(without(texts + #"|[^":]"#, $0)) }
        let numbers =
            "[0-9]{20}|(?=[0-9]*[.])([0-9][.]?){18}|[0-9]{18}[eE]|\(smallExponent("[3-9][0-9]{2}|[0-9]{4}"))"
        return "\(colons.joined(separator: " <> ")) OR \(matches(without(texts, column), numbers))"
    }

    // MARK: - Values that cannot be of a type

    func writesTexts(in change: TypeChange) -> Bool {
        change.old.type?.isWrittenAsText == true || (readsBytes(in: change) && !change.new.isText)
    }

    /// Whether bytes become a text or a document.
    private func readsBytes(in change: TypeChange) -> Bool {
        change.old.isOfBytes && (change.new.isText || change.new.type?.family == .document)
    }

    func reading(of column: String, in change: TypeChange) -> String {
        readsBytes(in: change) ? "CONVERT(\(column) USING utf8mb4)" : column
    }

    /// Of bytes that are not UTF-8, MySQL makes NULL, and MariaDB another text.
    func notText(_ bytes: String, in change: TypeChange) -> String? {
        guard readsBytes(in: change) else { return nil }
        return "NOT (CAST(CONVERT(\(bytes) USING utf8mb4) AS binary) <=> CAST(\(bytes) AS binary))"
    }

    func notMoment(_ text: String, _ type: ColumnType) -> String {
        let native = type == .date ? "date" : type == .time ? "time(6)" : "datetime(6)"
        return "\(lacks(text, type == .time ? mysqlTimePattern : "[0-9]")) OR \(matches(text, unreadRest(of: type))) "
            + "OR CAST(\(text) AS \(native)) IS NULL OR \(unreadOffset(text, type))"
    }

    /// What a cast skips, or cuts, and a column does not: letters and signs beside a moment, and long hours.
    private func unreadRest(of type: ColumnType) -> String {
        let last = "[0-9][[:space:]]*[tT][[:space:]]*$"
        guard type == .time else { return "[a-su-zA-SU-Z;]|\(last)" }
        let hours = "(^|[^0-9])(839|8[4-9][0-9]|9[0-9]{2}|[0-9]{4,}):"
        return readsTimesAfterT ? "[a-su-zA-SU-Z;,]|\(last)|\(hours)" : "[a-zA-Z;,]|\(hours)"
    }

    /// A distance from UTC that the type has no room for.
    private func unreadOffset(_ text: String, _ type: ColumnType) -> String {
        let hasOffset = matches(text, offsetPattern)
        guard convertsOffsets, type.hasZone else { return hasOffset }
        return "(\(hasOffset) AND \(lacks(text, "[0-9][+-](0[0-9]|1[0-3]):[0-5][0-9]$|[0-9][+-]14:00$")))"
    }

    /// What is not kept as a time is a text.
    func changedAsTime(_ column: String) -> String? { lacks(column, "^-?[0-9]{2,3}(:[0-9]{2}){2}([.][0-9]{1,6})?$") }

    func notUUID(_ text: String) -> String { lacks(text, uuidPattern) }
    func notBoolean(_ text: String) -> String { lacks(text, mysqlBooleanPattern) }

    func notReadable(_ text: String, _ type: ColumnType) -> String? {
        if type == .inet || type == .cidr { return "NOT (\(mysqlNetworkCondition(text)))" }
        if type == .macAddress { return lacks(text, mysqlMACAddressPattern) }
        return type == .interval ? "\(length(text)) > 64" : nil
    }
}
