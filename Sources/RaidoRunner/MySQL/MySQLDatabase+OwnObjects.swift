import Raido
import RaidoSQL

extension MySQLDatabase {
    /// Refuses a migration that takes away what a person's own view, trigger, routine or event names, before any of it
    /// is made: these engines let it pass, and the object fails when it is used.
    func expectNoUses(in work: Work) throws(MigratorError) {
        let lost = work.lostNames
        if lost.isEmpty { return }
        let objects = try failing { () throws(StepFailure) in
            try asking("look at views, triggers and routines") { () throws(DatabaseError) in try lateBoundObjects() }
        }
        let uses = work.uses(of: lost, in: objects, on: engine)
        guard uses.isEmpty else {
            throw .failed(migration: work.entry.id, isReverting: work.entry.isRemoval, .inUse(uses))
        }
    }

    private func lateBoundObjects() throws(DatabaseError) -> [LateBoundObject] {
        let home = try connection.texts("SELECT DATABASE()").first ?? ""
        return try connection.rows(Self.lateBoundObjects).compactMap { row in
            guard let kind = row[0].text.flatMap(OwnObjectKind.init), let name = row[1].text, let text = row[2].text
            else { return nil }
            let tables = row[3].text.map { [$0] } ?? []
            return LateBoundObject(kind: kind, name: name, text: text, on: engine, in: home, triggeredBy: tables)
        }
    }

    /// Kind, name, text, and the table of a trigger. What the user may not see has no text here.
    private static let lateBoundObjects = """
        SELECT 'view', table_name, view_definition, NULL
        FROM information_schema.views WHERE table_schema = DATABASE()
        UNION ALL
        SELECT 'trigger', trigger_name, action_statement, event_object_table
        FROM information_schema.triggers WHERE trigger_schema = DATABASE()
        UNION ALL
        SELECT lower(routine_type), routine_name, routine_definition, NULL
        FROM information_schema.routines WHERE routine_schema = DATABASE()
        UNION ALL
        SELECT 'event', event_name, event_definition, NULL
        FROM information_schema.events WHERE event_schema = DATABASE()
        ORDER BY 1, 2
        """
}
