// What PostgreSQL keeps and no schema says: rows of a kind, table, name, how it is made by migrations, how it is, and
// whether it makes another database of it. What newer versions have is asked for by name, which older ones answer with
// NULL.
extension PostgreSQLDatabase {
    static let traits =
        [constraintTraits, indexTraits, columnTraits, tableTraits].joined(separator: " UNION ALL ")
        + " ORDER BY 2, 1, 3, 5"

    private static let constraintTraits = """
        SELECT contype::text, relname::text, conname::text, usual, found, contype <> 'x' FROM own
        JOIN pg_constraint ON conrelid = own.oid
        CROSS JOIN LATERAL (VALUES
            ('valid', CASE WHEN NOT convalidated AND contype <> 'n' THEN 'NOT VALID' END),
            ('ENFORCED', CASE pg_catalog.to_jsonb(pg_constraint) ->> 'conenforced' WHEN 'false' THEN 'NOT ENFORCED' END),
            ('NOT DEFERRABLE', CASE WHEN condeferrable AND contype <> 'x'
                THEN 'DEFERRABLE INITIALLY ' || CASE WHEN condeferred THEN 'DEFERRED' ELSE 'IMMEDIATE' END END),
            ('MATCH SIMPLE', CASE confmatchtype WHEN 'f' THEN 'MATCH FULL' END),
            ('ON DELETE ' || CASE confdeltype WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END,
                (SELECT 'ON DELETE ' || CASE confdeltype WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END
                    || ' (' || pg_catalog.string_agg(pg_catalog.quote_ident(attname), ', ' ORDER BY attnum) || ')'
                FROM pg_catalog.jsonb_array_elements_text(CASE pg_catalog.jsonb_typeof(pg_catalog.to_jsonb(pg_constraint) -> 'confdelsetcols')
                    WHEN 'array' THEN pg_catalog.to_jsonb(pg_constraint) -> 'confdelsetcols' ELSE '[]' END) AS place
                JOIN pg_attribute ON attrelid = conrelid AND attnum = place::smallint)),
            ('inherited', CASE WHEN connoinherit AND contype = 'c' AND relkind = 'r' THEN 'NO INHERIT' END),
            (NULL, CASE contype WHEN 'x' THEN pg_catalog.pg_get_constraintdef(pg_constraint.oid) END)
        ) AS trait (usual, found)
        WHERE found IS NOT NULL AND contype IN ('c', 'f', 'p', 'u', 'x')
        """

    /// An index that serves a constraint is reported under the constraint's name.
    private static let indexTraits = """
        SELECT coalesce(contype::text, 'i'), own.relname, coalesce(conname, index.relname), usual, found, true FROM own
        JOIN pg_index ON indrelid = own.oid JOIN pg_class AS index ON index.oid = indexrelid
        LEFT JOIN pg_constraint ON conindid = indexrelid AND conrelid = indrelid AND contype <> 'f'
        CROSS JOIN LATERAL (
            SELECT 'no other columns', 'INCLUDE (' || pg_catalog.string_agg(pg_catalog.pg_get_indexdef(indexrelid, place, false), ', ') || ')'
            FROM pg_catalog.generate_series(indnkeyatts + 1, indnatts) AS place HAVING count(*) > 0
            UNION ALL
            SELECT 'NULLS DISTINCT', 'NULLS NOT DISTINCT'
            WHERE pg_catalog.to_jsonb(pg_index) ->> 'indnullsnotdistinct' = 'true'
            UNION ALL
            SELECT 'the usual operators', pg_catalog.pg_get_indexdef(indexrelid, place, false) || ' ' || opcname
            FROM pg_catalog.generate_series(1, indnkeyatts) AS place JOIN pg_opclass ON pg_opclass.oid = indclass[place - 1]
            WHERE NOT opcdefault
            UNION ALL
            SELECT 'the collation of the column', attname || ' COLLATE ' || pg_catalog.quote_ident(collname)
            FROM pg_catalog.generate_series(1, indnkeyatts) AS place
            JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[place - 1] AND attnum > 0
            JOIN pg_collation ON pg_collation.oid = indcollation[place - 1] WHERE indcollation[place - 1] <> attcollation
            UNION ALL
            SELECT CASE WHEN attnum IS NULL THEN 'ascending' WHEN indoption[place - 1] = 1 THEN 'NULLS FIRST'
                ELSE 'NULLS LAST' END, pg_catalog.pg_get_indexdef(indexrelid, place, false)
                || (ARRAY[' DESC NULLS LAST', ' NULLS FIRST', ' DESC'])[indoption[place - 1]]
            FROM pg_catalog.generate_series(1, indnkeyatts) AS place
            LEFT JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[place - 1] AND attnum > 0
            WHERE indoption[place - 1] IN (1, 2) OR indoption[place - 1] = 3 AND attnum IS NULL
        ) AS trait (usual, found)
        WHERE indisvalid AND contype IS DISTINCT FROM 'x'
        """

    /// A column that `serial` numbers takes the same rows as one that is numbered as migrations do it, as long as its
    /// sequence reaches as far as the column will: one of `bigint`, or one that is found by the name that `serial`
    /// gives.
    private static let columnTraits = """
        SELECT 'column', relname, attname, usual, found, is_drift FROM own
        JOIN pg_attribute ON attrelid = own.oid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        LEFT JOIN LATERAL (
            SELECT seqrelid, seqtypid FROM pg_depend JOIN pg_sequence ON seqrelid = refobjid
            WHERE classid = 'pg_attrdef'::regclass AND objid = pg_attrdef.oid AND refclassid = 'pg_class'::regclass
            LIMIT 1
        ) AS sequence ON true
        CROSS JOIN LATERAL (VALUES
            ('STORED', CASE attgenerated WHEN 'v' THEN 'VIRTUAL' END, true),
            ('GENERATED BY DEFAULT AS IDENTITY', CASE attidentity WHEN 'a' THEN 'GENERATED ALWAYS AS IDENTITY' END, true),
            ('GENERATED BY DEFAULT AS IDENTITY', CASE WHEN attgenerated = ''
                AND pg_catalog.pg_get_expr(adbin, adrelid) LIKE 'nextval(%' THEN 'DEFAULT ' || pg_catalog.pg_get_expr(adbin, adrelid)
                || CASE WHEN seqtypid <> 'int8'::regtype THEN ' AS ' || seqtypid::regtype::text ELSE '' END END,
                seqtypid IS DISTINCT FROM 'int8'::regtype AND (seqtypid IS DISTINCT FROM atttypid
                    OR seqrelid IS DISTINCT FROM pg_catalog.to_regclass(pg_catalog.quote_ident(relname || '_' || attname || '_seq'))))
        ) AS trait (usual, found, is_drift)
        WHERE attnum > 0 AND NOT attisdropped AND found IS NOT NULL
        UNION ALL
        SELECT 'column', relname, attname, 'AS IDENTITY',
            'AS IDENTITY (' || pg_catalog.concat_ws(' ', CASE WHEN seqincrement <> 1 THEN 'INCREMENT BY ' || seqincrement END,
                CASE WHEN seqmin <> usual_min THEN 'MINVALUE ' || seqmin END,
                CASE WHEN seqmax <> usual_max THEN 'MAXVALUE ' || seqmax END, CASE WHEN seqcycle THEN 'CYCLE' END) || ')',
            true
        FROM own JOIN pg_attribute ON attrelid = own.oid AND attidentity <> ''
        JOIN pg_depend ON refclassid = 'pg_class'::regclass AND refobjid = attrelid AND refobjsubid = attnum
            AND classid = 'pg_class'::regclass AND deptype = 'i'
        JOIN pg_sequence ON seqrelid = objid
        CROSS JOIN LATERAL (SELECT CASE seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
            ELSE 9223372036854775807 END) AS reach (greatest)
        CROSS JOIN LATERAL (SELECT CASE WHEN seqincrement > 0 THEN 1 ELSE -greatest - 1 END,
            CASE WHEN seqincrement > 0 THEN greatest ELSE -1 END) AS range (usual_min, usual_max)
        WHERE seqincrement <> 1 OR seqmin <> usual_min OR seqmax <> usual_max OR seqcycle
        UNION ALL
        SELECT 'column', relname, attname, 'valid', 'NOT NULL NOT VALID', true FROM own
        JOIN pg_constraint ON conrelid = own.oid AND contype = 'n' AND NOT convalidated
        JOIN pg_attribute ON attrelid = own.oid AND attnum = conkey[1]
        """

    private static let tableTraits = """
        SELECT 'table', relname, NULL, usual, found, is_drift FROM own
        CROSS JOIN LATERAL (VALUES
            ('LOGGED', CASE relpersistence WHEN 'u' THEN 'UNLOGGED' END, true),
            (NULL, CASE WHEN relrowsecurity
                THEN 'ROW LEVEL SECURITY' || CASE WHEN relforcerowsecurity THEN ', forced' ELSE '' END END, false),
            (NULL, CASE relkind WHEN 'p' THEN 'PARTITION BY ' || pg_catalog.pg_get_partkeydef(oid) END, false),
            (NULL, (SELECT 'INHERITS (' || pg_catalog.string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) || ')'
                FROM pg_inherits WHERE inhrelid = oid), false)
        ) AS trait (usual, found, is_drift) WHERE found IS NOT NULL
        UNION ALL
        SELECT 'table', relname, NULL, NULL, 'POLICY ' || pg_catalog.quote_ident(polname) || ' FOR ' || CASE polcmd WHEN 'r'
            THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END, false
        FROM own JOIN pg_policy ON polrelid = own.oid
        UNION ALL
        SELECT 'table', relname, NULL, NULL, 'RULE ' || pg_catalog.quote_ident(rulename) || ' ON '
            || (ARRAY['SELECT', 'UPDATE', 'INSERT', 'DELETE'])[ev_type::text::integer], false
        FROM own JOIN pg_rewrite ON ev_class = own.oid
        UNION ALL
        SELECT 'table', relname, NULL, NULL,
            CASE relkind WHEN 'v' THEN 'a view' WHEN 'm' THEN 'a materialized view' ELSE 'a foreign table' END, false
        FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = pg_catalog.current_schema())
            AND relkind IN ('v', 'm', 'f') AND NOT EXISTS (
                SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
        """
}
