package import Raido

/// How Raido spells what its first versions spelled otherwise. A database keeps the words that it was made with, so both
/// are read; only the current ones are written.
package enum Rendering: CaseIterable, Sendable {
    /// Instants in the session's time and UUIDs of version 1 on MySQL and MariaDB; on SQLite UUIDs that are told apart
    /// by case, and triggers that find rows by their number.
    case first
    /// Instants in UTC, random UUIDs, and whatever their case; rows by their key.
    case current
}

extension Schema {
    /// The columns and indexes that older versions made in other words, by what inspecting a database tells.
    ///
    /// - Parameters:
    ///   - expected: The schema as a database that this version made would tell it.
    ///   - found: What a database tells.
    /// - Returns: Those that are as an older version would have made them, or left out.
    package func olderParts(beside expected: Schema, found: Schema, on engine: Engine) -> [SchemaElement] {
        let different = expected.tables.filter { table in found[table.name].map { $0 != table } ?? false }
        guard !different.isEmpty else { return [] }
        let older = Rendering.allCases.filter { $0 != .current }.map { normalised(self, for: engine, as: $0) }
        return different.flatMap { table in
            let there = found[table.name]
            let olderTables = older.map { $0[table.name] }
            let columns = table.columns.filter { column in
                guard let present = there?.column(column.name), present != column else { return false }
                return olderTables.contains { $0?.column(column.name) == present }
            }
            let indexes = table.indexes.filter { index in
                let present = there?.index(index.name)
                return present != index && olderTables.contains { $0?.index(index.name) == present }
            }
            let elements: [SchemaElement] = columns.map { .column($0.name, table: table.name) }
            return elements + indexes.map { .index($0.name, table: table.name) }
        }
    }
}

extension Table {
    package func index(_ name: String) -> Index? { indexes.first { $0.name == name } }

    /// The columns that older versions defined by other SQL on some engine.
    package var columnsInNewWords: [Column] {
        columns.filter { column in
            column.generated == nil && Engine.allCases.contains { $0.dialect.hasNewWords(column) }
        }
    }
}
