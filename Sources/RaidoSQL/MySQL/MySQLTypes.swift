import Raido

extension MySQLFamilyDialect {
    /// The type as the engine is told it: `bigint unsigned`, `enum('a','b') CHARACTER SET …`.
    func nativeType(of column: Column, in table: Table) throws(UnsupportedChange) -> String {
        if let native = column.nativeTypes[engine] { return native }
        switch column.type {
        case .varchar(let length): return "varchar(\(length))"
        case .char(let length): return "char(\(length))"
        case .text, .xml: return "longtext"
        case .boolean: return "tinyint(1)"
        case .tinyInteger: return "tinyint"
        case .smallInteger: return "smallint"
        case .integer: return "int"
        case .bigInteger: return "bigint"
        case .unsignedTinyInteger: return "tinyint unsigned"
        case .unsignedSmallInteger: return "smallint unsigned"
        case .unsignedInteger: return "int unsigned"
        case .unsignedBigInteger: return "bigint unsigned"
        case .real: return "float"
        case .double: return "double"
        case .decimal(let precision, let scale): return "decimal(\(precision),\(scale))"
        case .date: return "date"
        case .time: return "time(6)"
        case .timestamp, .timestampWithTimeZone: return "datetime(6)"
        case .interval: return "varchar(64)"
        case .uuid: return uuidType
        case .json, .jsonb: return "json"
        case .blob: return "longblob"
        case .binary(let length): return "binary(\(length))"
        case .varbinary(let length): return "varbinary(\(length))"
        case .inet, .cidr: return "varchar(43)"
        case .macAddress: return "varchar(17)"
        case .enumeration(let name): return try nativeType(ofEnum: name, of: column, in: table)
        case .custom(let type):
            throw UnsupportedChange(engine, .customType(type, column: column.name, table: table.name))
        }
    }

    private func nativeType(
        ofEnum name: String, of column: Column, in table: Table
    ) throws(UnsupportedChange) -> String {
        guard let type = table.enumType(name) else {
            throw UnsupportedChange(engine, .missingEnum(name, column: column.name, table: table.name))
        }
        guard type.storesText else { return integerType(bits: type.storage.exactNumber?.bits ?? 32) }
        if let value = type.identities.first(where: \.hasFourByteCharacters) {
            throw UnsupportedChange(engine, .enumValue(value, of: name, table: table.name))
        }
        if let value = type.identities.first(where: { $0.unicodeScalars.last == " " }) {
            throw UnsupportedChange(engine, .paddedEnumValue(value, of: name, table: table.name))
        }
        let values = type.identities.map(backslashLiteral).joined(separator: ",")
        return "enum(\(values)) CHARACTER SET utf8mb4 COLLATE \(mysqlEnumCollation)"
    }

    private func integerType(bits: Int) -> String {
        switch bits {
        case 8: "tinyint"
        case 16: "smallint"
        case 64: "bigint"
        default: "int"
        }
    }

    func isNumber(_ column: Column, in table: Table) -> Bool {
        let stored = StoredType(of: column, table.enums, on: engine)
        return stored.exactNumber != nil || stored.isFloating || stored.type == .boolean
    }

    /// To how many bytes a shorter value is filled up with zeros, without an error; nil where it stays as it is.
    func paddedLength(of column: Column) -> Int? {
        guard column.nativeTypes[engine] == nil, column.generated == nil, case .binary(let length) = column.type else {
            return nil
        }
        return length
    }

    /// How many bytes a key of the column takes, or nil where it takes a beginning only.
    func keyLength(of column: Column) -> Int? {
        if let native = column.nativeTypes[engine] {
            return native.lowercased().contains("text") || native.lowercased().contains("blob") ? nil : 8
        }
        let traits = column.type.traits
        switch traits.family {
        case .xml, .document: return nil
        case .text: return traits.textCapacity == .max ? nil : traits.textCapacity.map { 4 * $0 }
        case .bytes: return traits.byteLengths.flatMap { $0.upperBound == .max ? nil : $0.upperBound }
        case .interval: return 256
        case .networkAddress, .uuid: return traits.spelledLength.map { 4 * $0 }
        case .decimal: return 32
        case .boolean, .integer, .floatingPoint, .date, .time, .timestamp, .enumeration, .custom: return 8
        }
    }

    func isJSON(_ column: Column) -> Bool {
        column.nativeTypes[engine].map { $0.lowercased() == "json" } ?? (column.type == .json || column.type == .jsonb)
    }

    /// Whether a literal default needs brackets: `TEXT`, `BLOB` and `JSON` on MySQL (manual, 13.6).
    func needsExpressionDefault(_ column: Column) -> Bool {
        !takesLiteralDefaultsEverywhere && (keyLength(of: column) == nil || isJSON(column))
    }
}
