extension StoredType {
    /// What an engine makes of a type in its own words.
    package init(native spelling: String, on engine: Engine) {
        let words = NativeTypeWords(spelling)
        self = engine.facts.storedType(words) ?? .unknown(words.description)
    }
}

/// A type as an engine spells it: `character varying(4)`, `decimal(10, 2) unsigned`.
package struct NativeTypeWords: CustomStringConvertible {
    /// In lower case, without what is in brackets.
    let name: String
    let numbers: [Int]
    package let description: String
    /// Whether the brackets hold numbers only.
    let isPlain: Bool

    init(_ spelling: String) {
        let lower = spelling.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        description = lower
        let head = lower.prefix { $0 != "(" }
        let rest = lower.dropFirst(head.count)
        let inside = rest.dropFirst().prefix { $0 != ")" }
        let tail = rest.dropFirst(inside.count + 2)
        let parts = inside.split(separator: ",").map { $0.filter { $0 != " " } }
        numbers = parts.compactMap { Int($0) }
        isPlain = numbers.count == parts.count
        name = (head.split(separator: " ") + tail.split(separator: " ")).joined(separator: " ")
    }

    var number: Int? { numbers.count == 1 ? numbers[0] : nil }

    func time(_ type: ColumnType, _ digits: Int) -> StoredType {
        digits < 6 ? .coarse(type, digits: digits) : .type(type)
    }
}
