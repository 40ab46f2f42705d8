import Raido

// The words of this module, in alphabetical order of what they are about.

extension UnsupportedChange: CustomStringConvertible {
    package var description: String {
        let name = engine.displayName
        switch reason {
        case .customType(let type, let column, let table):
            return "\(name) has no type '\(type)' for column '\(table).\(column)'; "
                + "say what to use there in \"type_mappings\": {\"\(engine.rawValue)\": {\"custom:\(type)\": …}}"
        case .engineNotBuilt:
            return "rendering for \(name) is not built yet"
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
        case .noColumns(let table):
            return "\(name) has no tables without columns, and '\(table)' would be one"
        case .valueTooLarge(let value, let column, let table):
            return "\(name) cannot hold \(value), the default of '\(table).\(column)': "
                + "its integers end at 9223372036854775807"
        }
    }
}
