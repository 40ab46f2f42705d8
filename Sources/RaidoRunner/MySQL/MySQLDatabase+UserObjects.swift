import Raido
import RaidoSQL

extension MySQLDatabase {
    /// Refuses a migration that takes away what the user's own view, trigger, routine, event or index names, before any
    /// of it is made: these engines let it pass, and the object fails when it is used, or is gone.
    func expectNoUses(in work: Work) throws(MigratorError) {
        if let obstacle = try obstacle(to: work) {
            throw .failed(migration: work.entry.id, isReverting: work.entry.isRemoval, obstacle)
        }
    }

    /// What the user has made that the work would break, or take away without a word.
    private func obstacle(to work: Work) throws(MigratorError) -> StepFailure? {
        try failing { () throws(StepFailure) in
            let found = try asking("look at views, triggers, routines, indexes and checks") {
                () throws(DatabaseError) -> StepFailure? in
                let uses = try uses(of: work)
                if !uses.isEmpty { return .inUse(uses) }
                if let lost = try lostColumnCheck(in: work) { return lost }
                if let missing = try missingIndex(in: work) { return missing }
                return try zeroDatesInTheWay(of: work)
            }
            if let found { return found }
            if let lost = try lostTrait(in: work) { return lost }
            return try lostOptions(in: work)
        }
    }

    /// Refuses what is in the way of one of several migrations, before the first of them is made.
    package func expectFeasible(_ works: [Work]) throws(MigratorError) {
        for work in works {
            try expectTypes(of: work)
            try expectKeys(of: work)
            try expectTriggers(of: work)
            try singleStatements(of: work)
        }
        // By the names of today, and raw SQL of an earlier one may see to what a later one takes away.
        guard let all = works.indices.last.map({ Work(joining: works[...$0]) }), try obstacle(to: all) != nil else {
            return
        }
        for place in works.indices { try expectNoUses(in: Work(joining: works[...place])) }
    }

    private func uses(of work: Work) throws(DatabaseError) -> [UserObjectUse] {
        let (lost, taken) = (work.lostNames, LostNames(work.changes).lostToIndexes)
        let objects = lost.isEmpty ? [] : work.uses(of: lost, in: try lateBoundObjects(), on: engine)
        return taken.isEmpty ? objects : objects + work.uses(of: taken, in: try indexes(), on: engine)
    }

    private func indexes() throws(DatabaseError) -> [IndexedColumns] {
        var indexes: [IndexedColumns] = []
        for row in try connection.rows(Self.indexedColumns) {
            guard let table = row[0].text, let name = row[1].text, let column = row[2].text else { continue }
            if indexes.last?.table == table, indexes.last?.name == name {
                indexes[indexes.count - 1].columns.append(column)
            } else {
                indexes.append(IndexedColumns(table: table, name: name, columns: [column]))
            }
        }
        return indexes
    }

    /// The columns of indexes, those of one together. The primary key is no one's own.
    private static let indexedColumns = """
        SELECT table_name, index_name, column_name FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND index_name <> 'PRIMARY' AND column_name IS NOT NULL
        ORDER BY 1, 2, seq_in_index
        """

    private func lateBoundObjects() throws(DatabaseError) -> [LateBoundObject] {
        let home = try connection.texts("SELECT DATABASE()").first ?? ""
        return try connection.rows(Self.lateBoundObjects).compactMap { row in
            guard let kind = row[0].text.flatMap(UserObjectKind.init), let name = row[1].text, let text = row[2].text
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
