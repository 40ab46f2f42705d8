package import Raido

/// A trigger of Raido's, with the function of the same name that it calls.
package struct PostgreSQLTrigger: Hashable, Sendable {
    package var name: String
    package var table: String
    package var column: String
    /// What is between `$raido$` and `$raido$`.
    package var body: String
}

/// Where the functions of triggers look for names: of what others put into the tables' schema they call nothing. The
/// temporary schema comes last, which would come first otherwise (manual, "CREATE FUNCTION", on `SECURITY DEFINER`).
package let postgresqlFunctionPath = "search_path=pg_catalog, pg_temp"

/// The triggers that set a table's `setOnUpdate` columns.
///
/// The function names the columns it watches: comparing whole rows would see a generated column, which has no value
/// yet in a `BEFORE` trigger, as changed each time, and `IS DISTINCT FROM` has no answer for `json`; `*<>` compares
/// the stored bytes (and records only: two `ROW(…)` would be compared value by value). A value that the statement
/// itself sets is kept. Functions do not follow renames, so they are made again whenever a table's columns change.
package func postgresqlUpdateTriggers(of table: Table) -> [PostgreSQLTrigger] {
    let watched = table.columns.filter { !$0.isSetOnUpdate && $0.generated == nil }.map { quote($0.name) }.sorted()
    guard !watched.isEmpty else { return [] }
    let new = watched.map { "NEW.\($0)" }.joined(separator: ", ")
    let old = watched.map { "OLD.\($0)" }.joined(separator: ", ")
    return table.columns.filter { $0.isSetOnUpdate && $0.generated == nil }.map { column in
        let set = quote(column.name)
        let body = """

            BEGIN
                IF NEW.\(set) IS NOT DISTINCT FROM OLD.\(set) AND ROW(\(new))::record *<> ROW(\(old))::record THEN
                    NEW.\(set) := \(PostgreSQLDialect().moment(for: column.type));
                END IF;
                RETURN NEW;
            END

            """
        return PostgreSQLTrigger(
            name: DerivedName.updateTrigger(table.name, column.name), table: table.name, column: column.name,
            body: body)
    }
}

extension PostgreSQLTrigger {
    var creation: [SQLStatement] {
        [
            SQLStatement(
                "CREATE FUNCTION \(quote(name))() RETURNS trigger LANGUAGE plpgsql SET \(postgresqlFunctionPath) "
                    + "AS $raido$\(body)$raido$",
                for: "create the function that sets '\(table).\(column)'"),
            SQLStatement(
                "CREATE TRIGGER \(quote(name)) BEFORE UPDATE ON \(quote(table)) "
                    + "FOR EACH ROW EXECUTE FUNCTION \(quote(name))()",
                for: "create the trigger that sets '\(table).\(column)'"),
        ]
    }

    var removal: [SQLStatement] {
        [
            SQLStatement(
                "DROP TRIGGER IF EXISTS \(quote(name)) ON \(quote(table))",
                for: "drop the trigger that sets '\(table).\(column)'"),
            SQLStatement(
                "DROP FUNCTION IF EXISTS \(quote(name))()", for: "drop the function that sets '\(table).\(column)'"),
        ]
    }
}
