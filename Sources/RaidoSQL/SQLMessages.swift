import Raido

// The messages of this module, in alphabetical order of their subjects.

extension UnsupportedChange: CustomStringConvertible {
    package var description: String {
        let name = engine.displayName
        switch reason {
        case .cascadeToNotNull(let key, let column, let table):
            return
                "\(name) refuses foreign key '\(key)': with ON UPDATE CASCADE, the NOT NULL column '\(table).\(column)' "
                + "cannot refer to a nullable column"
        case .collation(let collation, let column, let table):
            return "\(name) has no collation '\(collation)' for column '\(table).\(column)'; "
                + engine.dialect.collationNames
        case .customType(let type, let column, let table):
            return "\(name) has no type '\(type)' for column '\(table).\(column)'; "
                + "name the type to use in \"type_mappings\": {\"\(engine.rawValue)\": {\"custom:\(type)\": …}}"
        case .enumValue(let value, let type, let table):
            return
                "\(name) reports '\(value)' of enum '\(type)' in '\(table)' with question marks, so a dump loses it; "
                + "avoid emoji and other four-byte characters, or leave \(name) out of \"engines\""
        case .engineNotBuilt:
            return "rendering for \(name) is not built yet"
        case .foreignKeyTypes(let key, let column, let type, let referenced, let referencedType, let table):
            return "\(name) refuses foreign key '\(key)' of '\(table)': '\(column)' is \(type), and '\(referenced)' is "
                + "\(referencedType) there; give both one type and one collation"
        case .functionOverRows(let function, let word, let column, let table):
            let what = function == "over" ? "the window function" : "'\(function)'"
            return "\(name) takes only one row at a time in '\(word)' of '\(table).\(column)', and not \(what); "
                + "put it into a subquery, as in (select … from \(table) …)"
        case .indexedExpression(let text, let isJSON, let index, let table):
            return "\(name) cannot index '\(text)', which index '\(index)' of '\(table)' names: its value is "
                + "\(isJSON ? "JSON" : "a text of any length"); index \(isJSON ? "a cast" : "its beginning") instead, as in "
                + "\(isJSON ? "cast(… as unsigned) or cast(… as char(100))" : "left(…, 100)"), "
                + "or leave \(name) out of \"engines\""
        case .indexMethod(let method, let index, let table):
            return "\(name) has no access method '\(method)', which index '\(index)' of '\(table)' uses; "
                + "remove 'using \(method)', or leave \(name) out of \"engines\""
        case .keyType(let type, let column, let key):
            return "\(name) does not take column '\(column)' into \(key): it is \(type) there; "
                + "give it a type of limited length that can be compared, or leave \(name) out of \"engines\""
        case .keyTooLong(let bytes, let key):
            return "\(key) takes up to \(bytes) bytes (four per character), and \(name) allows 3072; "
                + "shorten its texts, or leave \(name) out of \"engines\""
        case .mismatch(let mismatch):
            return "\(mismatch)"
        case .missingEnum(let type, let column, let table):
            return "column '\(table).\(column)' has type enum '\(type)', which the table does not define"
        case .missingText(let element):
            return "\(element) has SQL for other engines but not for \(name); "
                + "add it, as in sql(\(engine.rawValue): \"…\")"
        case .nameTaken(let taken, let owners):
            return "\(name) keeps tables and enums in one namespace, and '\(taken)' is the name of "
                + owners.map(\.description).joined(separator: " and of ") + "; rename one of them"
        case .nameTooLong(let long, let table):
            return
                "'\(long)' of '\(table)' has \(long.utf8.count) bytes; \(name) truncates names to 63, so choose a shorter one"
        case .noCondition(let check, let table):
            return "check '\(check)' of '\(table)' is not a boolean expression, which \(name) requires; "
                + "add a comparison, as in \"… <> 0\""
        case .noColumns(let table):
            return "\(name) does not allow tables without columns, and '\(table)' has none"
        case .nul(let purpose, let text):
            return
                "cannot \(purpose): \(name) takes the NUL character (\\0) after '\(text)' as the end of the SQL and "
                + "would ignore the rest; remove it"
        case .paddedEnumValue(let value, let type, let table):
            return "\(name) stores '\(value)' of enum '\(type)' in '\(table)' without the blank at its end; "
                + "remove the blank, or leave \(name) out of \"engines\""
        case .paddedText(let column, let element):
            return
                "\(name) does not keep \(element): '\(column)' is a char, whose trailing blanks may or may not be "
                + "stored; write rtrim(\(column)), or make it a varchar"
        case .partialUniqueIndex(let index, let table):
            return "\(name) has no partial indexes, and without its condition the unique index '\(index)' of "
                + "'\(table)' could reject existing rows; drop 'unique' or the condition, "
                + "or leave \(name) out of \"engines\""
        case .readsOwnRows(let column, let table):
            return "\(name) cannot read '\(table)' while it fills '\(table).\(column)', because the table has no "
                + "primary key; add one first, or fill the column in raw SQL"
        case .rowTooLong(let bytes, let table):
            return "a row of '\(table)' takes up to \(bytes) bytes, and \(name) allows 65535; "
                + "make long texts textarea, or leave \(name) out of \"engines\""
        case .setDefault(let key, let table):
            return "\(name) has no SET DEFAULT for foreign keys, and '\(key)' of '\(table)' uses it; "
                + "use set_null, or leave \(name) out of \"engines\""
        case .tooManyColumns(let count, let most, let table):
            return "'\(table)' would have \(count) columns, and \(name) allows \(most); "
                + "split it into several tables, or leave \(name) out of \"engines\""
        case .tooManyKeys(let count, let table):
            return
                "\(name) allows 64 keys per table, and '\(table)' would have \(count) with its primary key, its unique "
                + "constraints and foreign keys; drop some of its indexes, or leave \(name) out of \"engines\""
        case .tooManyParts(let count, let most, let key):
            return "\(key) has \(count) columns, and \(name) allows \(most); leave some out"
        case .uniqueIndexPart(let index, let part, let table):
            return "\(name) cannot index '\(part)', a part of the unique index '\(index)' of '\(table)'; give it plain "
                + "columns of limited length, or leave \(name) out of \"engines\""
        case .volatileColumn(let column, let element):
            return "\(name) does not let \(element) name '\(column)', which it numbers or a foreign key sets"
        case .pipes(let element):
            return "\(name) reads '||' in \(element) as OR; write concat(…) instead, or give \(name) its own SQL"
        case .defaultOutOfRange(let value, let type, let column, let table):
            return "\(name) cannot hold \(value), the default of '\(table).\(column)', in the type \(type); "
                + "map the type to a wider one in \"type_mappings\", or change the default"
        case .valueTooLarge(let value, let column, let table):
            return "\(name) cannot hold \(value), the default of '\(table).\(column)': "
                + "its largest integer is 9223372036854775807"
        }
    }
}

extension SchemaObject: CustomStringConvertible {
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
