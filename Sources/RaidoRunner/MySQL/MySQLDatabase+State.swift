import Raido
import RaidoSQL

// What the database says of the things that a statement changes: text for text the same before and after a statement
// that was not made, and another one after it was.
extension MySQLDatabase {
    /// Stands for the definition of what does not exist.
    static let absence = "not there"

    func state(of subject: StatementSubject) throws(StepFailure) -> String {
        switch subject {
        case .definitions(let things):
            var lines: [String] = []
            for thing in things { lines.append("\(thing): \(try definition(of: thing) ?? Self.absence)") }
            return lines.joined(separator: "\n")
        case .anything:
            return try asking("read the definitions") { () throws(DatabaseError) in try stateOfEverything() }
        case .rows, .session, .calling, .traceless, .transaction: return ""
        }
    }

    /// The statement that would make it, or nil where it does not exist.
    func definition(of thing: SchemaObject) throws(StepFailure) -> String? {
        try asking("look at \(thing)") { () throws(DatabaseError) in
            switch thing {
            case .table(let name): try tableDefinition(name)
            case .trigger(let name):
                try told(
                    """
                    SELECT concat_ws(' ', event_object_table, action_timing, event_manipulation, action_statement)
                    FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = ?
                    """, name)
            case .procedure(let name): try told("\(Self.routine) AND routine_type = 'PROCEDURE'", name)
            case .function(let name): try told("\(Self.routine) AND routine_type = 'FUNCTION'", name)
            case .event(let name):
                try told(
                    """
                    SELECT concat_ws(' ', event_definition, status, interval_value, interval_field, execute_at, last_altered)
                    FROM information_schema.events WHERE event_schema = DATABASE() AND event_name = ?
                    """, name)
            }
        }
    }

    private func told(_ query: String, _ name: String) throws(DatabaseError) -> String? {
        try connection.texts(query, [.text(name)]).first
    }

    private static let routine = """
        SELECT concat_ws(' ', routine_type, dtd_identifier, routine_definition, security_type, routine_comment, last_altered)
        FROM information_schema.routines WHERE routine_schema = DATABASE() AND routine_name = ?
        """

    func tableDefinition(_ name: String) throws(DatabaseError) -> String? {
        do {
            return try connection.rows("SHOW CREATE TABLE \(backtickQuote(name))").first?.dropFirst().first?.text
                .map(withoutCounter)
        } catch {
            // Error 1146: there is no such table.
            guard error.code == 1146 else { throw error }
            return nil
        }
    }

    /// A definition without the number that the next row gets, which others move on.
    private func withoutCounter(_ definition: String) -> String {
        let mark = " AUTO_INCREMENT="
        let lines = definition.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.hasPrefix(")"), let range = line.firstRange(of: mark),
                line.firstRange(of: " COMMENT=").map({ range.lowerBound < $0.lowerBound }) ?? true
            else { return line }
            return line[..<range.lowerBound] + line[range.upperBound...].drop(while: \.isNumber)
        }
        return lines.joined(separator: "\n")
    }

    /// A line for each table, view, trigger, routine and event, with a hash of its definition.
    private func stateOfEverything() throws(DatabaseError) -> String {
        var lines: [String] = []
        func add(_ kind: String, _ name: String, _ definition: String) {
            lines.append("\(kind) \(name): \(FNV1a.hexadecimal(FNV1a.hash64(definition.utf8), digits: 16))")
        }
        let own = historyTable.hiddenNames.sorted().map(literal).joined(separator: ", ")
        for name in try connection.texts(
            """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name NOT IN (\(own))
            """)
        { add("table", name, try tableDefinition(name) ?? "") }
        for (kind, query) in Self.otherDefinitions {
            for row in try connection.rows(query) { add(kind, row[0].text ?? "", row[1].text ?? "") }
        }
        return lines.sorted().joined(separator: "\n")
    }

    private static let otherDefinitions = [
        (
            "trigger",
            """
            SELECT trigger_name, concat_ws(' ', event_object_table, action_timing, event_manipulation, action_statement)
            FROM information_schema.triggers WHERE trigger_schema = DATABASE()
            """
        ),
        (
            "routine",
            """
            SELECT routine_name, concat_ws(' ', routine_type, dtd_identifier, routine_definition, last_altered)
            FROM information_schema.routines WHERE routine_schema = DATABASE()
            """
        ),
        (
            "event",
            """
            SELECT event_name, concat_ws(' ', event_definition, status, last_altered)
            FROM information_schema.events WHERE event_schema = DATABASE()
            """
        ),
    ]
}
