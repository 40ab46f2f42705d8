import Raido
import Testing

/// Content that breaks naive quoting.
private let awkward = [
    "", "a", "a b", "it's", "''", "'", "\"", "\"\"", "a\"b'c`d", "`", "[x]", "\\", "\\'", "--", "/* */", ";", "\n",
    "é", "e\u{301}", "\"\u{301}", "'\u{301}", "👩‍👩‍👧", "％", "order", "1", " ",
]

@Suite struct `Quoting` {
    @Test(arguments: awkward) func `an identifier comes back as it was`(name: String) {
        #expect(Array(SQLTokens(quote(name))) == [.quoted(name)])
        #expect(Array(SQLTokens(quote(name, with: "`"))) == [.quoted(name)])
    }

    @Test(arguments: awkward) func `a text comes back as it was`(text: String) {
        #expect(Array(SQLTokens(literal(text))) == [.string(text)])
    }

    @Test func `nothing gets out of its quotation marks`() {
        for left in awkward {
            for right in awkward {
                let text = left + right
                let tokens = Array(SQLTokens("\(literal(text)), \(quote(text))"))
                #expect(tokens == [.string(text), .symbol(","), .quoted(text)])
            }
        }
    }
}
