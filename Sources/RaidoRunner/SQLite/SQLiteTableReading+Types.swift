import Raido
import RaidoSQL

extension SQLiteTableReading {
    /// The type that a declared type and the column's checks tell together.
    ///
    /// Strict: a type that Raido guards by a check is that type only where the check exists.
    mutating func type(_ declared: String, checks: [[SQLToken]], of column: String) -> ColumnType {
        guard let check = checks.first, checks.count == 1 else {
            return checks.isEmpty ? sqliteType(declared: declared) : custom(declared, checks)
        }
        let name = canonicalSQL(quote(column))
        let words = canonicalSQL(check)
        let spelled = declared.lowercased()
        switch spelled {
        case "boolean" where words == "\(name) IN (0, 1)": return .boolean
        case "integer" where words == "\(name) >= 0": return .unsignedBigInteger
        case Column.uuidBlobType where words == "typeof(\(name)) IN ('blob', 'null') AND length(\(name)) = 16":
            return .uuid
        case "text" where words == "length(\(name)) = 36": return .uuid
        case "text" where words == "\(name) IS NULL OR json_valid(\(name))": return .json
        case "text":
            if let values = listedValues(check, of: column) {
                table.enums.append(EnumType(column, values.sorted().map { .text($0) }))
                return .enumeration(column)
            }
        case "blob":
            if let length = number(after: "length(\(name)) = ", in: words) { return .binary(length) }
            if let length = number(after: "length(\(name)) <= ", in: words) { return .varbinary(length) }
        default:
            let type = ColumnType(spelling: spelled)
            if case .varchar(let length)? = type, words == "length(\(name)) <= \(length)" { return .varchar(length) }
            if case .char(let length)? = type, words == "length(\(name)) <= \(length)" { return .char(length) }
        }
        return custom(declared, checks)
    }

    /// A column may have checks and no type.
    private func custom(_ declared: String, _ checks: [[SQLToken]]) -> ColumnType {
        let words = (declared.isEmpty ? [] : [declared]) + checks.map { "CHECK (\(canonicalSQL($0)))" }
        return .custom(words.joined(separator: " "))
    }

    private func number(after prefix: String, in words: String) -> Int? {
        words.hasPrefix(prefix) ? Int(words.dropFirst(prefix.count)) : nil
    }

    /// The values of `"column" IN ('a', 'b')`.
    private func listedValues(_ check: [SQLToken], of column: String) -> [String]? {
        var tokens = TokenReader(check)
        guard tokens.identifier() == column, tokens.skip("IN"), let list = tokens.group(), tokens.isAtEnd else {
            return nil
        }
        if list.isEmpty { return [] }
        var values: [String] = []
        for item in list.split(by: ",") {
            guard item.count == 1, case .string(let value) = item[0] else { return nil }
            values.append(value)
        }
        return values
    }
}
