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

@Test func coloursNeedATerminalAndNobodyWhoRefusesThem() {
    #expect(Style(isTerminal: true, noColor: nil, terminalName: "xterm").isColoured)
    #expect(!Style(isTerminal: true, noColor: "1", terminalName: "xterm").isColoured)
    #expect(Style(isTerminal: true, noColor: "", terminalName: "xterm").isColoured)
    #expect(!Style(isTerminal: false, noColor: nil, terminalName: "xterm").isColoured)
    #expect(!Style(isTerminal: true, noColor: nil, terminalName: "dumb").isColoured)
}
