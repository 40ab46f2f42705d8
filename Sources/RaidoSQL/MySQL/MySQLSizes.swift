import Raido

// How many bytes things take on MySQL and MariaDB (MySQL manual, 13.7).
extension MySQLFamilyDialect {
    /// The bytes of a column in a key, and in a row beside its length; nil where only the server knows.
    func bytes(of column: Column, in table: Table) throws(UnsupportedChange) -> Int? {
        let words = try nativeType(of: column, in: table)
        return bytes(of: mysqlType(declared: words, of: column.name), declared: words, column)
    }

    /// The bytes of a row at most: texts and bytes of any length lie elsewhere, and only their places count.
    func rowBytes(of table: Table) throws(UnsupportedChange) -> Int {
        var sum = (table.columns.count(where: \.isNullable) + 7) / 8
        for column in table.columns {
            let words = try nativeType(of: column, in: table).lowercased()
            if words.hasPrefix("long") || words == "json" {
                sum += 12
            } else if words.hasSuffix("text") || words.hasSuffix("blob") {
                sum += 9
            } else if let bytes = try bytes(of: column, in: table) {
                sum += bytes + (words.hasPrefix("var") ? bytes > 255 ? 2 : 1 : 0)
            }
        }
        return sum
    }

    private func bytes(of type: ColumnType, declared: String, _ column: Column) -> Int? {
        let traits = type.traits
        switch traits.family {
        case .text: return traits.textCapacity.flatMap { $0 == .max ? nil : $0 * bytesPerCharacter(column.collation) }
        case .bytes: return traits.byteLengths.flatMap { $0.upperBound == .max ? nil : $0.upperBound }
        case .boolean: return 1
        case .integer: return traits.exactNumber?.bits.map { $0 / 8 }
        case .floatingPoint: return type == .real ? 4 : 8
        case .decimal: return traits.exactNumber.map { packed($0.digits) + packed($0.scale) }
        case .date: return 3
        case .time: return 6
        case .timestamp: return 8
        case .uuid: return 16
        case .enumeration: return mysqlEnumValues(declared).count > 255 ? 2 : 1
        case .interval, .document, .networkAddress, .xml, .custom: return nil
        }
    }

    /// Nine digits of a decimal number take four bytes.
    private func packed(_ digits: Int) -> Int { digits / 9 * 4 + (digits % 9 + 1) / 2 }

    private func bytesPerCharacter(_ collation: String?) -> Int {
        let name = (collation ?? mysqlCollation).lowercased()
        if name == "binary" || name.hasPrefix("latin1_") || name.hasPrefix("ascii_") { return 1 }
        if name.hasPrefix("ucs2_") { return 2 }
        return name.hasPrefix("utf8_") || name.hasPrefix("utf8mb3_") ? 3 : 4
    }
}
