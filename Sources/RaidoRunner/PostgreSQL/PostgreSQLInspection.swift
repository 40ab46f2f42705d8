import Raido
import RaidoSQL

extension PostgreSQLDatabase {
    /// Reads the schema back from the catalogues: the tables of the schema in which tables are made. Raido's own table,
    /// those of extensions, and partitions are left out.
    package func inspection() throws(StepFailure) -> Inspection {
        try currentSchema()
        var reading = PostgreSQLReading()
        for row in try catalogue(Self.tables, "tables") { reading.readTable(row) }
        for row in try catalogue(Self.enums, "enums") { reading.readEnumValue(row) }
        reading.readColumns(try catalogue(Self.columns, "columns"))
        for row in try catalogue(Self.keys, "keys") { reading.readKey(row) }
        for row in try catalogue(Self.checks, "checks") { reading.readCheck(row) }
        for row in try catalogue(Self.indexes, "indexes") { reading.readIndexPart(row) }
        for row in try catalogue(Self.triggers, "triggers") { reading.readTrigger(row) }
        for row in try catalogue(Self.traits, "constraints and options") { reading.readTrait(row) }
        let schema = reading.schema
        return Inspection(
            schema: schema, traits: reading.traits + reading.settingsOfTriggers(in: schema),
            older: reading.triggersWithoutPath(in: schema))
    }

    private func catalogue(_ sql: String, _ what: String) throws(StepFailure) -> [[SQLValue]] {
        try asking("read the schema's \(what)") { () throws(DatabaseError) in
            // An expression names objects of other schemas in full, and those of the path bare.
            try connection.rows("WITH own AS (\(ownTables)) \(sql)")
        }
    }

    private var ownTables: String {
        """
        SELECT pg_class.oid, relname, relnamespace, relkind, relpersistence, relrowsecurity, relforcerowsecurity
        FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname = pg_catalog.current_schema() AND relkind IN ('r', 'p') AND NOT relispartition
            AND relname NOT IN (\(historyTable.hiddenNames.map { "'\($0)'" }.joined(separator: ", ")))
            AND NOT EXISTS (
                SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
        """
    }

    private static let tables = "SELECT relname, pg_catalog.obj_description(oid, 'pg_class') FROM own ORDER BY relname"

    private static let enums = """
        SELECT typname, enumlabel FROM pg_enum
        JOIN pg_type ON pg_type.oid = enumtypid JOIN pg_namespace ON pg_namespace.oid = typnamespace
        WHERE nspname = pg_catalog.current_schema() ORDER BY typname, enumsortorder
        """

    private static let columns = """
        SELECT relname, attname, pg_catalog.format_type(atttypid, atttypmod), CASE typtype WHEN 'e' THEN typname END,
            attnotnull, attidentity::text, attgenerated::text, pg_catalog.pg_get_expr(adbin, adrelid),
            CASE WHEN attcollation <> typcollation THEN collname END, pg_catalog.col_description(own.oid, attnum)
        FROM own JOIN pg_attribute ON attrelid = own.oid JOIN pg_type ON pg_type.oid = atttypid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        LEFT JOIN pg_collation ON pg_collation.oid = attcollation
        WHERE attnum > 0 AND NOT attisdropped ORDER BY relname, attnum
        """

    private static let keys = """
        SELECT own.relname, conname, contype::text, here.attname,
            CASE parent.relnamespace WHEN own.relnamespace THEN parent.relname
                ELSE parent.relnamespace::regnamespace::text || '.' || parent.relname END,
            there.attname, confdeltype::text, confupdtype::text
        FROM own JOIN pg_constraint ON conrelid = own.oid
        CROSS JOIN LATERAL unnest(conkey, confkey) WITH ORDINALITY AS key (here, there, place)
        JOIN pg_attribute AS here ON here.attrelid = conrelid AND here.attnum = key.here
        LEFT JOIN pg_class AS parent ON parent.oid = confrelid
        LEFT JOIN pg_attribute AS there ON there.attrelid = confrelid AND there.attnum = key.there
        WHERE contype IN ('p', 'u', 'f') ORDER BY own.relname, conname, place
        """

    private static let checks = """
        SELECT relname, conname, pg_catalog.pg_get_expr(conbin, conrelid) FROM own JOIN pg_constraint ON conrelid = own.oid
        WHERE contype = 'c' ORDER BY relname, conname
        """

    private static let indexes = """
        SELECT own.relname, index.relname, indisunique, CASE amname WHEN 'btree' THEN NULL ELSE amname END,
            pg_catalog.pg_get_expr(indpred, indrelid), attname, pg_catalog.pg_get_indexdef(indexrelid, place, false),
            indoption[place - 1]::integer
        FROM own JOIN pg_index ON indrelid = own.oid JOIN pg_class AS index ON index.oid = indexrelid
        JOIN pg_am ON pg_am.oid = index.relam
        CROSS JOIN LATERAL pg_catalog.generate_series(1, indnkeyatts) AS place
        LEFT JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[place - 1] AND attnum > 0
        WHERE indisvalid AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
        ORDER BY own.relname, index.relname, place
        """

    private static let triggers = """
        SELECT relname, tgname, prosrc, pg_catalog.array_to_string(proconfig, '; ')
        FROM own JOIN pg_trigger ON tgrelid = own.oid JOIN pg_proc ON pg_proc.oid = tgfoid
        WHERE tgtype = 19 AND tgenabled IN ('O', 'A') AND tgqual IS NULL AND proname = tgname
        ORDER BY relname, tgname
        """
}
