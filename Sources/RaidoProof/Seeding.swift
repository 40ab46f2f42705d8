import Raido
import RaidoRunner

/// Which rows the tables go without, by the tables' names at the beginning.
struct RowExclusions: Hashable {
    private(set) var rows: [String: Set<Int>] = [:]

    func contains(_ row: Int, of table: String) -> Bool { rows[table]?.contains(row) ?? false }

    /// Leaves out rows, and those that refer to them.
    mutating func insert(_ excluded: some Sequence<Int>, of table: String, in schema: Schema) {
        let new = Set(excluded)
        var waiting = [table]
        while let name = waiting.popLast() {
            guard !new.isSubset(of: rows[name] ?? []) else { continue }
            rows[name, default: []].formUnion(new)
            waiting += schema.tables.filter { $0.foreignKeys.contains { $0.referencedTable == name } }.map(\.name)
        }
    }
}

extension BoundaryRows {
    /// Inserts what is not left out and gives the number of rows. A row that the database refuses, because no check
    /// takes it for example, is left out too, with all that would refer to it.
    func insert(
        on connection: any Connection, without exclusions: inout RowExclusions
    ) throws(DatabaseError) -> Int {
        while true {
            let tried = exclusions
            var inserted = 0
            for table in schema.tables {
                for row in 1...count where !tried.contains(row, of: table.name) {
                    do {
                        try connection.run(insertion(of: row, into: table))
                        inserted += 1
                    } catch {
                        guard error.kind != .cannotConnect, error.kind != .stopped else { throw error }
                        exclusions.insert([row], of: table.name, in: schema)
                    }
                }
            }
            if exclusions == tried { return inserted }
            for table in schema.tables { try connection.run("DELETE FROM \(engine.quoted(table.name))") }
        }
    }
}
