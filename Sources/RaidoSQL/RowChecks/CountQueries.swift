package import Raido

/// The queries that count the rows which findings are about, on one engine, in a database as it is before the changes.
package struct CountQueries {
    private let dialect: any RowDialect
    private let search: RowCheckSearch
    private var checks: [Key: [RowCheck]] = [:]

    private struct Key: Hashable {
        var rule: RowRule
        var table: String
    }

    /// - Parameter migrations: The changes of each migration, in their order.
    package init(_ engine: Engine, of migrations: [[Change]], on schema: Schema) throws(SchemaMismatch) {
        dialect = engine.rowDialect
        var search = RowCheckSearch(engine, on: schema)
        for changes in migrations {
            for check in try search.next(changes).atStart {
                guard let rule = check.rule.broken else { continue }
                checks[Key(rule: rule, table: check.table), default: []].append(check)
            }
        }
        self.search = search
    }

    package func query(for rows: ConcernedRows) -> String {
        switch rows {
        case .all(let table): return count(table)
        case .present(let columns, let table): return count(table, where: dialect.present(columns))
        case .missing(let column, let table): return count(table, where: "\(dialect.name(column)) IS NULL")
        case .holding(let value, let columns, let table):
            let literal = value.number.map { "\($0)" } ?? dialect.text(value.identity)
            let conditions = columns.map { "\(dialect.name($0)) \(dialect.comparison("=")) \(literal)" }
            return count(table, where: conditions.joined(separator: " OR "))
        case .breaking(let rule, let table, let others):
            let found =
                checks[Key(rule: rule, table: table)]
                ?? search.lastChecks(of: table).filter { $0.rule.broken == rule }
            guard var check = found.first else { return query(for: others) }
            for other in found.dropFirst() where other.source == check.source && !check.rule.countsKeys {
                check.condition = "(\(check.condition)) OR (\(other.condition))"
            }
            return check.countQuery
        }
    }

    private func count(_ table: String, where condition: String? = nil) -> String {
        "SELECT count(*) FROM \(dialect.name(table))" + (condition.map { " WHERE \($0)" } ?? "")
    }
}

extension RowCheck.Rule {
    /// The rule that rows found by the check break; nil where findings have queries of their own.
    fileprivate var broken: RowRule? {
        switch self {
        case .value(let column), .computedValue(let column): .value(column)
        case .unique(_, let key): key.map(RowRule.key)
        case .foreignKey(let name, _, _): .foreignKey(name)
        case .check(let name): .check(name)
        case .type(let column, _), .exactly(let column, _, _): .type(column)
        case .noRows, .enumValue: nil
        }
    }

    fileprivate var countsKeys: Bool {
        if case .unique = self { true } else { false }
    }
}
