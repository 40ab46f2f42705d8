import Raido

/// Types in the engines' own words: those that a project's settings map types of the models to, and those that have
/// no word in the models, as `inspect` writes them.
enum EngineType {
    /// A type of one engine, with what the others have in its place.
    struct Custom {
        var name: String
        var engine: Engine
        var others: [Engine: String] = [:]
        /// Values that columns may have by default.
        var defaults: [DefaultValue]

        var natives: [Engine: String] {
            var natives = others
            let isOfFamily = engine == .mysql
            natives[engine] = name
            if isOfFamily { natives[.mariadb] = name }
            // PostgreSQL takes a type that has no mapping for one of its own.
            if engine == .postgresql { natives[engine] = nil }
            return natives
        }
    }

    private static let numbers: [Engine: String] = [
        .sqlite: "NUMERIC", .postgresql: "numeric(20,6)", .mysql: "decimal(20,6)", .mariadb: "decimal(20,6)",
    ]
    private static let wholes: [Engine: String] = [
        .sqlite: "INTEGER", .postgresql: "integer", .mysql: "int", .mariadb: "int",
    ]
    private static let moments: [Engine: String] = [
        .sqlite: "DATETIME", .postgresql: "timestamp", .mysql: "datetime(6)", .mariadb: "datetime(6)",
    ]

    static let customs: [Custom] = [
        Custom(name: "ltree", engine: .sqlite, others: texts, defaults: [.string("a"), .string("b")]),
        Custom(name: "numeric", engine: .postgresql, others: numbers, defaults: [.integer(5), .decimal("12.5")]),
        Custom(
            name: "character varying", engine: .postgresql, others: texts, defaults: [.string("it's"), .string("")]),
        Custom(name: "varbit", engine: .postgresql, others: texts, defaults: []),
        Custom(name: "tsvector", engine: .postgresql, others: texts, defaults: []),
        Custom(name: "timestamp(3)", engine: .postgresql, others: moments, defaults: [.string("2026-01-31 12:00:00")]),
        Custom(name: "mediumint", engine: .mysql, others: wholes, defaults: [.integer(-7), .integer(32_000)]),
        Custom(name: "year", engine: .mysql, others: wholes, defaults: [.integer(2026)]),
        Custom(name: "tinytext", engine: .mysql, others: texts, defaults: [.string("it's")]),
        Custom(name: "datetime(3)", engine: .mysql, others: moments, defaults: [.string("2026-01-31 12:00:00")]),
        Custom(
            name: "decimal(12,3) unsigned", engine: .mysql, others: numbers, defaults: [.integer(5), .decimal("0.125")]),
        Custom(name: "double unsigned", engine: .mysql, others: numbers, defaults: [.integer(5)]),
        Custom(name: "NVARCHAR(10)", engine: .sqlite, others: texts, defaults: [.string("it's")]),
        Custom(name: "FLOAT", engine: .sqlite, others: numbers, defaults: [.integer(5), .decimal("0.5")]),
    ]

    static func custom(_ name: String) -> Custom? { customs.first { $0.name == name } }

    static var texts: [Engine: String] {
        [.sqlite: "TEXT", .postgresql: "text", .mysql: "longtext", .mariadb: "longtext"]
    }

    /// What settings may map a type to on an engine: other words for it, wider and narrower ones.
    static func mappings(of type: ColumnType, on engine: Engine) -> [String] {
        switch (type, engine) {
        case (.varchar(let length), .postgresql):
            ["CHARACTER VARYING(\(length))", "varchar(\(length / 2))", "varchar(\(length * 2))", "varchar", "text"]
        case (.varchar(let length), .sqlite): ["VARCHAR(\(length))", "NVARCHAR(\(length / 2))", "TEXT", "CLOB"]
        case (.varchar(let length), _):
            ["VARCHAR(\(length))", "varchar(\(length / 2))", "varchar(\(length * 2))", "text", "tinytext"]
        case (.char(let length), .postgresql): ["character(\(length))", "varchar(\(length))", "bpchar(\(length))"]
        case (.char(let length), .sqlite): ["CHARACTER(\(length))", "TEXT"]
        case (.char(let length), _): ["CHAR(\(length))", "varchar(\(length))"]
        case (.text, .postgresql): ["character varying", "varchar(200)", "TEXT"]
        case (.text, .sqlite): ["CLOB", "VARCHAR(200)"]
        case (.text, _): ["mediumtext", "text", "varchar(200)"]
        case (.integer, .postgresql): ["int4", "bigint", "numeric"]
        case (.integer, .sqlite): ["INT", "BIGINT", "NUMERIC"]
        case (.integer, _): ["INT", "bigint", "mediumint"]
        case (.smallInteger, .postgresql): ["int2", "integer"]
        case (.smallInteger, .sqlite): ["SMALLINT"]
        case (.smallInteger, _): ["SMALLINT", "mediumint", "int"]
        case (.bigInteger, .postgresql): ["int8", "numeric(20,0)"]
        case (.bigInteger, .sqlite): ["BIGINT"]
        case (.bigInteger, _): ["BIGINT", "decimal(20,0)"]
        case (.decimal(let precision, let scale), .postgresql):
            [
                "numeric", "DECIMAL(\(precision), \(scale))", "numeric(\(precision + 4),\(scale + 2))",
                "double precision",
            ]
        case (.decimal(let precision, let scale), .sqlite): ["NUMERIC(\(precision),\(scale))", "REAL", "NUMERIC"]
        case (.decimal(let precision, let scale), _):
            ["NUMERIC(\(precision),\(scale))", "decimal(\(precision + 4),\(scale + 2))", "double"]
        case (.double, .postgresql): ["float8", "numeric"]
        case (.double, .sqlite): ["DOUBLE", "FLOAT"]
        case (.double, _): ["DOUBLE"]
        case (.timestamp, .postgresql): ["timestamp(3)", "timestamp without time zone"]
        case (.timestampWithTimeZone, .postgresql): ["timestamptz(3)", "timestamp with time zone"]
        case (.timestamp, .sqlite), (.timestampWithTimeZone, .sqlite): ["TEXT", "TIMESTAMP"]
        case (.timestamp, _), (.timestampWithTimeZone, _): ["datetime(3)", "datetime(6)", "datetime"]
        case (.time, .postgresql): ["time(0)", "time"]
        case (.time, .sqlite): ["TEXT"]
        case (.time, _): ["time(3)", "time"]
        case (.uuid, .postgresql), (.uuid, .sqlite): ["text"]
        case (.uuid, _): ["char(36)", "varchar(36)"]
        case (.json, .postgresql): ["jsonb", "text"]
        case (.json, .mysql): ["longtext"]
        case (.blob, .mysql), (.blob, .mariadb): ["mediumblob", "blob"]
        default: []
        }
    }

    /// Whether MySQL and MariaDB take the type in a key as a whole.
    static func isKeyable(_ native: String) -> Bool {
        !["text", "clob", "blob", "json"].contains { native.lowercased().hasSuffix($0) }
    }
}

extension SplitMix64 {
    /// A mapping of the type on some engines.
    mutating func natives(of type: ColumnType, keyable: Bool = false) -> [Engine: String] {
        var natives: [Engine: String] = [:]
        for engine in Engine.allCases where chance(60) {
            let all = EngineType.mappings(of: type, on: engine)
            natives[engine] = pick(keyable ? all.filter(EngineType.isKeyable) : all)
        }
        return natives
    }
}
