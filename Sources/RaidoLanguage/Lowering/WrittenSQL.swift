import Raido
import RaidoConsole

/// A piece of SQL about a table's own columns, as it is written: of a check, a generated column or an index.
struct WrittenSQL {
    var text: String
    /// The engine it is for; nil for all that have no text of their own.
    var engine: Engine?
    /// Engines that have a text of their own in place of this one.
    var otherEngines: Set<Engine> = []
    /// Where the string is.
    var span: SourceSpan

    /// The texts in a value that has been found to be SQL.
    static func texts(in value: ValueSyntax, for engine: Engine? = nil) -> [WrittenSQL] {
        switch value.content {
        case .string(let text): [WrittenSQL(text: text, engine: engine, span: value.span)]
        case .call(_, let arguments): texts(in: arguments)
        case .number, .path, .size, .list: []
        }
    }

    /// The texts of `sql(…)`; any other value is none.
    static func expressions(in value: ValueSyntax) -> [WrittenSQL] {
        if case .call(let name, let arguments) = value.content, name.text == "sql" { texts(in: arguments) } else { [] }
    }

    static func texts(in arguments: [ArgumentSyntax]) -> [WrittenSQL] {
        let engines = arguments.map { argument in argument.label.flatMap { Engine(rawValue: $0.text) } }
        return zip(arguments, engines).flatMap { argument, engine in
            texts(in: argument.value, for: engine).map { text in
                var text = text
                if text.engine == nil { text.otherEngines.formUnion(engines.compactMap(\.self)) }
                return text
            }
        }
    }

    func isRead(by engine: Engine) -> Bool {
        self.engine.map { $0 == engine } ?? !otherEngines.contains(engine)
    }

    /// Where a part of the text is: the whole string, where its escapes have made other places of it.
    func span(of part: Range<Int>) -> SourceSpan {
        guard span.end - span.start == text.utf8.count + 2 else { return span }
        return SourceSpan(
            path: span.path, start: span.start + 1 + part.lowerBound, end: span.start + 1 + part.upperBound)
    }
}

/// Says where SQL names columns that its table does not have, as after a field was removed.
func checkWrittenSQL(of drafts: Drafts, engines: Set<Engine>, into report: inout Report) {
    for draft in drafts.tables where draft.isSound && drafts.included.contains(draft.name) {
        let names = KnownColumns(draft.columns.map(\.column.name), engines: engines)
        for sql in draft.writtenSQL {
            names.check(sql, of: draft.name, into: &report) { name, near in
                .unknownColumn(name, of: draft.name, nearest: near)
            }
            checkEnumValues(in: sql, of: draft, into: &report)
        }
    }
}

/// The columns that SQL can name.
struct KnownColumns {
    /// By their names in lower case.
    private let names: [String: String]
    private let engines: Set<Engine>

    init(_ names: [String], engines: Set<Engine>) {
        self.names = Dictionary(names.map { ($0.lowercased(), $0) }) { first, _ in first }
        self.engines = engines
    }

    /// Whether an engine that reads the SQL reads names in it in lower case.
    private func folds(_ sql: WrittenSQL) -> Bool { engines.contains { $0.facts.foldsNames && sql.isRead(by: $0) } }

    /// Says where the SQL names another column, each name once.
    func check(
        _ sql: WrittenSQL, of table: String, into report: inout Report,
        message: (_ name: String, _ nearest: String?) -> LanguageMessage
    ) {
        var seen: Set<String> = []
        for reference in columnReferences(in: sql, of: table) {
            let folded = reference.name.lowercased()
            if let name = names[folded] {
                if folds(sql) { checkCase(of: reference, to: name, in: sql, into: &report) }
            } else if seen.insert(folded).inserted {
                let near = report.nearest(to: reference.name, among: names.values)
                report.error(message(reference.name, near), at: sql.span(of: reference.range))
            }
        }
    }
}

/// Warns where a name without quotation marks is read in lower case, and the column has other letters.
private func checkCase(
    of reference: ColumnReference, to column: String, in sql: WrittenSQL, into report: inout Report
) {
    guard reference.isBare, column != column.lowercased() else { return }
    report.warning(.unquotedCase(reference.name, of: column), at: sql.span(of: reference.range))
}

/// Warns where SQL compares a column with a value that its enum does not have, as after one was renamed: PostgreSQL
/// refuses that, and elsewhere no row is ever like that.
private func checkEnumValues(in sql: WrittenSQL, of draft: TableDraft, into report: inout Report) {
    for compared in comparedTexts(in: sql, of: draft.name) {
        guard let place = draft.columnPlaces[compared.column.lowercased()],
            case .enumeration(let name) = draft.columns[place].column.type,
            draft.columns[place].column.nativeTypes.isEmpty, let type = draft.enums[name]?.type, type.storesText,
            !type.identities.containsExactly(compared.text)
        else { continue }
        report.warning(
            .unknownEnumValue(compared.text, of: name, nearest: nearest(to: compared.text, among: type.identities)),
            at: sql.span(of: compared.range))
    }
}
