package import Raido

/// The schema as inspecting a database of that engine can tell it: what the engine does not keep is gone, and what it
/// keeps alike is alike.
package func normalised(_ schema: Schema, for engine: Engine) -> Schema {
    switch engine {
    case .sqlite: schema.mapTables(normalisedForSQLite)
    case .postgresql: schema.mapTables(normalisedForPostgreSQL)
    case .mysql: schema.mapTables { normalisedForMySQL($0, in: schema, dialect: MySQLDialect()) }
    case .mariadb: schema.mapTables { normalisedForMySQL($0, in: schema, dialect: MariaDBDialect()) }
    }
}
