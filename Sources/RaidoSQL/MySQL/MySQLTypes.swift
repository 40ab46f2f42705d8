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
        switch type.storage {
        case .tinyInteger: return "tinyint"
        case .smallInteger: return "smallint"
        case .bigInteger: return "bigint"
        case .text:
            if let value = type.identities.first(where: \.hasFourByteCharacters) {
                throw UnsupportedChange(engine, .enumValue(value, of: name, table: table.name))
            }
            if let value = type.identities.first(where: { $0.unicodeScalars.last == " " }) {
                throw UnsupportedChange(engine, .paddedEnumValue(value, of: name, table: table.name))
            }
            let values = type.identities.map(backslashLiteral).joined(separator: ",")
            return "enum(\(values)) CHARACTER SET utf8mb4 COLLATE \(mysqlEnumCollation)"
        case .integer, .varchar, .char, .boolean, .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger,
            .unsignedBigInteger, .real, .double, .decimal, .date, .time, .timestamp, .timestampWithTimeZone, .interval,
            .uuid, .json, .jsonb, .blob, .binary, .varbinary, .inet, .cidr, .macAddress, .xml, .enumeration, .custom:
            return "int"
        }
    }

    /// Whether the column is an `ENUM`, whose values turn into their places among the values where numbers are wanted.
    func isNativeEnum(_ column: Column, in table: Table) -> Bool {
        guard column.nativeTypes[engine] == nil, case .enumeration(let name) = column.type else { return false }
        return table.enumType(name)?.storesText == true
    }

    func isNumber(_ column: Column, in table: Table) -> Bool {
        guard column.nativeTypes[engine] == nil else { return false }
        switch column.type {
        case .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
            .unsignedInteger, .unsignedBigInteger, .real, .double, .decimal:
            return true
        case .enumeration: return !isNativeEnum(column, in: table)
        case .varchar, .char, .text, .date, .time, .timestamp, .timestampWithTimeZone, .interval, .uuid, .json, .jsonb,
            .blob, .binary, .varbinary, .inet, .cidr, .macAddress, .xml, .custom:
            return false
        }
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
        return switch column.type {
        case .text, .xml, .json, .jsonb, .blob: nil
        case .varchar(let length), .char(let length): 4 * length
        case .binary(let length), .varbinary(let length): length
        case .interval: 256
        case .inet, .cidr: 172
        case .macAddress: 68
        case .uuid: 144
        case .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
            .unsignedInteger, .unsignedBigInteger, .real, .double, .date, .time, .timestamp, .timestampWithTimeZone,
            .enumeration, .custom:
            8
        case .decimal: 32
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
