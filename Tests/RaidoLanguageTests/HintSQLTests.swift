import Raido
import RaidoConsole
import RaidoLanguage
import Testing

@Suite struct `The SQL of hints` {
    private let text = """
        model! { T, table: "t", fields: {
            kind: text [required, fill: sql("upper(plan_key) || t.note || s.note")],
            size: int [required, fill: sql(postgresql: "kidn", sqlite: "later"), using: "CAST(Kind AS int) + 'x'"],
            word: text [required, fill: "plan_key"],
        } }
        """

    private func messages(_ scopes: HintScope...) throws -> [String] {
        let lines = LineTable(Array(text.utf8))
        return try read(text).mistakes(in: scopes, engines: [.sqlite, .postgresql]).map { diagnostic in
            let place = try #require(diagnostic.span.map { lines.position(of: $0.start) })
            return "\(place.line):\(place.column) \(diagnostic.severity): \(diagnostic.message)"
        }
    }

    @Test func `names of columns that are there are no mistakes`() throws {
        #expect(
            try messages(
                HintScope(key: .fill(table: "t", "kind"), table: "t", columns: ["plan_key", "note"]),
                HintScope(key: .fill(table: "t", "word"), table: "t", columns: [])) == [])
    }

    @Test func `a renamed column goes by its new name, and so does the table`() throws {
        #expect(
            try messages(
                HintScope(
                    key: .fill(table: "t", "kind"), table: "t", columns: ["code", "note"],
                    renamedColumns: ["plan_key": "code"], formerTable: "s")) == [
                    "2:44 error: 'plan_key' is already renamed to 'code' when this SQL runs; write code",
                    "2:67 error: 's' is already renamed to 't' when this SQL runs; write t",
                ])
    }

    @Test func `unknown and later columns are mistakes in the text of each engine`() throws {
        #expect(
            try messages(
                HintScope(
                    key: .fill(table: "t", "size"), table: "t", columns: ["id", "kind"], laterColumns: ["later"])) == [
                    "3:49 error: 't' has no column 'kidn' when this SQL runs; did you mean 'kind'?",
                    "3:65 error: 't' gets the column 'later' only after this SQL runs",
                ])
    }

    @Test func `PostgreSQL reads names without quotes in lower case`() throws {
        #expect(
            try messages(HintScope(key: .expression(table: "t", "size"), table: "t", columns: ["Kind"])) == [
                "3:87 warning: PostgreSQL reads 'Kind' as 'kind', which is not a column; write it in quotation marks: "
                    + "\\\"Kind\\\""
            ])
    }
}
