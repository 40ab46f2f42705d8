import Raido

extension Engine {
    var rowDialect: RowDialect { RowDialect(engine: self) }
}

/// How an engine spells what the checks need.
struct RowDialect: Hashable, Sendable {
    var engine: Engine

    func name(_ text: String) -> String {
        switch engine {
        case .postgresql: quote(text)
        case .mysql, .mariadb: backtickQuote(text)
        case .sqlite: sqliteColumn(text)
        }
    }

    func list(_ names: [String]) -> String { names.map(name).joined(separator: ", ") }
    func text(_ text: String) -> String { engine.isOfMySQLFamily ? backslashLiteral(text) : literal(text) }

    /// - Parameter table: the one whose columns the text may name.
    func expression(_ fragment: SQLFragment, over table: Table) -> String? {
        fragment.text(for: engine).map { text in
            switch engine {
            case .postgresql: PostgreSQLDialect().condition(text)
            case .mysql, .mariadb: backtickExpression(text, words: backslashLiteral)
            case .sqlite: sqliteExpression(text, over: table)
            }
        }
    }

    func columns(namedIn text: String, of table: Table) -> [String] {
        let words = Set(SQLPieces(text, for: engine).compactMap { $0.token?.identifier?.lowercased() })
        return table.columns.map(\.name).filter { words.contains($0.lowercased()) }
    }

    /// A value that is the same whenever it is asked for; nil for others.
    func constant(_ value: DefaultValue) -> String? {
        switch value {
        case .string(let text): self.text(text)
        case .integer(let number): "\(number)"
        case .unsigned(let number): "\(number)"
        case .decimal(let digits): digits
        case .boolean(let isTrue): engine == .postgresql ? "\(isTrue)" : (isTrue ? "1" : "0")
        case .now, .today, .uuid, .sql: nil
        }
    }

    func present(_ columns: [String]) -> String {
        columns.map { "\(name($0)) IS NOT NULL" }.joined(separator: " AND ")
    }
}
