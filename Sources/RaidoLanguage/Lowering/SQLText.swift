import Raido
import RaidoConsole

/// A value that is not what is asked for, and where it is.
struct ValueMistake: Error {
    var message: LanguageMessage
    var span: SourceSpan

    init(_ message: LanguageMessage, at span: SourceSpan) {
        self.message = message
        self.span = span
    }
}

/// SQL as it is written: `"views >= 0"`, `sql("…")`, `sql(postgresql: "…", sqlite: "…")`.
func readSQL(_ value: ValueSyntax) throws(ValueMistake) -> SQLFragment {
    switch value.content {
    case .string(let text):
        if let mistake = mistake(inSQL: text, for: nil) { throw ValueMistake(mistake, at: value.span) }
        return SQLFragment(text)
    case .call(let name, let arguments) where name.text == "sql":
        return try readSQL(arguments, at: value.span)
    case .number, .path, .size, .call, .list:
        throw ValueMistake(.expected("SQL in quotes", found: value.shown), at: value.span)
    }
}

/// SQL as the arguments of an option or of `sql(…)`: one text for all engines, or one for each by its name.
func readSQL(_ arguments: [ArgumentSyntax], at span: SourceSpan) throws(ValueMistake) -> SQLFragment {
    if arguments.count == 1, arguments[0].label == nil, arguments[0].value.string == nil {
        return try readSQL(arguments[0].value)
    }
    var fragment = SQLFragment(nil)
    for argument in arguments {
        guard let text = argument.value.string else {
            throw ValueMistake(
                .expected("SQL in quotes", found: argument.value.shown), at: argument.value.span)
        }
        let engine = argument.label.flatMap { Engine(rawValue: $0.text) }
        if let mistake = mistake(inSQL: text, for: engine) { throw ValueMistake(mistake, at: argument.value.span) }
        guard let label = argument.label else {
            guard fragment.common == nil else { throw ValueMistake(.givenTwice("SQL"), at: argument.value.span) }
            fragment.common = text
            continue
        }
        guard let engine else {
            let engines = Engine.allCases.map(\.rawValue)
            throw ValueMistake(
                .unknownEngine(label.text, nearest: nearest(to: label.text, among: engines)), at: label.span)
        }
        guard fragment.overrides.updateValue(text, forKey: engine) == nil else {
            throw ValueMistake(.givenTwice(label.text), at: label.span)
        }
    }
    guard fragment.common != nil || !fragment.overrides.isEmpty else { throw ValueMistake(.emptySQL, at: span) }
    return fragment
}

/// What keeps a text from being an expression, whatever is in it: it is put between brackets, and other words of a
/// statement follow.
private func mistake(inSQL text: String, for engine: Engine?) -> LanguageMessage? {
    var open: [String] = []
    var isEmpty = true
    for piece in SQLPieces(text, for: engine) {
        switch piece.content {
        case .blank: continue
        case .comment: return .commentInSQL
        case .token(let token):
            isEmpty = false
            if !piece.isClosed { return .unclosedQuoteInSQL }
            guard case .symbol(let symbol) = token else { continue }
            switch symbol {
            case ";": return .semicolonInSQL
            case "(": open.append(")")
            case "[": open.append("]")
            case ")", "]": if open.popLast() != symbol { return .bracketInSQL(symbol) }
            default: continue
            }
        }
    }
    if let closing = open.last { return .missingBracketInSQL(closing) }
    return isEmpty ? .emptySQL : nil
}

extension ValueSyntax {
    /// The value as messages show it.
    var shown: String {
        switch content {
        case .string(let text): "\"\(shortened(text))\""
        case .number(let number): "'\(shortened(number.text))'"
        case .path(let parts): "'\(parts.joined(separator: "."))'"
        case .size(let bytes): "\(bytes) bytes"
        case .call(let name, _): "'\(name.text)(…)'"
        case .list: "a list"
        }
    }

    /// A message is for reading, however much someone wrote.
    private func shortened(_ text: String) -> String { text.count > 80 ? text.prefix(80) + "…" : text }
}
