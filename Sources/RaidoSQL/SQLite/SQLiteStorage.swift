import Raido

/// How a column's values are stored.
struct SQLiteStorage: Hashable {
    /// The type as written. SQLite derives an affinity from it and refuses nothing (manual, "Datatypes", 3.1).
    var declaredType: String

    /// The condition that refuses what the type would refuse elsewhere.
    var check: String?

    /// What `typeof` says of values of the type, or nil where nothing is known.
    var storageClasses: [String]?
}

extension SQLiteDialect {
    func storage(of column: Column, in table: Table) throws(UnsupportedChange) -> SQLiteStorage {
        let name = quote(column.name)
        if column.isUUIDBlob { return uuidBlob(name) }
        if let native = column.nativeTypes[engine] { return SQLiteStorage(declaredType: native) }
        switch column.type {
        case .varchar(let length):
            return text("varchar(\(length))", "length(\(name)) <= \(length)")
        case .char(let length):
            return text("char(\(length))", "length(\(name)) <= \(length)")
        case .text, .interval, .inet, .cidr, .macAddress, .xml:
            return text("text")
        case .uuid:
            return text("text", "length(\(name)) = 36")
        case .json, .jsonb:
            // Before 3.45, json_valid(NULL) is 0.
            return text("text", "\(name) IS NULL OR json_valid(\(name))")
        case .boolean:
            return SQLiteStorage(declaredType: "boolean", check: "\(name) IN (0, 1)", storageClasses: ["integer"])
        case .tinyInteger, .smallInteger, .integer, .bigInteger:
            return SQLiteStorage(declaredType: "integer", storageClasses: ["integer"])
        case .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger:
            return SQLiteStorage(declaredType: "integer", check: "\(name) >= 0", storageClasses: ["integer"])
        case .real, .double:
            return SQLiteStorage(declaredType: "real", storageClasses: ["real"])
        case .decimal(let precision, let scale):
            return SQLiteStorage(declaredType: "decimal(\(precision),\(scale))", storageClasses: ["integer", "real"])
        case .date:
            return text("date")
        case .time:
            return text("time")
        case .timestamp, .timestampWithTimeZone:
            return text("datetime")
        case .blob:
            return SQLiteStorage(declaredType: "blob", storageClasses: ["blob"])
        case .binary(let length):
            return SQLiteStorage(
                declaredType: "blob", check: "length(\(name)) = \(length)", storageClasses: ["blob"])
        case .varbinary(let length):
            return SQLiteStorage(
                declaredType: "blob", check: "length(\(name)) <= \(length)", storageClasses: ["blob"])
        case .enumeration(let type):
            return try storage(ofEnum: type, of: column, in: table)
        case .custom(let type):
            throw UnsupportedChange(engine, .customType(type, column: column.name, table: table.name))
        }
    }

    /// A text of 16 characters is no UUID.
    private func uuidBlob(_ name: String) -> SQLiteStorage {
        SQLiteStorage(
            declaredType: Column.uuidBlobType, check: "typeof(\(name)) IN ('blob', 'null') AND length(\(name)) = 16",
            storageClasses: ["blob"])
    }

    private func text(_ declaredType: String, _ check: String? = nil) -> SQLiteStorage {
        SQLiteStorage(declaredType: declaredType, check: check, storageClasses: ["text"])
    }

    private func storage(
        ofEnum name: String, of column: Column, in table: Table
    ) throws(UnsupportedChange) -> SQLiteStorage {
        guard let type = table.enumType(name) else {
            throw UnsupportedChange(engine, .missingEnum(name, column: column.name, table: table.name))
        }
        guard type.storesText else { return SQLiteStorage(declaredType: "integer", storageClasses: ["integer"]) }
        let values = type.identities.map { literal($0) }.joined(separator: ", ")
        return text("text", "\(quote(column.name)) IN (\(values))")
    }
}
