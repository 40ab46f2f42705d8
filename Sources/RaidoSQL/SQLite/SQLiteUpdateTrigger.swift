package import Raido

/// A trigger of Raido's.
package struct SQLiteTrigger: Hashable, Sendable {
    package var name: String
    package var column: String
    package var creation: SQLStatement
}

/// The triggers that set a table's `setOnUpdate` columns.
///
///     CREATE TRIGGER "tr_articles_updated_at" AFTER UPDATE OF "id", "title" ON "articles"
///     WHEN NEW."updated_at" IS OLD."updated_at" AND (NEW."id" IS NOT OLD."id" OR NEW."title" IS NOT OLD."title")
///     BEGIN UPDATE "articles" SET "updated_at" = CURRENT_TIMESTAMP WHERE "id" = NEW."id"; END
///
/// A value that the statement itself sets is kept, and a row that stays the same keeps its time. The columns that such
/// triggers set are not among those they watch, so none sets off another one, nor itself, with recursive triggers on.
///
/// - Parameter rendering: The words that they are made with. The first versions of Raido found the row by its number,
///   which a table that was made `WITHOUT ROWID` does not have.
package func updateTriggers(of table: Table, as rendering: Rendering = .current) -> [SQLiteTrigger] {
    let watched = table.columns.filter { !$0.isSetOnUpdate && $0.generated == nil }.map { quote($0.name) }.sorted()
    guard !watched.isEmpty else { return [] }
    let row = table.conditionOfNewRow(as: rendering)
    let changed = watched.map { "NEW.\($0) IS NOT OLD.\($0)" }.joined(separator: " OR ")
    return table.columns.filter { $0.isSetOnUpdate && $0.generated == nil }.map { column in
        let name = DerivedName.updateTrigger(table.name, column.name)
        let set = quote(column.name)
        let text = """
            CREATE TRIGGER \(quote(name)) AFTER UPDATE OF \(watched.joined(separator: ", ")) ON \(quote(table.name))
            WHEN NEW.\(set) IS OLD.\(set) AND (\(changed))
            BEGIN
                UPDATE \(quote(table.name)) SET \(set) = \(SQLiteDialect().moment(for: column.type)) \
            WHERE \(row);
            END
            """
        return SQLiteTrigger(
            name: name, column: column.name,
            creation: SQLStatement(text, for: "create the trigger that sets '\(table.name).\(column.name)'"))
    }
}

extension Table {
    /// Whether its key tells each row apart. SQLite lets NULL into some keys, in any number of rows (manual, "CREATE
    /// TABLE", 3.5).
    var hasRequiredKey: Bool {
        !primaryKey.isEmpty && primaryKey.allSatisfy { column($0)?.isNullable == false }
    }

    /// What holds of the row that a trigger is for.
    fileprivate func conditionOfNewRow(as rendering: Rendering) -> String {
        if rendering == .current, hasRequiredKey {
            return primaryKey.map { "\(quote($0)) = NEW.\(quote($0))" }.joined(separator: " AND ")
        }
        let number = rowNumberName ?? "rowid"
        return "\(number) = NEW.\(number)"
    }
}

extension SQLiteDialect {
    func updateTriggers(of table: Table) -> [SQLiteTrigger] { RaidoSQL.updateTriggers(of: table) }
}
