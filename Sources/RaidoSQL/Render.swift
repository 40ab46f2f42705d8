package import Raido

/// The statements that make these changes to a database that looks like `schema`.
///
/// - Throws: ``UnsupportedChange`` where the engine cannot make one of them, or one does not fit the schema.
package func render(
    _ changes: [Change], on schema: Schema, for engine: Engine
) throws(UnsupportedChange) -> [Step] {
    switch engine {
    case .sqlite: try renderForSQLite(changes, on: schema)
    case .postgresql: try renderForPostgreSQL(changes, on: schema)
    case .mysql: try renderForMySQL(changes, on: schema, dialect: MySQLDialect())
    case .mariadb: try renderForMySQL(changes, on: schema, dialect: MariaDBDialect())
    }
}
