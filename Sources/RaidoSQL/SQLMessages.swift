import Raido

// The words of this module, in alphabetical order of what they are about.

extension UnsupportedChange: CustomStringConvertible {
    package var description: String {
        let name = engine.displayName
        switch reason {
        case .cascadeToNotNull(let key, let column, let table):
            return "\(name) refuses foreign key '\(key)': with ON UPDATE CASCADE, '\(table).\(column)', which takes no "
                + "NULL, may not refer to a column that does"
        case .collation(let collation, let column, let table):
            return "\(name) has no collation '\(collation)' for column '\(table).\(column)'; "
                + "its own are called like utf8mb4_unicode_ci"
        case .customType(let type, let column, let table):
            return "\(name) has no type '\(type)' for column '\(table).\(column)'; "
                + "say what to use there in \"type_mappings\": {\"\(engine.rawValue)\": {\"custom:\(type)\": …}}"
        case .enumValue(let value, let type, let table):
            return
                "\(name) tells '\(value)' of enum '\(type)' in '\(table)' with question marks, so that a dump loses it; "
                + "store a text without emoji and other characters of four bytes, or leave \(name) out of \"engines\""
        case .engineNotBuilt:
            return "rendering for \(name) is not built yet"
        case .keyTooLong(let bytes, let key):
            return "\(key) takes \(bytes) bytes at four a character, and \(name) has room for 3072; "
                + "shorten its texts, or leave \(name) out of \"engines\""
        case .mismatch(let mismatch):
            return "\(mismatch)"
        case .missingEnum(let type, let column, let table):
            return "column '\(table).\(column)' is of enum '\(type)', which the table does not have"
        case .missingText(let element):
            return "\(element) has SQL for other engines and none for \(name); "
                + "add one, as in sql(\(engine.rawValue): \"…\")"
        case .nameTaken(let taken, let owners):
            return "\(name) keeps tables and enums under one kind of name, and '\(taken)' is that of "
                + owners.map(\.description).joined(separator: " and of ") + "; rename one of them"
        case .nameTooLong(let long, let table):
            return
                "'\(long)' of '\(table)' has \(long.utf8.count) bytes; \(name) cuts names at 63, so give a shorter one"
        case .noCondition(let check, let table):
            return "check '\(check)' of '\(table)' gives no truth value, which \(name) wants; "
                + "compare it, as in \"… <> 0\""
        case .noColumns(let table):
            return "\(name) has no tables without columns, and '\(table)' would be one"
        case .nul(let purpose, let text):
            return
                "cannot \(purpose): \(name) takes the NUL character (\\0) behind '\(text)' for the end of the SQL, and "
                + "would leave out the rest; take it out"
        case .paddedText(let column, let element):
            return
                "\(name) does not keep \(element), as '\(column)' is a char, whose blanks at the end may be there or "
                + "not; write rtrim(\(column)), or make it a varchar"
        case .partialUniqueIndex(let index, let table):
            return "\(name) has no partial indexes, and without its condition the unique index '\(index)' of "
                + "'\(table)' would refuse rows that may be there; drop 'unique' or the condition, "
                + "or leave \(name) out of \"engines\""
        case .rowTooLong(let bytes, let table):
            return "a row of '\(table)' takes up to \(bytes) bytes, and \(name) has room for 65535; "
                + "make long texts textarea, or leave \(name) out of \"engines\""
        case .setDefault(let key, let table):
            return "\(name) has no SET DEFAULT for foreign keys, and '\(key)' of '\(table)' asks for it; "
                + "use set_null, or leave \(name) out of \"engines\""
        case .tooManyColumns(let count, let most, let table):
            return "'\(table)' would have \(count) columns, and \(name) has room for \(most); "
                + "divide it into several tables, or leave \(name) out of \"engines\""
        case .tooManyKeys(let count, let table):
            return
                "\(name) keeps 64 keys of a table, and '\(table)' would have \(count) with its primary key, its unique "
                + "constraints and those of foreign keys; drop some of its indexes, or leave \(name) out of \"engines\""
        case .uniqueIndexPart(let index, let table):
            return "\(name) cannot index a part of the unique index '\(index)' of '\(table)'; give it plain columns "
                + "of limited length, or leave \(name) out of \"engines\""
        case .unsteadyColumn(let column, let element):
            return "\(name) does not let \(element) name '\(column)', which it numbers or a foreign key sets"
        case .pipes(let element):
            return "\(name) takes '||' in \(element) for OR; write concat(…) there, or give \(name) a text of its own"
        case .valueTooLarge(let value, let column, let table):
            return "\(name) cannot hold \(value), the default of '\(table).\(column)': "
                + "its integers end at 9223372036854775807"
        }
    }
}

extension DefinedThing: CustomStringConvertible {
    package var description: String {
        switch self {
        case .event(let name): "event '\(name)'"
        case .function(let name): "function '\(name)'"
        case .procedure(let name): "procedure '\(name)'"
        case .table(let name): "table '\(name)'"
        case .trigger(let name): "trigger '\(name)'"
        }
    }
}
