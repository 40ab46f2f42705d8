import Raido

/// The expressions that fill columns which pending changes add, as long as they say the same of the rows as they will be.
struct PendingFills {
    private struct Filled: Hashable {
        var table: String
        var column: String
    }

    private struct Expression {
        var fragment: SQLFragment
        /// The columns that it names.
        var sources: [String]
    }

    private var expressions: [Filled: Expression] = [:]

    func expression(of column: String, in table: String) -> SQLFragment? {
        expressions[Filled(table: table, column: column)]?.fragment
    }

    /// - Parameter schema: The schema before the change.
    mutating func follow(_ change: Change, in schema: Schema, _ dialect: any RowDialect) {
        switch change {
        case .addColumn(let column, let name, .value(.sql(let fragment))):
            guard column.generated == nil, let table = schema[name],
                let text = dialect.expression(fragment, over: table),
                !SQLPieces(text, for: dialect.engine).compactMap(\.token).takesNumberOfSequence
            else { return }
            expressions[Filled(table: name, column: column.name)] = Expression(
                fragment: fragment, sources: dialect.columns(namedIn: text, of: table))
        case .alterColumn(let table, let old, _, _, _): forget(old.name, of: table)
        case .renameColumn(let old, _, let table): forget(old, of: table)
        case .dropColumn(let column, let table): forget(column.name, of: table)
        case .renameTable(let old, _): expressions = expressions.filter { $0.key.table != old }
        case .addEnumValue(_, _, let table, _), .dropEnumValue(_, _, let table, _, _),
            .renameEnumValue(_, _, _, let table), .renumberEnumValue(_, _, _, _, let table):
            expressions = expressions.filter { $0.key.table != table }
        case .sql: expressions = [:]
        case .createTable, .dropTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn, .changePrimaryKey,
            .addUnique, .dropUnique, .changeUnique, .renameUnique, .addIndex, .dropIndex, .changeIndex, .renameIndex,
            .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey, .addCheck, .dropCheck, .changeCheck,
            .renameCheck, .createEnum, .dropEnum, .renameEnum, .reorderEnum:
            return
        }
    }

    /// Rows were filled with what the column held before.
    private mutating func forget(_ column: String, of table: String) {
        expressions = expressions.filter { filled, expression in
            filled.table != table || (filled.column != column && !expression.sources.contains(column))
        }
    }
}
