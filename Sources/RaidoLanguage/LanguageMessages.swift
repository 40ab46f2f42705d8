import Raido
import RaidoConsole

/// The messages of the scanner about models, in the order of their names. Those about SQL in models and
/// about unknown names are in files of their own.
struct LanguageMessage: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func abstractTarget(_ name: String) -> Self {
        Self("'\(name)' is abstract and has no table to refer to")
    }

    static func badName(_ name: String) -> Self {
        Self("'\(name)' is not a valid name: use letters a to z, digits and '_', and do not start with a digit")
    }

    static func breaksCheck(_ value: String, _ limit: String) -> Self {
        Self("\(value) violates the field's own check, \(limit)")
    }

    static func choiceWithoutEnum(_ word: String) -> Self {
        Self("'\(word)' needs its values: \(word) [enum(Status)]")
    }

    static func claimedTwice(_ old: String) -> Self {
        Self("'\(old)' is already the former name of another one")
    }

    static func clauseOf(_ clause: String, _ relation: String) -> Self {
        Self("'\(clause)' is not allowed with '\(relation)'")
    }

    static func closesNothing(_ bracket: String) -> Self {
        Self("unmatched '\(bracket)'")
    }

    static func contradiction(_ one: String, _ other: String) -> Self {
        Self("'\(one)' and '\(other)' contradict each other")
    }

    static func customWithoutQuotes(_ name: String) -> Self {
        Self("write the engine's type in quotes: custom(\"\(name)\")")
    }

    static let decimalNumbers = Self(
        "decimal(p, s) has a precision of at most 1000, and a scale no greater than the precision")

    static let declaredHere = Self("declared here")

    static func declaredTwice(_ what: String, _ name: String) -> Self {
        Self("the \(what) '\(name)' is declared twice")
    }

    static let defaultOfIdentity = Self("the engine generates this key; it cannot have a default")

    static func doesNotFit(_ value: String, _ type: String, advice: String?) -> Self {
        Self("\(value) does not fit \(type)\(advice.map { "; \($0)" } ?? "")")
    }

    static func doesNotGo(_ option: String, with type: String) -> Self {
        Self("'\(option)' is not allowed with '\(type)'")
    }

    static func emptyCustomMapping(_ engine: Engine) -> Self {
        Self("type_mappings of \(engine.rawValue): 'custom:' needs the type's name: \"custom:tsvector\"")
    }

    static func emptyEnum(_ name: String) -> Self {
        Self("the enum '\(name)' has no values")
    }

    static func emptyExtension(_ table: String) -> Self {
        Self("the extension adds nothing to '\(table)'")
    }

    static func emptyList(_ item: String) -> Self {
        Self("expected \(item) between the brackets")
    }

    static func emptyMapping(_ word: String, _ engine: Engine) -> Self {
        Self("type_mappings of \(engine.rawValue): '\(word)' is mapped to nothing")
    }

    static let emptyOptions = Self("the option list is empty; \(ForeignWords.arrays)")

    static let emptyName = Self("the name is empty")

    static let emptyValue = Self("an enum value cannot be empty; MySQL uses the empty text for invalid values")

    static func enumAsType(_ word: String, enumType: String) -> Self {
        Self("'\(word)' is an enum, not a type; write enum(\(enumType))")
    }

    static func enumNeedsStorage(_ name: String, _ value: String) -> Self {
        Self("\(value) is not a string; to store numbers write \(name): i32 […]")
    }

    static func enumStorage(_ word: String) -> Self {
        Self("an enum stores strings, or i16, i32 or i64, not '\(word)'")
    }

    static func equalButForCase(_ name: String, _ other: String) -> Self {
        Self("'\(name)' and '\(other)' differ only in case; SQLite and MySQL treat them as the same name")
    }

    static func expected(_ what: String, found: String) -> Self {
        Self("expected \(what), found \(found)")
    }

    static let extensionInFramework = Self("a framework declares its own tables; use 'extend!' only in the project")

    static func extensionOfModel(_ table: String, model: String, at place: String) -> Self {
        Self("'\(table)' is a model of this project; add the fields to model! { \(model) } at \(place)")
    }

    static let extensionWithoutTable = Self("the extension does not say which table it extends: table: \"…\"")

    static func fillOfNullable(_ name: String) -> Self {
        Self("'fill' is for NOT NULL columns; '\(name)' may be NULL")
    }

    static func fieldDefault(_ value: String) -> Self {
        Self("a default is an option: write [default: \(value)]")
    }

    static let firstHere = Self("first here")

    static func foreignOption(_ word: String, hint: String) -> Self {
        Self("unknown option '\(word)'; \(hint)")
    }

    static func foreignType(_ word: String, hint: String) -> Self {
        Self("unknown type '\(word)'; \(hint)")
    }

    static func givenTwice(_ word: String) -> Self {
        Self("'\(word)' is given twice")
    }

    static func historyTable(_ table: String, of model: String, isJournal: Bool) -> Self {
        let use = isJournal ? "the journal of the history table" : "the history table"
        return Self("the table '\(table)' of the model '\(model)' is also \(use)")
    }

    static func implicitKey(_ name: String) -> Self {
        Self("'\(name)' is already the primary key; without 'pk:' a model has pk: id => i64")
    }

    static func includeOfTable(_ name: String) -> Self {
        Self("'\(name)' has its own table; only models with meta: { abstract: true } are included")
    }

    static func includesItself(_ path: [String]) -> Self {
        Self("the models include one another: \(path.joined(separator: " → "))")
    }

    static let interpolation = Self("strings in a model cannot have interpolations")

    static func keyColumns(_ table: String, key: String, count: Int) -> Self {
        Self(keyColumnsText(table, key, count))
    }

    static func keyIsNullable(_ name: String) -> Self {
        Self("'\(name)' is in the primary key and cannot be NULL")
    }

    static func keyStorage(_ column: String, key: String, isBlob: Bool) -> Self {
        let storage = isBlob ? "blob" : "text"
        return Self("SQLite stores '\(key)' as \(storage), but not '\(column)'; write [storage: \(storage)] for both")
    }

    static func keyType(_ column: String, _ type: String, key: String, _ keyType: String) -> Self {
        Self("'\(column)' is \(type), but '\(key)' is \(keyType); a foreign key has the type of its key")
    }

    static func keyWithoutType(_ name: String) -> Self {
        Self("no field '\(name)' is declared; write pk: \(name) => i64")
    }

    static func longName(_ name: String) -> Self {
        Self("'\(name)' has \(name.utf8.count) bytes; names have at most \(DerivedName.greatestLength)")
    }

    static func longValue(_ value: String) -> Self {
        Self(
            "PostgreSQL cannot hold the value '\(value)': it has \(value.utf8.count) bytes, and at most 63 are possible"
        )
    }

    static let mergeMarkers = Self(MergeMarkers.message)

    static func missingComma(before found: String) -> Self {
        Self("expected ',' before \(found)")
    }

    static let modelFileWithoutBlock = Self(
        "this file has no block, so nothing is read from it; write model! { Article, … }")

    static func modelName(_ name: String) -> Self {
        Self("'\(name)' is not a valid model name; write it like BlogPost")
    }

    static let modelWithoutName = Self("a model starts with its name: model! { Article, … }")

    static func nameTaken(_ name: String, _ what: String, _ other: String) -> Self {
        Self("\(what) would be named '\(name)', like \(other); rename one of them")
    }

    static func nearMiss(_ written: String, wanted: String) -> Self {
        Self("'\(written)' does not start a block, so it is not read; did you mean '\(wanted)'?")
    }

    static func nestedTooDeeply(_ depth: Int) -> Self {
        Self("brackets are nested deeper than \(depth)")
    }

    static func noBlocks(files: Int) -> Self {
        Self(
            "no model is declared in \(files == 1 ? "the file" : "the \(files) files") of the models' folder; "
                + "write model! { Article, … }")
    }

    static func notAKey(_ columns: [String], of table: String) -> Self {
        let names = columns.map { "'\(table).\($0)'" }.joined(separator: ", ")
        return columns.count == 1
            ? Self("\(names) is not unique; a foreign key refers to a primary key or a unique column")
            : Self("\(names) do not form a matching key; a foreign key refers to a primary key or to unique columns")
    }

    static func notClosed(_ bracket: String) -> Self {
        Self("'\(bracket)' is not closed")
    }

    static func notDecimal(_ number: String) -> Self {
        Self("'\(number)' is not decimal; numbers are written with the digits 0 to 9")
    }

    static func notInExtension(_ word: String) -> Self {
        Self("'\(word)' is not allowed in an extension")
    }

    static func notUTF8(byte: UInt8) -> Self {
        Self("the file is not UTF-8: byte 0x\(hexadecimal(byte)) does not start a character")
    }

    static func nothingRefersBack(_ table: String, to other: String) -> Self {
        Self("nothing in '\(table)' refers to '\(other)'")
    }

    static let nothingToCheck = Self(
        "'check' has nothing to check: write check: \"…\", or min, max or min_length beside it")

    static let nulInComment = Self("comments for the database cannot have a NUL character")
    static let nulInString = Self("strings in a model cannot have a NUL character")

    static func nullDefault(_ name: String) -> Self {
        Self("the default is NULL, but '\(name)' cannot be NULL")
    }

    static let nullFill = Self("NULL is not a valid 'fill' for a NOT NULL column")

    static func oneValue(_ option: String) -> Self {
        Self("'\(option)' takes one value")
    }

    static func optionNeedsValue(_ option: String) -> Self {
        Self("'\(option)' needs a value: \(option): …")
    }

    static func optionTakesNothing(_ option: String) -> Self {
        Self("'\(option)' takes no value")
    }

    static func optionOutsideBrackets(_ word: String) -> Self {
        Self("options are written in brackets: [\(word)]")
    }

    static let optionalTwice = Self("the type is optional twice; once is enough")

    static func removedWithoutTarget(_ name: String) -> Self {
        Self("name the replacement for rows with '\(name)': [removed, to: …]")
    }

    static func renamedFromItself(_ name: String) -> Self {
        Self("'\(name)' is the present name, not a former one")
    }

    static let renameModelOrHistory = Self(
        "give this table another name, or choose another 'history_table' in raido.json")

    static func reservedTable(_ name: String) -> Self {
        Self("the table name '\(name)' is reserved for the engine or for Raido")
    }

    static func sectionOfAbstract(_ section: String) -> Self {
        Self("an abstract model has no table, and no '\(section)'")
    }

    static func setDefaultWithoutDefault(_ column: String) -> Self {
        Self("'set_default' on '\(column)', which is NOT NULL and has no default")
    }

    static func setNullOfRequired(_ column: String) -> Self {
        Self("'set_null' on '\(column)', which is NOT NULL")
    }

    static let singleQuotes = Self("strings need double quotes")

    static func storedTwice(_ value: String) -> Self {
        Self("two variants store \(value)")
    }

    static let stringNotClosed = Self("the string is not closed")

    static func systemColumn(_ name: String) -> Self {
        Self("'\(name)' is a system column of every PostgreSQL table; choose another name")
    }

    static let thirdAction = Self("a foreign key has two actions: on_delete and on_update")

    static let toWithoutRemoved = Self("'to' requires 'removed'")

    static func twoActions(_ columns: String) -> Self {
        Self("the foreign key on '\(columns)' already has another action")
    }

    static func twoKeys(_ columns: String, _ one: String, _ other: String) -> Self {
        Self("'\(columns)' already refers to '\(one)', and now to '\(other)'")
    }

    static func twoModels(_ table: String) -> Self {
        Self("two models for the table '\(table)'")
    }

    static func typeNumbers(_ word: String, least: Int, most: Int) -> Self {
        Self(typeNumbersText(word, least, most))
    }

    static func unsupportedType(_ type: String, on engines: String, why: String) -> Self {
        Self("\(engines) cannot hold \(type): \(why)")
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        String(byte >> 4, radix: 16, uppercase: true) + String(byte & 15, radix: 16, uppercase: true)
    }

    private static func keyColumnsText(_ table: String, _ key: String, _ count: Int) -> String {
        guard !key.isEmpty else { return "'\(table)' has no primary key to refer to" }
        return
            "the primary key of '\(table)' is (\(key)), but here \(count == 1 ? "there is one column" : "there are \(count) columns")"
    }

    private static func typeNumbersText(_ word: String, _ least: Int, _ most: Int) -> String {
        switch (least, most) {
        case (0, 0): "'\(word)' takes nothing in parentheses"
        case (1, _): "'\(word)' needs its length: \(word)(16)"
        case (_, 1): "'\(word)' takes one number"
        default: "'\(word)' takes at most \(most) numbers"
        }
    }
}
