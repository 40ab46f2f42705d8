import Raido

extension PostgreSQLDialect {
    func expression(
        _ value: DefaultValue, for column: Column, in table: Table
    ) throws(UnsupportedChange) -> String {
        switch value {
        case .string(let text):
            guard let number = number(named: text, for: column, in: table) else { return literal(text) }
            return "\(number)"
        case .integer(let number):
            if column.type == .boolean, (0...1).contains(number) { return number == 1 ? "true" : "false" }
            return "\(number)"
        case .unsigned(let number): return "\(number)"
        case .decimal(let digits): return digits
        case .boolean(let isTrue): return isTrue ? "true" : "false"
        case .now: return moment(for: column.type)
        case .today: return "CURRENT_DATE"
        case .uuid: return "pg_catalog.gen_random_uuid()"
        case .sql(let fragment): return "(\(try text(fragment, of: .column(column.name, table: table.name))))"
        }
    }

    /// The current moment as the type holds it.
    func moment(for type: ColumnType) -> String {
        if type == .date { return "CURRENT_DATE" }
        return type == .time ? "LOCALTIME" : "CURRENT_TIMESTAMP"
    }

    /// The number that a value of an integer enum stands for.
    private func number(named name: String, for column: Column, in table: Table) -> Int64? {
        guard case .enumeration(let typeName) = column.type, let type = table.enumType(typeName), !type.storesText
        else { return nil }
        for case .number(let number, name) in type.values { return number }
        return nil
    }
}
