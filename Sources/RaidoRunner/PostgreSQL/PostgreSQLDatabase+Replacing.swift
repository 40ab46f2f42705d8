import Raido
import RaidoSQL

// A column or an enum that goes for a while takes with it what the server counts as a part of it: indexes, constraints
// and statistics of the user's own, and rights. What is of Raido is dropped before, and made again.
extension PostgreSQLDatabase {
    /// Throws where more than what is replaced would go, and not come back.
    func expectNothingElse(on replaced: SQLStatement.Replaced) throws(StepFailure) {
        let parts = try asking("look at what goes with \(replaced.element)") { () throws(DatabaseError) in
            switch replaced {
            case .column(let name, let table, let collation):
                try ownParts(of: name, table) + ownCollation(of: name, table, besides: collation)
            case .enumType(let name, let table): try ownRights(to: DerivedName.enumType(table, name))
            case .type: [String]()
            }
        }
        guard parts.isEmpty else { throw .unknownParts(of: replaced.element, parts) }
    }

    /// Runs a statement that writes the type of a column again, which resets its collation (PostgreSQL manual, `ALTER
    /// TABLE`, "SET DATA TYPE"), and throws where migrations do not know of the one that is lost.
    func expectSameCollation(
        of column: String, _ table: String, besides known: String?, _ retype: () throws(StepFailure) -> Void
    ) throws(StepFailure) {
        func collations(_ known: String?) throws(StepFailure) -> [String] {
            try asking("look at the collation of '\(table).\(column)'") { () throws(DatabaseError) in
                try ownCollation(of: column, table, besides: known)
            }
        }
        let former = try collations(known)
        try retype()
        if former.isEmpty { return }
        // A type without collations, such as a number, cannot keep one.
        let takesOne = try asking("look at the type of '\(table).\(column)'") { () throws(DatabaseError) in
            try connection.number(
                """
                SELECT count(*) FROM pg_attribute WHERE attrelid = pg_catalog.to_regclass($1) AND attname = $2
                AND attcollation <> 0
                """, [.text(quote(table)), .text(column)])
        }
        guard takesOne == 1, try collations(nil).isEmpty else { return }
        throw .unknownOptions(former, of: .column(column, table: table))
    }

    /// The collation of a column, as SQL, where it is neither the usual one of its type nor the one that is known.
    private func ownCollation(
        of column: String, _ table: String, besides known: String?
    ) throws(DatabaseError) -> [String] {
        try connection.texts(
            """
            SELECT 'COLLATE ' || pg_catalog.quote_ident(collname) FROM pg_attribute
            JOIN pg_type ON pg_type.oid = atttypid JOIN pg_collation ON pg_collation.oid = attcollation
            WHERE attrelid = pg_catalog.to_regclass($1) AND attname = $2 AND attcollation <> typcollation
            AND collname <> $3
            """, [.text(quote(table)), .text(column), .text(known ?? "")])
    }

    /// Numbers of kinds of dependency: PostgreSQL manual, 53.18. The check that stands for what a type leaves open is
    /// Raido's, and made again with the column.
    private func ownParts(of column: String, _ table: String) throws(DatabaseError) -> [String] {
        try connection.texts(
            """
            WITH place AS (
                SELECT attrelid, attnum, attacl FROM pg_attribute
                WHERE attrelid = pg_catalog.to_regclass($1) AND attname = $2 AND NOT attisdropped)
            SELECT DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) FROM place
            JOIN pg_depend AS d ON refclassid = 'pg_class'::regclass AND refobjid = attrelid AND refobjsubid = attnum
            LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid
            WHERE d.deptype = 'a' AND d.classid <> 'pg_attrdef'::regclass
            AND (c.oid IS NULL OR c.contype <> 'n' AND c.conname <> $3)
            UNION ALL
            SELECT \(Self.right) FROM place CROSS JOIN LATERAL pg_catalog.aclexplode(attacl)
            ORDER BY 1
            """,
            [
                .text(quote(table)), .text(column), .text(PostgreSQLTypeCheck.name(table, column)),
            ])
    }

    /// The rights to a type that the one in its place does not have, where they are not the usual ones.
    private func ownRights(to type: String) throws(DatabaseError) -> [String] {
        try connection.texts(
            """
            WITH types AS (
                SELECT oid = pg_catalog.to_regtype($1) AS is_former, coalesce(typacl, pg_catalog.acldefault('T', typowner)) AS rights, typacl
                FROM pg_type WHERE oid IN (pg_catalog.to_regtype($1), pg_catalog.to_regtype($2))),
            rights AS (SELECT is_former, grantee, privilege_type FROM types CROSS JOIN LATERAL pg_catalog.aclexplode(rights))
            SELECT coalesce(had, 'not ' || has) FROM
                (SELECT \(Self.right) AS had FROM rights WHERE is_former) AS former
                FULL JOIN (SELECT \(Self.right) AS has FROM rights WHERE NOT is_former) AS new ON had = has
            WHERE (had IS NULL OR has IS NULL) AND (SELECT count(DISTINCT coalesce(typacl::text, '')) FROM types) > 1
            ORDER BY 1
            """, [.text(quote(formerEnumType(type))), .text(quote(type))])
    }

    private static let right = """
        'the right ' || privilege_type || ' of ' \
        || CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_literal(pg_catalog.pg_get_userbyid(grantee)) END
        """
}

extension SQLStatement.Replaced {
    fileprivate var element: SchemaElement {
        switch self {
        case .column(let name, let table, _), .type(let name, let table, _): .column(name, table: table)
        case .enumType(let name, let table): .enumType(name, table: table)
        }
    }
}
