import Raido
import RaidoConsole

/// What a type word of the language means.
struct TypeRule {
    /// How a word and its numbers become a column type.
    enum Shape {
        /// `varchar` of `max_length`, or of so many characters.
        case characters(Int)
        /// As `characters`, with the length in parentheses allowed: `varchar(200)`.
        case varchar
        /// `char(n)`, one character without a number.
        case char
        /// `binary(n)`, `var_binary(n)`
        case binary, varbinary
        /// `decimal(p, s)`
        case decimal
        case plain(ColumnType)
        /// `enum(E)`
        case enumeration
        /// `choice [enum(E)]`
        case choice
        /// `custom("tsvector")`
        case custom
        /// A key's usual type, `Pk`.
        case key
    }

    var words: [String]
    /// The semantic word that stands for all of them.
    var kind: String
    var shape: Shape
    /// Whether it is spelled as in a Swift or Rust struct, and so is NOT NULL unless it says otherwise.
    var isCode: Bool

    static func named(_ word: String) -> TypeRule? { byWord[word] }

    /// The types that the word names, or is the semantic word of: what a type mapping for it is about.
    static func withWord(orKind word: String) -> [TypeRule] {
        all.filter { $0.words.contains(word) || $0.kind == word }
    }

    /// All type words, for suggestions and for the keys of type mappings.
    static let allWords: [String] = all.flatMap(\.words).sorted()

    /// The type word that a mistyped one means: `text` for `strng`, and `String` for `Strng`, since the case decides whether
    /// a field is NOT NULL.
    static func nearestWord(to word: String) -> String? {
        guard let near = nearest(to: word, among: allWords), let rule = named(near) else { return nil }
        let isLowerCase = { (word: String) in word.first?.isLowercase == true }
        guard isLowerCase(word), !isLowerCase(near) else { return near }
        return named(rule.kind) == nil ? rule.words.first(where: isLowerCase) ?? near : rule.kind
    }

    private static let byWord: [String: TypeRule] = {
        var result: [String: TypeRule] = [:]
        for rule in all {
            for word in rule.words { result[word] = rule }
        }
        return result
    }()

    private static func semantic(_ words: String..., as shape: Shape) -> TypeRule {
        TypeRule(words: words, kind: words[0], shape: shape, isCode: false)
    }

    private static func code(_ words: String..., kind: String, as shape: Shape) -> TypeRule {
        TypeRule(words: words, kind: kind, shape: shape, isCode: true)
    }

    private static let all: [TypeRule] =
        characters + numbers + times + [
            semantic("bool", "boolean", as: .plain(.boolean)),
            code("Bool", kind: "bool", as: .plain(.boolean)),
            semantic("uuid", as: .plain(.uuid)),
            code("UUID", "Uuid", kind: "uuid", as: .plain(.uuid)),
            semantic("json", as: .plain(.json)),
            semantic("jsonb", "json_binary", as: .plain(.jsonb)),
            semantic("blob", as: .plain(.blob)),
            code("Data", "Vec<u8>", kind: "blob", as: .plain(.blob)),
            semantic("binary", as: .binary),
            semantic("var_binary", "varbinary", as: .varbinary),
            semantic("inet", "ip", as: .plain(.inet)),
            semantic("cidr", as: .plain(.cidr)),
            semantic("mac_address", "macaddr", as: .plain(.macAddress)),
            semantic("xml", as: .plain(.xml)),
            semantic("enum", as: .enumeration),
            semantic("choice", as: .choice),
            semantic("radio", as: .choice),
            semantic("checkbox", as: .choice),
            semantic("custom", as: .custom),
        ]

    private static let characters: [TypeRule] =
        ["text", "url", "slug", "color", "password", "image", "document", "file"].map { word in
            semantic(word, as: .characters(255))
        } + [
            code("String", kind: "text", as: .characters(255)),
            semantic("email", as: .characters(254)),
            semantic("phone", as: .characters(20)),
            semantic("varchar", as: .varchar),
            semantic("char", as: .char),
            semantic("textarea", as: .plain(.text)),
            semantic("richtext", as: .plain(.text)),
            semantic("longtext", as: .plain(.text)),
        ]

    private static let numbers: [TypeRule] = [
        code("i8", "Int8", kind: "tinyint", as: .plain(.tinyInteger)),
        code("i16", "Int16", kind: "smallint", as: .plain(.smallInteger)),
        semantic("smallint", as: .plain(.smallInteger)),
        code("i32", "Int32", kind: "int", as: .plain(.integer)),
        semantic("int", "integer", as: .plain(.integer)),
        code("i64", "Int64", "Int", kind: "bigint", as: .plain(.bigInteger)),
        semantic("bigint", "big_integer", as: .plain(.bigInteger)),
        code("u8", "UInt8", kind: "unsigned_tinyint", as: .plain(.unsignedTinyInteger)),
        code("u16", "UInt16", kind: "unsigned_smallint", as: .plain(.unsignedSmallInteger)),
        code("u32", "UInt32", kind: "unsigned_int", as: .plain(.unsignedInteger)),
        code("u64", "UInt64", "UInt", kind: "unsigned_bigint", as: .plain(.unsignedBigInteger)),
        code("f32", "Float", kind: "real", as: .plain(.real)),
        code("f64", "Double", kind: "float", as: .plain(.double)),
        semantic("float", as: .plain(.double)),
        semantic("percent", as: .plain(.double)),
        semantic("decimal", as: .decimal),
        code("Decimal", kind: "decimal", as: .decimal),
        code("Pk", kind: "bigint", as: .key),
    ]

    private static let times: [TypeRule] = [
        semantic("date", as: .plain(.date)),
        semantic("time", as: .plain(.time)),
        semantic("datetime", as: .plain(.timestamp)),
        semantic("timestamp", as: .plain(.timestamp)),
        semantic("timestamp_tz", "timestamptz", as: .plain(.timestampWithTimeZone)),
        code("Date", kind: "timestamp_tz", as: .plain(.timestampWithTimeZone)),
        semantic("interval", as: .plain(.interval)),
    ]
}

/// The words that name types, as keys of `type_mappings`.
package var typeWords: [String] { TypeRule.allWords }
