package import Raido

/// The schema as inspecting a database of that engine can tell it: what the engine does not keep is gone, and what it
/// keeps alike is alike.
///
/// - Parameter rendering: The words that its tables were made with.
package func normalised(_ schema: Schema, for engine: Engine, as rendering: Rendering = .current) -> Schema {
    switch engine {
    case .sqlite: schema.mapTables { normalisedForSQLite($0, as: rendering) }
    case .postgresql: schema.mapTables(normalisedForPostgreSQL)
    case .mysql: schema.mapTables { normalisedForMySQL($0, in: schema, dialect: MySQLDialect(), as: rendering) }
    case .mariadb: schema.mapTables { normalisedForMySQL($0, in: schema, dialect: MariaDBDialect(), as: rendering) }
    }
}
