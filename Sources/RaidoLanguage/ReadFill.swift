package import Raido
import RaidoConsole

/// Reads the value that rows get in a column, as `fill` has it in a model: `0`, `true`, `today`, `Draft`, `sql("…")`. A
/// text needs no quotation marks, unless it would be read as one of the others.
///
/// - Parameters:
///   - table: The column's table when rows get the value. It has the column's enum, and the columns that SQL can name.
///   - engine: The one that runs the SQL.
/// - Returns: Nil for NULL.
package func readFill(
    _ text: String, for column: Column, of table: Table, on engine: Engine
) throws(FillMistake) -> DefaultValue? {
    var enumType: EnumDraft?
    if case .enumeration(let name) = column.type, let type = table.enumType(name) { enumType = EnumDraft(type) }
    let string = ValueSyntax(content: .string(text), span: SourceSpan(path: "", start: 0, end: 0))
    let value = readValue(text)
    for sql in value.map({ WrittenSQL.expressions(in: $0) }) ?? [] where sql.isRead(by: engine) {
        if let message = mistake(in: sql, for: column, of: table, on: engine) { throw FillMistake(reason: message) }
    }
    do throws(ValueMistake) {
        guard let value else { return try read(string, for: column, enumType) }
        do throws(ValueMistake) { return try read(value, for: column, enumType) } catch {
            // What is a word in a model may be a text on the command line.
            guard value.string == nil, let found = try? read(string, for: column, enumType) else { throw error }
            return found
        }
    } catch {
        guard let enumType else { throw FillMistake(reason: error.message.text) }
        throw FillMistake(
            reason: LanguageMessage.noStoredValue(
                text, of: enumType.type.name, stored: enumType.variants.map(\.name)
            ).text)
    }
}

/// Why a value does not fit its column.
package struct FillMistake: Error {
    package var reason: String
}

/// Names a column that the SQL reads and the table does not have then.
private func mistake(in sql: WrittenSQL, for column: Column, of table: Table, on engine: Engine) -> String? {
    var report = Report()
    // Rows have no value in the column itself yet.
    let names = KnownColumns(table.columns.map(\.name).filter { $0 != column.name }, engines: [engine])
    names.check(sql, of: table.name, into: &report) { name, near in
        .unknownColumnThen(name, of: table.name, nearest: near)
    }
    return report.sorted().first { $0.severity == .error }?.message
}

private func read(
    _ value: ValueSyntax, for column: Column, _ enumType: EnumDraft?
) throws(ValueMistake) -> DefaultValue? {
    switch try readLiteral(value, for: column.type, enumType: enumType) {
    case .value(let value): value
    case .null: nil
    }
}

/// The value that a text is in a model; nil where it is none.
private func readValue(_ text: String) -> ValueSyntax? {
    let file = SourceFile(path: "", bytes: Array("{\(text)\n}".utf8))
    let (block, mistakes) = Lexer.read(file, host: .swift, from: 0)
    guard mistakes.count == 0, block.end == file.bytes.count else { return nil }
    var parser = Parser(block)
    parser.position = 1
    parser.groupEnd = block.tokens.count - 1
    guard let value = try? parser.parseValue(), parser.isAtGroupEnd, parser.report.count == 0 else { return nil }
    return value
}

extension EnumDraft {
    /// An enum as a table has it: its values are all that is known of its variants.
    fileprivate init(_ type: EnumType) {
        self.init(type: type, span: SourceSpan(path: "", start: 0, end: 0), isExtension: false)
        variants = type.values.map { value in
            switch value {
            case .text(let text): Variant(name: text, value: value)
            case .number(_, let name): Variant(name: name, value: value)
            }
        }
    }
}
