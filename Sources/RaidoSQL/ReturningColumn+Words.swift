package import Raido

// What becomes of rows in a column that reverting adds again.
extension ReturningColumn {
    /// What rows get if nobody gives a value: `1, 2, … in no particular order`, or `an empty text`.
    package func valueWords(on engine: Engine) -> String {
        if column.isIdentity { return "the numbers 1, 2, … in no particular order" }
        return column.defaultValue == nil ? placeholderWords(on: engine) : "its default"
    }

    /// What rows get that need a value, and have no default: `an empty text`, or `1, 2, … (a different one in each row)`.
    package func placeholderWords(on engine: Engine) -> String {
        if [table, revertedTable].contains(where: { $0.isDistinct(column.name) }) {
            return "\(distinctWords(on: engine)) (a different one in each row)"
        }
        let type = StoredType.typeOfLiterals(in: column, on: engine)
        if let words = engine.dialect.placeholderWords(for: type) { return words }
        return switch type.family {
        case .text, .xml, .custom, .interval, .networkAddress: "an empty text"
        case .boolean: "false"
        case .integer, .floatingPoint, .decimal: "0"
        case .date: "1970-01-01"
        case .time: "00:00:00"
        case .timestamp: "1970-01-01 00:00:00"
        case .uuid: "00000000-0000-0000-0000-000000000000"
        case .document: "the JSON value null"
        case .bytes: type.fixedByteLength.map { $0 == 1 ? "1 byte 0" : "\($0) bytes 0" } ?? "no bytes"
        case .enumeration: table.enumType(of: type)?.values.first.map { "'\($0.identity)'" } ?? "an empty text"
        }
    }

    private func distinctWords(on engine: Engine) -> String {
        let (texts, numbers) = ("'1', '2', …", "1, 2, …")
        let type = StoredType.typeOfLiterals(in: column, on: engine)
        if let words = engine.dialect.distinctPlaceholderWords(for: type) { return words }
        return switch type.family {
        case .text, .xml, .custom, .interval, .networkAddress: texts
        case .boolean: "false, true"
        case .integer, .floatingPoint, .decimal: numbers
        case .date: "1970-01-02, 1970-01-03, …"
        case .time: "00:00:01, 00:00:02, …"
        case .timestamp: "1970-01-01 00:00:01, 1970-01-01 00:00:02, …"
        case .uuid: "00000000-0000-4000-8000-000000000001, …"
        case .document: "the JSON values \(numbers)"
        case .bytes where type.fixedByteLength == nil: "the bytes of \(texts)"
        case .bytes: "the bytes of the digits \(numbers)"
        case .enumeration:
            (table.enumType(of: type)?.values ?? []).map { "'\($0.identity)'" }.joined(separator: ", ")
        }
    }

    /// `--fill books.isbn=VALUE`, or SQL for numbers, which differ in each row.
    package var fillOption: String {
        "--fill \(element.table).\(element.name)=\(column.isIdentity ? "sql(\"…\")" : "VALUE")"
    }

    /// What a script says of it; nil where rows need no value.
    fileprivate func comment(on engine: Engine) -> String? {
        let name = "'\(element.table).\(element.name)'"
        if mustBeNamed, let referencedTable {
            return "\(name) comes back: it is NOT NULL and refers to '\(referencedTable)', so this fails if there are "
                + "rows. 'down \(fillOption)' gives them a value."
        }
        let referring = hasValues ? Set(references.map { "'\($0.table)'" }).sorted().joined(separator: ", ") : ""
        guard isInvented || !referring.isEmpty else { return nil }
        let trait = column.isIdentity ? "numbers the rows" : column.isNullable ? "may be NULL" : "is NOT NULL"
        let refer =
            referring.isEmpty
            ? "" : "Rows of \(referring) may then refer to other rows: do not run this if there are any. "
        return
            "\(name) comes back: it \(trait), so rows get \(valueWords(on: engine)). \(refer)"
            + "'down \(fillOption)' gives them \(column.isIdentity ? "other numbers" : "another value")."
    }
}

extension [ReturningColumn] {
    /// The comments at the head of the script that reverts a migration.
    package func comments(on migration: String, for engine: Engine) -> String {
        filter { $0.migration == migration }.compactMap { $0.comment(on: engine) }.map { text in
            "-- \(text.map { $0.isNewline ? " " : "\($0)" }.joined())\n"
        }.joined()
    }
}
