import Raido
import RaidoSQL

extension PostgreSQLDatabase {
    /// Refuses work that takes away what a function of a person's own names, before any of it is made. The server keeps
    /// to itself what views and conditions depend on, but reads the text of a function only when it is called.
    func expectNoUses(in work: Work) throws(MigratorError) {
        let lost = work.lostNames
        // What was begun passed then.
        if lost.isEmpty || work.unfinished != nil { return }
        let functions = try failing { () throws(StepFailure) in
            try asking("look at functions") { () throws(DatabaseError) in try lateBoundFunctions() }
        }
        let uses = work.uses(of: lost, in: functions, on: engine)
        guard uses.isEmpty else {
            throw .failed(migration: work.entry.id, isReverting: work.entry.isRemoval, .inUse(uses))
        }
    }

    private func lateBoundFunctions() throws(DatabaseError) -> [LateBoundObject] {
        let home = try connection.texts("SELECT current_schema()").first ?? ""
        return try connection.rows(Self.lateBoundFunctions).compactMap { row in
            guard let kind = row[0].text.flatMap(OwnObjectKind.init), let name = row[1].text, let text = row[2].text
            else { return nil }
            let tables = row[3].text?.split(separator: "\n").map(String.init) ?? []
            return LateBoundObject(kind: kind, name: name, text: text, on: engine, in: home, triggeredBy: tables)
        }
    }

    /// Kind, name, text, and the tables whose triggers call it. Bodies that the server has read (`BEGIN ATOMIC`) have no
    /// text here.
    private static let lateBoundFunctions = """
        SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, p.proname::text, p.prosrc,
            (SELECT string_agg(c.relname, chr(10)) FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
            WHERE t.tgfoid = p.oid AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()))
        FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
        WHERE l.lanname IN ('plpgsql', 'sql')
        AND (p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) OR EXISTS (
            SELECT 1 FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
            WHERE t.tgfoid = p.oid AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())))
        AND NOT EXISTS (
            SELECT 1 FROM pg_depend AS d
            WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
        ORDER BY 1, 2
        """
}
