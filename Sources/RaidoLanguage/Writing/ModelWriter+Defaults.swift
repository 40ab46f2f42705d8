import Raido
import RaidoConsole

extension ModelWriter {
    /// A default as the language writes it for that column: as SQL, where no literal fits the type.
    mutating func literal(_ value: DefaultValue, _ column: Column) -> String {
        if case .sql(let fragment) = value { return call(fragment) }
        if let text = text(value), isRead(value, column) { return text }
        remarks.append("The default of '\(column.name)' is not a value of its type; it is written as SQL.")
        return call(SQLFragment(sqlText(value)))
    }

    private func text(_ value: DefaultValue) -> String? {
        switch value {
        case .string(let text): quoted(text)
        case .integer(let number): "\(number)"
        case .unsigned(let number): "\(number)"
        case .decimal(let digits): digits
        case .boolean(let isTrue): isTrue ? "true" : "false"
        case .now: "now"
        case .today: "today"
        case .uuid: "uuid"
        case .sql: nil
        }
    }

    private func sqlText(_ value: DefaultValue) -> String {
        switch value {
        case .string(let text):
            "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
        case .now: "CURRENT_TIMESTAMP"
        case .today: "CURRENT_DATE"
        case .integer, .unsigned, .decimal, .boolean, .uuid, .sql: text(value) ?? ""
        }
    }

    private func call(_ fragment: SQLFragment) -> String {
        let texts = fragment.overrides.sorted { $0.key < $1.key }.map { "\($0.key.rawValue): \(quoted($0.value))" }
        return "sql(\(([fragment.common.map { quoted($0) }].compactMap { $0 } + texts).joined(separator: ", ")))"
    }

    /// Whether the language takes the literal for a column of that type.
    private func isRead(_ value: DefaultValue, _ column: Column) -> Bool {
        if case .enumeration(let name) = column.type {
            let identities = table.enumType(name)?.values ?? []
            return identities.contains { identity in
                switch (identity, value) {
                case (.text(let text), .string(let other)): text == other
                case (.number(let number, _), .integer(let other)): number == other
                default: false
                }
            }
        }
        let place = SourceSpan(path: "", start: 0, end: 0)
        guard let content = content(of: value) else { return false }
        let syntax = ValueSyntax(content: content, span: place)
        guard case .value? = try? readLiteral(syntax, for: column.type, enumType: nil) else { return false }
        return true
    }

    private func content(of value: DefaultValue) -> ValueSyntax.Content? {
        switch value {
        case .string(let text): .string(text)
        case .integer(let number): .number(NumberSyntax(text: "\(number)", isDecimal: false))
        case .unsigned(let number): .number(NumberSyntax(text: "\(number)", isDecimal: false))
        case .decimal(let digits): .number(NumberSyntax(text: digits, isDecimal: true))
        case .boolean(let isTrue): .path([isTrue ? "true" : "false"])
        case .now: .path(["now"])
        case .today: .path(["today"])
        case .uuid: .path(["uuid"])
        case .sql: nil
        }
    }
}
