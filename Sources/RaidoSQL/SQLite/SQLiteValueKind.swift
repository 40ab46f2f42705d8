/// What values of a column are to SQLite, as far as converting them goes.
enum SQLiteValueKind: Hashable {
    case text, integer, number, blob

    /// From what is known of the stored values, or else from the declared type (manual, "Datatypes", 3.1).
    init(_ storage: SQLiteStorage) {
        switch storage.storageClasses {
        case ["text"]: self = .text
        case ["integer"]: self = .integer
        case ["blob"]: self = .blob
        case .some: self = .number
        case nil: self.init(declared: storage.declaredType)
        }
    }

    private init(declared: String) {
        let type = declared.lowercased()
        func has(_ part: String) -> Bool { type.contains(part) }
        if has("int") {
            self = .integer
        } else if has("char") || has("clob") || has("text") {
            self = .text
        } else {
            self = has("blob") || type.isEmpty ? .blob : .number
        }
    }

    /// What is true where `new`, of this kind, does not tell what `old` was; nil where it always does.
    func condition(new: String, losing old: String, of kind: SQLiteValueKind) -> String? {
        switch (kind, self) {
        case (.text, .integer): Self.text(old, isNotWholeNumber: new)
        case (.text, .number): Self.text(old, isNotNumber: new)
        case (.integer, .text), (.number, .text): "CAST(\(new) AS NUMERIC) IS NOT \(old)"
        // The least of all comes back as no integer.
        case (.integer, .number): "\(new) IS NOT \(old) OR (typeof(\(new)) = 'real' AND \(new) = \(leastInteger))"
        case (.number, .integer), (.number, .number): "\(new) IS NOT \(old)"
        case (.text, .text), (.integer, .integer), (.blob, _), (_, .blob): nil
        }
    }

    static func text(_ text: String, isNotWholeNumber number: String) -> String {
        "CAST(\(number) AS TEXT) IS NOT \(text)"
    }

    static func text(_ text: String, isNotNumber number: String) -> String {
        let isOther = "\(withoutZeros(SQLiteConversion.number.applied(to: number))) IS NOT \(withoutZeros(text))"
        return
            "CASE WHEN \(text) GLOB '*[eE]*' THEN \(self.text(text, withExponentIsNotNumber: number)) ELSE \(isOther) END"
    }

    /// With an exponent a number can be written in many ways, so that numbers are compared. They are exact with so few
    /// digits as floating point keeps, and where it neither ends nor comes to 0.
    private static func text(_ text: String, withExponentIsNotNumber number: String) -> String {
        let isOther = "\(text) GLOB '*[^0-9eE.+-]*' OR \(number) IS NOT \(text) OR instr(lower(\(text)), 'e') > 17"
        let isOutside = "abs(\(number)) > 1.7976931348623157e308 OR \(number) = 0 AND \(text) GLOB '*[1-9]*[eE]*'"
        return "\(isOther) OR \(isOutside)"
    }

    /// A number's text without zeros at the end that say nothing: `1.50` and `1.5` are one number.
    private static func withoutZeros(_ text: String) -> String {
        "CASE WHEN \(text) GLOB '*.*' AND \(text) NOT GLOB '*[eE]*' THEN rtrim(rtrim(\(text), '0'), '.') ELSE \(text) END"
    }
}

extension SQLiteValueKind {
    /// How the letters of UTF-8 begin, as hexadecimal digits, and how many bytes they have.
    private static let letters = [
        (1, "[0-7]*"), (2, "C[2-9A-F][89AB]*"), (2, "D?[89AB]*"), (3, "E0[AB]?[89AB]*"),
        (3, "E[1-9A-CEF][89AB]?[89AB]*"), (3, "ED[89]?[89AB]*"), (4, "F0[9AB]?[89AB]?[89AB]?"),
        (4, "F[1-3][89AB]?[89AB]?[89AB]?"), (4, "F48?[89AB]?[89AB]?"),
    ]

    /// The condition that bytes are not UTF-8, or have a zero, at which SQLite's functions take a text to end.
    ///
    /// The letters are passed over one after the other, in parts of the bytes: each look at all of them would copy them.
    static func bytesAreNoText(_ bytes: String) -> String {
        let shapes = letters.map { "(\($0.0), '\($0.1)')" }.joined(separator: ", ")
        let rest =
            "CASE WHEN length(rest) > 8 THEN substr(rest, 1 + column1) ELSE substr(\(bytes), place + column1, 500) END"
        return "CASE WHEN instr(\(bytes), x'00') THEN 1 = 1 "
            + "WHEN CAST(\(bytes) AS text) NOT GLOB '*[^' || char(1) || '-' || char(127) || ']*' THEN 1 = 0 "
            + "ELSE NOT EXISTS (WITH RECURSIVE letters(place, rest) AS (SELECT 1, substr(\(bytes), 1, 500) UNION ALL "
            + "SELECT place + column1, \(rest) FROM letters JOIN (VALUES \(shapes)) "
            + "ON hex(substr(rest, 1, 4)) GLOB column2) SELECT 1 FROM letters WHERE length(rest) = 0) END"
    }
}

/// The least whole number of SQLite's, which it leaves floating where it is.
let leastInteger = "-9223372036854775808.0"
