import Raido

/// Finds what reverting migrations takes of a database as it is now.
///
/// A migration names tables and columns as they were at its time. By the time it is reverted the later ones are, so what
/// is called so now may be another thing: each name is followed to what it is today.
struct LossSearch {
    /// What a name means at the place the search has come to.
    private struct Meaning {
        /// The table's name in the database now, or nil where reverting makes it only then.
        var table: String?
        /// Columns that are called otherwise now, or, where nil, are made on the way.
        var columns: [String: String?] = [:]
    }

    private let engine: Engine
    private var meanings: [String: Meaning] = [:]

    private(set) var found: [DataLoss.Kind] = []

    init(_ engine: Engine) { self.engine = engine }

    mutating func follow(_ changes: [Change]) {
        for change in changes {
            if case .sql(let raw) = change {
                follow(raw.effect)
            } else {
                found += change.losses(on: engine).compactMap(today)
                follow(change)
            }
        }
    }

    private func meaning(_ table: String) -> Meaning { meanings[table] ?? Meaning(table: table) }

    /// The loss under the names of today, or nil where what is lost is not there today.
    private func today(_ loss: DataLoss.Kind) -> DataLoss.Kind? {
        let meaning = meaning(loss.table)
        guard let table = meaning.table else { return nil }
        func column(_ name: String) -> String? { meaning.columns[name] ?? name }
        switch loss {
        case .table: return .table(table)
        case .column(let name, _): return column(name).map { .column($0, table: table) }
        case .values(let name, _): return column(name).map { .values(column: $0, table: table) }
        case .absence(let name, _): return column(name).map { .absence(column: $0, table: table) }
        }
    }

    private mutating func follow(_ change: Change) {
        switch change {
        case .createTable(let table): meanings[table.name] = Meaning(table: nil)
        case .renameTable(let old, let new): meanings[new] = meaning(old)
        case .addColumn(let column, let table, _):
            var meaning = meaning(table)
            meaning.columns[column.name] = .some(nil)
            meanings[table] = meaning
        case .renameColumn(let old, let new, let table):
            var meaning = meaning(table)
            meaning.columns[new] = meaning.columns[old] ?? old
            meanings[table] = meaning
        case .dropTable, .dropColumn, .alterColumn, .changeTableComment, .adoptTable, .releaseTable, .changePrimaryKey,
            .addUnique, .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex, .changeIndex, .renameIndex,
            .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey, .addCheck, .dropCheck,
            .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum, .addEnumValue, .dropEnumValue,
            .renameEnumValue, .renumberEnumValue, .reorderEnum, .sql:
            break
        }
    }
}
