import Raido

// The messages of the scanner about names and words that it does not know.
extension LanguageMessage {
    /// A name with a capital letter in place of a type.
    static func undeclaredEnum(_ name: String) -> Self {
        Self(
            "unknown type '\(name)'; if it is an enum, declare it with enums: { \(name): [A, B] } and write enum(\(name))"
        )
    }

    static func unknownAction(_ word: String, nearest: String?) -> Self {
        Self(unknown("action", word, nearest))
    }

    static func unknownCharacter(_ character: Character) -> Self {
        Self("unexpected '\(character)'")
    }

    static func unknownColumn(_ name: String, of table: String, nearest: String?) -> Self {
        Self("'\(table)' has no column '\(name)'\(asking(nearest))")
    }

    static func unknownEngine(_ word: String, nearest: String?) -> Self {
        Self(unknown("engine", word, nearest))
    }

    static func unknownEnum(_ name: String, nearest: String?) -> Self {
        Self("the model declares no enum '\(name)'\(asking(nearest))")
    }

    static func unknownEscape(_ escape: String) -> Self {
        Self("'\(escape)' is not a valid escape sequence")
    }

    static func unknownField(_ name: String, nearest: String?) -> Self {
        Self("no field '\(name)' is declared\(asking(nearest))")
    }

    static func unknownFrameworkTable(_ name: String, nearest: String?) -> Self {
        Self("no framework declares the table '\(name)'\(asking(nearest))")
    }

    static func unknownInclude(_ name: String, nearest: String?) -> Self {
        Self(unknown("abstract model", name, nearest))
    }

    static func unknownMappedType(_ word: String, _ engine: Engine, nearest: String?) -> Self {
        Self("type_mappings of \(engine.rawValue): \(unknown("type", word, nearest))")
    }

    static func unknownMetaKey(_ word: String, nearest: String?) -> Self {
        Self(unknown("key of meta", word, nearest))
    }

    static func unknownOption(_ word: String, nearest: String?) -> Self {
        Self(unknown("option", word, nearest))
    }

    /// A database has no other names for the values of a text enum than the texts that it stores.
    static func noStoredValue(_ value: String, of type: String, stored: [String]) -> Self {
        let values = stored.map { "'\($0)'" }.joined(separator: ", ")
        return Self("'\(value)' is not a value of '\(type)' in the database, which has \(values)")
    }

    static func unknownPlaceholder(_ text: String, _ word: String, _ engine: Engine, known: [String]) -> Self {
        let advice = known.isEmpty ? "'\(word)' has no numbers" : "'\(word)' has \(known.listedInWords)"
        return Self("type_mappings of \(engine.rawValue): unknown placeholder '\(text)'; \(advice)")
    }

    static func unknownRelation(_ word: String, nearest: String?) -> Self {
        Self(unknown("relation", word, nearest))
    }

    static func unknownSection(_ word: String, nearest: String?) -> Self {
        Self(unknown("section", word, nearest))
    }

    static func unknownTarget(_ name: String, nearest: String?) -> Self {
        Self("no model or table is named '\(name)'\(asking(nearest))")
    }

    static func unknownType(_ word: String, nearest: String?) -> Self {
        Self(unknown("type", word, nearest))
    }

    static func unknownUnit(_ unit: String) -> Self {
        Self("unknown unit '\(unit)'; write KB, MB or GB")
    }

    static func unknownVariant(_ value: String, of type: String, nearest: String?) -> Self {
        Self("\(value) is not a value of '\(type)'\(asking(nearest))")
    }

    private static func unknown(_ what: String, _ word: String, _ nearest: String?) -> String {
        "unknown \(what) '\(word)'\(asking(nearest))"
    }

    private static func asking(_ nearest: String?) -> String {
        nearest.map { "; did you mean '\($0)'?" } ?? ""
    }
}
