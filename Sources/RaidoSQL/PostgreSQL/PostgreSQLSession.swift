/// What the statements for PostgreSQL rely on, for the rest of the transaction.
let postgreSQLSession = """
    SET LOCAL client_encoding = 'UTF8';
    SET LOCAL standard_conforming_strings = on;
    SET LOCAL TimeZone = 'UTC';
    SET LOCAL DateStyle = 'ISO, YMD';
    SET LOCAL IntervalStyle = 'postgres';
    SET LOCAL bytea_output = 'hex';
    SET LOCAL extra_float_digits = 1;
    SET LOCAL check_function_bodies = on;
    SET LOCAL row_security = off;

    """

/// A lock that ends with the transaction, one for each schema in which tables are made.
let postgreSQLLock = """
    SET LOCAL lock_timeout = '60s';
    DO $$ BEGIN PERFORM pg_advisory_xact_lock(hashtext('raido ' || current_schema())); END $$;

    """
