import Testing

@testable import RaidoConsole

@Suite struct `Output on a terminal` {
    @Test(arguments: [
        ("a\tb\nc\r\n", "a\tb\nc\r\n"), ("\u{1B}]0;title\u{7}", "\\u{1b}]0;title\\u{7}"), ("a\rb", "a\\u{d}b"),
        ("\u{9B}31mx", "\\u{9b}31mx"), ("\u{202E}gnp", "\\u{202e}gnp"), ("\u{1B}[2J", "\\u{1b}[2J"),
        ("\u{1B}[8m", "\\u{1b}[8m"), ("\u{61C}\u{200F}\u{2066}", "\\u{61c}\\u{200f}\\u{2066}"),
        ("é\u{301}👩‍👩‍👧", "é\u{301}👩‍👩‍👧"),
    ])
    func `has no control characters of others`(text: String, shown: String) {
        #expect(visibleOutput(text) == shown)
    }

    @Test func `keeps the colours of the program`() {
        let style = Style(isColoured: true)
        for paint in [style.bold, style.dim, style.red, style.green, style.yellow, style.blue] {
            #expect(visibleOutput(paint("a\u{1B}[5mb")) == paint("a\\u{1b}[5mb"))
        }
    }

    @Test func `is the same in GitHub's log`() {
        let diagnostic = Diagnostic(.error, "'\u{1B}[2J\u{9B}'\twrong\n100%", at: nil)
        let format = DiagnosticFormat(reader: .github, sources: [])
        #expect(format.render([diagnostic]) == "::error::'\\u{1b}[2J\\u{9b}'\twrong%0A100%25\n")
    }
}
