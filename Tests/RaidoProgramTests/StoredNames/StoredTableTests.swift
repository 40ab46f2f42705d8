import Foundation
import Raido
import RaidoTestSupport
import Testing

/// The tables in which databases keep what is applied. Later versions, and scripts, read them by these names.
@Suite struct StoredTableTests {
    @Test(arguments: TestDatabase.engines)
    func theirColumnsStay(engine: Engine) throws {
        let project = try EarlierProject.first.copy()
        try withDatabase(of: engine) { database in
            let outcome = try HistoryProgram.compiled.run("up", on: database, in: project)
            try #require(outcome.status == 0, "\(outcome)")
            // SQLite needs no journal.
            let tables = ["_raido_migrations"] + (engine == .sqlite ? [] : ["_raido_journal"])
            let found = try tables.map { try "\($0)\n\(database.ask(columns(of: $0, on: engine)))\n" }.joined()
            let difference = try Golden("tables/\(engine.rawValue).txt").difference(from: found)
            #expect(difference == nil)
        }
    }

    private func columns(of table: String, on engine: Engine) -> String {
        switch engine {
        case .sqlite:
            "SELECT name, lower(type), \"notnull\", pk FROM pragma_table_info('\(table)') ORDER BY cid"
        case .postgresql:
            """
            SELECT column_name, data_type, is_nullable, is_identity FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = '\(table)' ORDER BY ordinal_position
            """
        case .mysql, .mariadb:
            """
            SELECT column_name, data_type, character_maximum_length, is_nullable, column_key, extra
            FROM information_schema.columns
            WHERE table_schema = database() AND table_name = '\(table)' ORDER BY ordinal_position
            """
        }
    }
}
