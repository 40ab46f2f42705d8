import Raido

/// A check that makes a column refuse what its type, as the models mean it, would refuse.
package struct PostgreSQLTypeCheck: Hashable, Sendable {
    package var name: String
    package var condition: String

    /// `ct_articles_views`: check constraints are named per table, so no two columns share one.
    package static func name(_ table: String, _ column: String) -> String { DerivedName.fit("ct_\(table)_\(column)") }
}

extension PostgreSQLDialect {
    /// The column's type as PostgreSQL spells it, without its collation.
    func type(of column: Column, in table: Table) throws(UnsupportedChange) -> String {
        if let native = column.nativeTypes[engine] { return native }
        switch column.type {
        case .varchar(let length): return "varchar(\(length))"
        case .char(let length): return "char(\(length))"
        case .text: return "text"
        case .boolean: return "boolean"
        case .tinyInteger, .smallInteger, .unsignedTinyInteger: return "smallint"
        case .integer, .unsignedSmallInteger: return "integer"
        case .bigInteger, .unsignedInteger: return "bigint"
        case .unsignedBigInteger: return "numeric(20,0)"
        case .real: return "real"
        case .double: return "double precision"
        case .decimal(let precision, let scale): return "numeric(\(precision),\(scale))"
        case .date: return "date"
        case .time: return "time"
        case .timestamp: return "timestamp"
        case .timestampWithTimeZone: return "timestamptz"
        case .interval: return "interval"
        case .uuid: return "uuid"
        case .json: return "json"
        case .jsonb: return "jsonb"
        case .blob, .binary, .varbinary: return "bytea"
        case .inet: return "inet"
        case .cidr: return "cidr"
        case .macAddress: return "macaddr"
        case .xml: return "xml"
        case .custom(let type): return type
        case .enumeration(let name):
            guard let type = table.enumType(name) else {
                throw UnsupportedChange(engine, .missingEnum(name, column: column.name, table: table.name))
            }
            if type.storesText { return quote(DerivedName.enumType(table.name, name)) }
            return try self.type(of: Column(column.name, type.storage), in: table)
        }
    }

    /// Whether its type is an enum of PostgreSQL's.
    func isEnum(_ column: Column, in table: Table) -> Bool {
        guard case .enumeration(let name) = column.type, column.nativeTypes[engine] == nil else { return false }
        return table.enumType(name)?.storesText == true
    }

    /// The check that stands for what PostgreSQL's type leaves open.
    func typeCheck(of column: Column, in table: Table) -> PostgreSQLTypeCheck? {
        typeCondition(of: column, in: table).map {
            PostgreSQLTypeCheck(name: PostgreSQLTypeCheck.name(table.name, column.name), condition: $0)
        }
    }

    private func typeCondition(of column: Column, in table: Table) -> String? {
        guard column.nativeTypes[engine] == nil else { return nil }
        let name = quote(column.name)
        let traits = column.type.traits
        if let number = traits.exactNumber, !number.isSigned {
            // No other operator fits two numbers of one type better; PostgreSQL stores the same check without the cast.
            return "\(name) >= 0\(number.bits == 64 ? "::numeric" : "")"
        }
        guard let lengths = traits.byteLengths, lengths.upperBound != .max else { return nil }
        let comparison = lengths.lowerBound == lengths.upperBound ? "=" : "<="
        return "pg_catalog.octet_length(\(name)) \(comparison) \(lengths.upperBound)"
    }
}

/// What sorts of values convert into one another in one way.
enum PostgreSQLKind {
    case string, number, boolean, moment, document, bytes, other

    init(_ stored: StoredType) {
        if stored.exactNumber != nil {
            self = .number
        } else {
            self = stored.type.map { PostgreSQLKind($0) } ?? .other
        }
    }

    private init(_ type: ColumnType) {
        switch type.family {
        case .text: self = .string
        case .integer, .floatingPoint, .decimal: self = .number
        case .boolean: self = .boolean
        case .date, .timestamp: self = .moment
        case .document: self = .document
        case .bytes: self = .bytes
        case .time, .interval, .uuid, .networkAddress, .xml, .enumeration, .custom: self = .other
        }
    }
}

extension PostgreSQLDialect {
    /// How old values become the new type, or nil where an assignment does it.
    ///
    /// An assignment refuses a text that is too long; a cast to `varchar(n)` would cut it without a word (manual, 8.3). So
    /// texts are only ever cast to `text`, and what has no assignment goes through `text`, whose input refuses what does
    /// not fit. Types count by what PostgreSQL makes of them, also mapped and custom ones.
    ///
    /// - Parameter value: the old value; nil for the column itself.
    func conversion(
        of value: String? = nil, from old: Column, in before: Table, to new: Column, in after: Table
    ) throws(UnsupportedChange) -> String? {
        let name = value ?? quote(old.name)
        let type = try type(of: new, in: after)
        guard try self.type(of: old, in: before) != type else { return nil }
        let change = TypeChange(from: old, to: new, enums: before.enums, after.enums, on: engine)
        if change.sharesNoValue { return "\(RefusedValue.invalid(type: type).text(of: "\(name)::text"))::\(type)" }
        let (from, to) = (PostgreSQLKind(change.old), PostgreSQLKind(change.new))
        let isMoment = to == .moment || change.new.type == .time
        switch (from, to) {
        // A cast of floating point to decimal keeps fewer digits than there are.
        case (.number, .number)
        where change.old.isFloating && !change.new.isFloating && change.new.exactNumber?.bits == nil:
            return "\(name)::text::\(type)"
        case (.string, .string), (.number, .number), (.moment, .moment), (.document, .document), (.bytes, .bytes):
            return nil
        case (.bytes, .string): return reading(of: name, in: change)
        // What comes back is read from these bytes.
        case (_, .bytes): return "pg_catalog.convert_to(\(from == .string ? name : "\(name)::text"), 'UTF8')"
        case (_, .string): return "\(name)::text"
        case (.boolean, .number): return "\(name)::integer"
        // A decimal is written with its zeros, which no boolean has.
        case (.number, .boolean):
            return "pg_catalog.regexp_replace(\(name)::text, '^-?(0)([.]0*)?$|^(1)([.]0*)?$', '\\1\\3')::\(type)"
        case (.string, _) where isMoment, (.bytes, _) where isMoment:
            return fixed(
                reading(of: name, in: change), as: type,
                keepsOffset: change.new.type == .timestampWithTimeZone)
        // A type that is not known may cut what a cast gives it: a domain over `varchar(4)`, `bit(8)`.
        case _ where change.new.isUnknown: return uncut("\(reading(of: name, in: change))::text", as: type)
        default: return "\(reading(of: name, in: change))::text::\(type)"
        }
    }

    /// A text as a day or time, or an error where it would become that of the migration, or lose its offset.
    private func fixed(_ text: String, as type: String, keepsOffset: Bool) -> String {
        func refusal(_ condition: String, _ reason: RefusedValue) -> String {
            "WHEN \(condition) THEN \(reason.text(of: "\(text)::text"))::\(type) "
        }
        let moving = refusal(movingMoment(text), .moving(type: type))
        let offset = keepsOffset ? "" : refusal(hasOffset(text), .offset(type: type))
        return "CASE \(moving)\(offset)ELSE \(text)::text::\(type) END"
    }

    /// A text as a value of a type, or an error where the value is written shorter than the text.
    private func uncut(_ text: String, as type: String) -> String {
        "CASE WHEN pg_catalog.char_length(\(text)::\(type)::text) < pg_catalog.char_length(\(text)) "
            + "THEN \(RefusedValue.cut(type: type).text(of: text))::integer::text::\(type) "
            + "ELSE \(text)::\(type) END"
    }
}
