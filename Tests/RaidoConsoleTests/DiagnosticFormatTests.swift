import RaidoConsole
import Testing

private let source = SourceFile(
    path: "entities/a.swift", bytes: Array("\u{FEFF}model! {\r\n\tÄ: txt [required],\r\n}".utf8))
/// `txt` in the second line: three bytes of mark, ten of the first line, tab, two bytes of Ä, colon and space.
private let span = SourceSpan(path: source.path, start: 18, end: 21)

@Test func aMessageShowsItsLineAndACaretUnderTheSpan() {
    let format = DiagnosticFormat(sources: [source])
    let diagnostic = Diagnostic(
        .error, "unknown type 'txt'", at: span,
        notes: [.init("see here", at: SourceSpan(path: source.path, start: 3, end: 8)), .init("and think")])
    #expect(
        format.render([diagnostic]) == """
            entities/a.swift:2:5: error: unknown type 'txt'
                2 | \tÄ: txt [required],
                  | \t   ^~~
            entities/a.swift:1:1: note: see here
                1 | model! {
                  | ^~~~~
            note: and think

            """)
}

@Test func messagesComeInTheOrderOfTheirPlaces() {
    let early = SourceSpan(path: source.path, start: 3, end: 8)
    let text = DiagnosticFormat(sources: [source]).render([
        Diagnostic(.error, "second", at: span), Diagnostic(.warning, "first", at: early),
        Diagnostic(.error, "of no file", at: nil),
    ])
    let lines = text.split(separator: "\n").filter { $0.contains("error") || $0.contains("warning") }
    #expect(lines.map { $0.split(separator: " ").last } == ["file", "first", "second"])
}

@Test func `advice that messages in a row end with is given once`() {
    let notes = { (first: String) in [first, "do this", "or that"].map { Diagnostic.Note($0) } }
    let text = DiagnosticFormat(sources: []).render([
        Diagnostic(.error, "one", at: nil, notes: notes("a")), Diagnostic(.error, "two", at: nil, notes: notes("b")),
        Diagnostic(.error, "three", at: nil),
    ])
    #expect(
        text == """
            error: one
            note: a
            error: two
            note: b
            note: do this
            note: or that
            error: three

            """)
}

@Test func annotationsForGitHubEscapeWhatWouldEndThem() {
    let format = DiagnosticFormat(reader: .github, sources: [source])
    #expect(
        format.render([Diagnostic(.error, "100%\nwrong", at: span)])
            == "::error file=entities/a.swift,line=2,col=5::100%25%0Awrong\n")
}

@Test func aSpanAtTheEndOfTheFileIsShown() {
    let end = SourceSpan(path: source.path, start: source.bytes.count, end: source.bytes.count)
    #expect(
        DiagnosticFormat(sources: [source]).render([Diagnostic(.error, "x", at: end)]).contains("a.swift:3:2: error"))
}

@Test(arguments: [
    ("txt", "text"), ("cascad", "cascade"), ("requierd", "required"), ("xyzzy", nil), ("", nil), ("intger", "integer"),
])
func theNearestWordIsFoundWhenItIsNearEnough(word: String, expected: String?) {
    #expect(nearest(to: word, among: ["text", "cascade", "required", "integer", "restrict"]) == expected)
}

@Test(arguments: [
    ("datee", "date"), ("Datee", "Date"), ("bol", "bool"), ("Boool", "Bool"), ("BOOL", "bool"), ("date", "date"),
    ("Date", "Date"), ("DATE", "date"),
])
func ofEquallyNearWordsTheOneInTheSameStyleIsMeant(word: String, expected: String) {
    for words in [["Bool", "Date", "bool", "date"], ["date", "bool", "Date", "Bool"]] {
        #expect(nearest(to: word, among: words) == expected)
    }
}

@Test func `words in capitals are not suggested for words in lower case, and a shared end decides`() {
    #expect(nearest(to: "uuidd", among: ["UUID", "Uuid", "uuid"]) == "uuid")
    #expect(nearest(to: "timestampz", among: ["timestamp", "timestamptz"]) == "timestamptz")
}

@Test func aLongLineIsCutAroundTheCaret() throws {
    let line = String(repeating: "aé", count: 5000)
    let source = SourceFile(path: "a.swift", bytes: Array("first\n\(line)\nlast".utf8))
    let format = DiagnosticFormat(sources: [source])
    // Of the second line: its beginning, its middle and its end, in bytes.
    for (offset, column) in [(6, 1), (6 + 3 * 2500, 5001), (6 + 3 * 5000, 10001)] {
        let text = format.render([
            Diagnostic(.error, "x", at: SourceSpan(path: "a.swift", start: offset, end: offset + 6))
        ])
        let lines = text.split(separator: "\n")
        #expect(lines[0] == "a.swift:2:\(column): error: x")
        let (code, caret) = (lines[1].dropFirst(8), lines[2].dropFirst(8))
        #expect(code.count == 160)
        #expect(code.hasPrefix("…") == (column > 1) && code.hasSuffix("…") == (column < 10001))
        #expect(caret.count <= 161 && caret.hasSuffix(column > 10000 ? "^" : "^~~~"))
        if column < 10001 { #expect(code.dropFirst(caret.prefix { $0 == " " }.count).hasPrefix("aéaé")) }
    }
}

@Test func aMessageInAVeryLongLineTakesNoTimeOfItsLength() {
    // With time in proportion to the line for each message, these are 4·10¹¹ steps.
    let source = SourceFile(path: "a.swift", bytes: [UInt8](repeating: 0x61, count: 4 << 20))
    let diagnostics = (0..<100_000).map { place in
        Diagnostic(.error, "x", at: SourceSpan(path: "a.swift", start: place * 40, end: place * 40 + 3))
    }
    let text = DiagnosticFormat(reader: .github, sources: [source]).render(diagnostics)
    #expect(text.hasSuffix(",line=1,col=3999961::x\n"))
}

@Test func coloursNeedATerminalAndNobodyWhoRefusesThem() {
    #expect(Style(isTerminal: true, noColor: nil, terminalName: "xterm").isColoured)
    #expect(!Style(isTerminal: true, noColor: "1", terminalName: "xterm").isColoured)
    #expect(Style(isTerminal: true, noColor: "", terminalName: "xterm").isColoured)
    #expect(!Style(isTerminal: false, noColor: nil, terminalName: "xterm").isColoured)
    #expect(!Style(isTerminal: true, noColor: nil, terminalName: "dumb").isColoured)
}
