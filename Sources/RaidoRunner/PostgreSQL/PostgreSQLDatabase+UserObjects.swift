import Raido
import RaidoSQL

extension PostgreSQLDatabase {
    /// Refuses work that takes away what a function, index or check of the user's own names, before any of it is made.
    /// The server keeps to itself what views and conditions depend on, but reads the text of a function only when it is
    /// called, and drops an index or a check with any of its columns.
    func expectNoUses(in work: Work) throws(MigratorError) {
        // What was started passed then.
        if work.unfinished != nil { return }
        let trait = try failing { () throws(StepFailure) in try lostTrait(in: work) }
        if let trait { throw .failed(migration: work.entry.id, isReverting: work.entry.isRemoval, trait) }
        let lost = work.lostNames
        let dropped = LostNames(work.changes).lostToIndexes.filter { $0.fate == .dropped }
        if lost.isEmpty && dropped.isEmpty { return }
        let uses = try failing { () throws(StepFailure) in
            try asking("look at functions, indexes and checks") { () throws(DatabaseError) in
                let functions = work.uses(of: lost, in: try lateBoundFunctions(), on: engine)
                return dropped.isEmpty ? functions : functions + work.uses(of: dropped, in: try indexes(), on: engine)
            }
        }
        guard uses.isEmpty else {
            throw .failed(migration: work.entry.id, isReverting: work.entry.isRemoval, .inUse(uses))
        }
    }

    /// Indexes, and checks, with the columns that they are on.
    private func indexes() throws(DatabaseError) -> [IndexedColumns] {
        var indexes: [IndexedColumns] = []
        for row in try connection.rows(Self.indexedColumns) {
            guard let kind = row[0].text.flatMap(UserObjectKind.init), let table = row[1].text, let name = row[2].text,
                let column = row[3].text
            else { continue }
            if let last = indexes.last, last.kind == kind, last.table == table, last.name == name {
                indexes[indexes.count - 1].columns.append(column)
            } else {
                indexes.append(IndexedColumns(kind: kind, table: table, name: name, columns: [column]))
            }
        }
        return indexes
    }

    /// The index of a constraint depends on the constraint, and that on the columns.
    private static let indexedColumns = """
        SELECT DISTINCT CASE k.contype WHEN 'c' THEN 'check' ELSE 'index' END, t.relname::text,
            coalesce(k.conname, i.relname)::text, a.attname::text
        FROM pg_depend AS d
        JOIN pg_class AS t ON t.oid = d.refobjid AND t.relkind IN ('r', 'p')
        JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
        LEFT JOIN pg_class AS i ON d.classid = 'pg_class'::regclass AND i.oid = d.objid AND i.relkind IN ('i', 'I')
        LEFT JOIN pg_constraint AS k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
            AND k.contype IN ('c', 'u', 'x')
        WHERE d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND (i.oid IS NOT NULL OR k.oid IS NOT NULL)
        AND t.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = pg_catalog.current_schema())
        ORDER BY 1, 2, 3, 4
        """

    private func lateBoundFunctions() throws(DatabaseError) -> [LateBoundObject] {
        let home = try connection.texts("SELECT pg_catalog.current_schema()").first ?? ""
        return try connection.rows(Self.lateBoundFunctions).compactMap { row in
            guard let kind = row[0].text.flatMap(UserObjectKind.init), let name = row[1].text, let text = row[2].text
            else { return nil }
            let tables = row[3].text?.split(separator: "\n").map(String.init) ?? []
            return LateBoundObject(kind: kind, name: name, text: text, on: engine, in: home, triggeredBy: tables)
        }
    }

    /// Kind, name, text, and the tables whose triggers call it. Bodies that the server has read (`BEGIN ATOMIC`) have
    /// no text here.
    private static let lateBoundFunctions = """
        SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, p.proname::text, p.prosrc,
            (SELECT pg_catalog.string_agg(c.relname, pg_catalog.chr(10)) FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
            WHERE t.tgfoid = p.oid AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = pg_catalog.current_schema()))
        FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
        WHERE l.lanname IN ('plpgsql', 'sql')
        AND (p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = pg_catalog.current_schema()) OR EXISTS (
            SELECT 1 FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
            WHERE t.tgfoid = p.oid AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = pg_catalog.current_schema())))
        AND NOT EXISTS (
            SELECT 1 FROM pg_depend AS d
            WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
        ORDER BY 1, 2
        """
}
