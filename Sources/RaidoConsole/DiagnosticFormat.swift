/// Turns diagnostics into text, with the source lines they are about.
package struct DiagnosticFormat {
    /// Who reads it: the user, or GitHub's annotations on a pull request.
    package enum Reader: String, CaseIterable, Sendable { case text, github }

    private let reader: Reader
    private let style: Style
    private let lines: [String: LineTable]

    package init(reader: Reader = .text, style: Style = .plain, sources: [SourceFile]) {
        self.reader = reader
        self.style = style
        lines = Dictionary(sources.map { ($0.path, LineTable($0.bytes)) }) { first, _ in first }
    }

    /// The messages in the order of their places, each ended by a newline.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        let sorted = diagnostics.sorted(by: precedes)
        switch reader {
        case .text: return sorted.indices.map { text(sorted.sayingAdviceOnce(at: $0)) }.joined()
        case .github: return sorted.map(annotation).joined()
        }
    }

    /// Where a span begins: `entities/article.swift:12:19`.
    package func place(_ span: SourceSpan) -> String {
        guard let table = lines[span.path] else { return span.path }
        let position = table.position(of: span.start)
        return "\(span.path):\(position.line):\(position.column)"
    }

    package func position(_ span: SourceSpan) -> LineTable.Position? {
        lines[span.path]?.position(of: span.start)
    }

    private func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        switch (left.span, right.span) {
        case (let left?, let right?): (left.path, left.start) < (right.path, right.start)
        case (nil, _?): true
        case (_, nil): false
        }
    }

    private func text(_ diagnostic: Diagnostic) -> String {
        var result = headline(diagnostic.severity, diagnostic.message, at: diagnostic.span)
        if let span = diagnostic.span { result += excerpt(span) }
        for note in diagnostic.notes {
            result += headline(.note, note.message, at: note.span)
            if let span = note.span { result += excerpt(span) }
        }
        return result
    }

    private func headline(_ severity: Diagnostic.Severity, _ message: String, at span: SourceSpan?) -> String {
        let label =
            switch severity {
            case .error: style.red("error:")
            case .warning: style.yellow("warning:")
            case .note: style.blue("note:")
            }
        let start = span.map { style.bold(visible(place($0)) + ":") + " " } ?? ""
        return "\(start)\(label) \(style.bold(visible(message)))\n"
    }

    /// The source line, and a caret under the span. A long line is cut around the caret.
    private func excerpt(_ span: SourceSpan) -> String {
        guard let table = lines[span.path] else { return "" }
        let window = table.window(at: span.start, columns: 160)
        let shown = window.text.unicodeScalars.map { isInvisible(Character($0)) ? "\u{FFFD}" : $0 }
        let number = String(table.position(of: span.start).line)
        let gutter = String(repeating: " ", count: max(5, number.count + 1))
        let indent = shown.prefix(window.column - 1).map { $0 == "\t" ? "\t" : " " }.joined()
        let width = min(table.width(from: span.start, to: span.end), max(1, shown.count - window.column + 1))
        let marker = "^" + String(repeating: "~", count: width - 1)
        let label = String(repeating: " ", count: gutter.count - number.count) + number
        let text = String(String.UnicodeScalarView(shown))
        return "\(style.dim(label + " |")) \(text)\n\(style.dim(gutter + " |")) \(indent)\(style.green(marker))\n"
    }

    /// A workflow command of GitHub Actions, with its escapes.
    private func annotation(_ diagnostic: Diagnostic) -> String {
        let kind = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
        var properties = ""
        if let span = diagnostic.span {
            properties = " file=\(escape(span.path, property: true))"
            if let position = position(span) { properties += ",line=\(position.line),col=\(position.column)" }
        }
        let notes = diagnostic.notes.map { note in
            "\n" + (note.span.map { place($0) + ": " } ?? "") + note.message
        }
        return "::\(kind)\(properties)::\(escape(diagnostic.message + notes.joined(), property: false))\n"
    }

    private func escape(_ text: String, property: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where property: result += "%3A"
            case "," where property: result += "%2C"
            // The log that shows it obeys them as a terminal does.
            case _ where isControl(scalar) && scalar != "\t": result += spelled(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension [Diagnostic] {
    /// The message without the final advice that it shares with the next one: the last of several messages gives it.
    fileprivate func sayingAdviceOnce(at place: Int) -> Diagnostic {
        var diagnostic = self[place]
        guard place + 1 < count else { return diagnostic }
        let pairs = zip(diagnostic.notes.reversed(), self[place + 1].notes.reversed())
        diagnostic.notes.removeLast(pairs.prefix { $0 == $1 && $0.span == nil }.count)
        return diagnostic
    }
}
