/// What the statements for PostgreSQL rely on, whatever a role, a database or a migration's own SQL sets.
///
/// Rows that a policy hides are no less to be changed than others, so the server is to refuse what would pass them
/// over.
package let postgreSQLSettings = [
    (name: "client_encoding", value: "UTF8"),
    (name: "standard_conforming_strings", value: "on"),
    (name: "TimeZone", value: "UTC"),
    (name: "DateStyle", value: "ISO, YMD"),
    (name: "IntervalStyle", value: "postgres"),
    (name: "bytea_output", value: "hex"),
    (name: "extra_float_digits", value: "1"),
    (name: "check_function_bodies", value: "on"),
    (name: "row_security", value: "off"),
]

/// The settings, for the rest of the transaction.
let postgreSQLSession = postgreSQLSettings.map { "SET LOCAL \($0.name) = '\($0.value)';\n" }.joined()

/// A lock that ends with the transaction, one for each schema in which tables are made.
let postgreSQLLock = """
    SET LOCAL lock_timeout = '60s';
    DO $$ BEGIN PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('raido ' || pg_catalog.current_schema())); END $$;

    """
