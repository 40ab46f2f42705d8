import Raido
import RaidoConsole
import RaidoProject
import Testing

/// What is said to snapshots that cannot be read, at which place.
@Suite struct DamagedSnapshotTests {
    private func complaint(_ text: String, path: String = "snapshots/a.json") -> String? {
        let file = SourceFile(path: path, bytes: Array(text.utf8))
        return problem { () throws(ProjectError) in try Snapshot(reading: file, isFramework: false) }?.description
    }

    /// A snapshot of table `a` with these lines in it.
    private func snapshot(_ lines: String) -> String {
        "{\n\"format\": 1, \"last_migration\": \"m\", \"table\": \"a\",\n\(lines)\n}\n"
    }

    private static let repair = "; correct the file, or restore its last good state from version control"

    @Test func aNewerFormatIsCalledNewerWhateverElseIsInTheFile() {
        #expect(
            complaint("{\n  \"format\": 3,\n  \"tables\": {}\n}", path: "snapshots/articles.json")
                == "snapshots/articles.json:2:13: articles.json uses format 3, this tool reads up to 1; "
                + "use the version of raido that wrote it, or a newer one")
    }

    @Test(arguments: ["<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base"])
    func mergeMarkersAreFoundAtTheirLine(marker: String) {
        #expect(
            complaint("{\n  \"format\": 1,\n\(marker)\n")
                == "snapshots/a.json:3:1: merge markers; resolve the conflict and run the command again")
    }

    @Test func aFileNameThatDiffersFromItsTableIsFound() {
        #expect(
            complaint(snapshot("\"columns\": []"), path: "snapshots/b.json")
                == "snapshots/b.json:2:46: the file is named after 'b' but contains table 'a'; rename or remove "
                + "one of them, or restore the folder's last good state from version control")
    }

    @Test func anUnknownKeyIsFoundAtItsPlaceWithASuggestion() {
        #expect(
            complaint(snapshot("  \"colums\": []"))
                == "snapshots/a.json:3:3: unknown key 'colums'; did you mean 'columns'?; known here: format, "
                + "last_migration, table, comment, enums, columns, primary_key, uniques, indexes, foreign_keys, checks")
        #expect(
            complaint(snapshot("\"columns\": [{\"name\": \"a\", \"type\": \"text\", \"nulable\": true}]"))?
                .hasPrefix("snapshots/a.json:3:43: unknown key 'nulable'; did you mean 'nullable'?; known here: ")
                == true)
    }

    @Test(arguments: [
        ("", "1:1: the file ends too early"),
        ("{", "1:2: the file ends too early"),
        ("{\"format\": 1", "1:13: the file ends too early"),
        ("{\"format\": \"a", "1:14: the file ends too early"),
        ("[]", "1:1: expected an object"),
        ("{\"a\": 1,}", "1:9: expected a key in quotes"),
        ("{\"a\" 1}", "1:6: expected ':'"),
        ("{\"a\": 1 \"b\": 2}", "1:9: expected ',' or '}'"),
        ("{\"a\": [1 2]}", "1:10: expected ',' or ']'"),
        ("{\"a\": nope}", "1:7: expected 'null'"),
        ("{\"a\": ?}", "1:7: expected a value"),
        ("{\"a\": 1} x", "1:10: unexpected text after the end of the value"),
        ("{\"a\": 1,\n \"a\": 2}", "2:2: 'a' is given twice"),
        ("{\"a\": 01}", "1:7: invalid JSON number"),
        ("{\"a\": -}", "1:7: invalid JSON number"),
        ("{\"a\": 1.}", "1:7: invalid JSON number"),
        ("{\"a\": 1e}", "1:7: invalid JSON number"),
        ("{\"a\": \"\\x\"}", "1:8: invalid JSON escape"),
        ("{\"a\": \"\\u12g4\"}", "1:8: invalid JSON escape"),
        ("{\"a\": \"\\ud83d\"}", "1:8: incomplete surrogate pair"),
        ("{\"a\": \"\\ud83dx\\ude42\"}", "1:8: incomplete surrogate pair"),
        ("{\"a\": \"\\ude42\"}", "1:8: incomplete surrogate pair"),
        ("{\"a\": \"\\ud83d\\ud83d\"}", "1:8: incomplete surrogate pair"),
        ("{\"a\": \"\\ud83d\\u0041\"}", "1:8: incomplete surrogate pair"),
        ("{\"é\": \"a\nb\"}", "1:9: a string contains a control character or line end; write \\n, \\t or \\u0000"),
    ])
    func whatIsNoJSONIsFoundAtItsPlace(text: String, complaint: String) {
        #expect(self.complaint(text) == "snapshots/a.json:" + complaint + Self.repair)
    }

    @Test func bytesThatAreNotUTF8AreFound() {
        let file = SourceFile(path: "a.json", bytes: Array("{\"a\": \"".utf8) + [0xFF] + Array("\"}".utf8))
        let error = problem { () throws(ProjectError) in try Snapshot(reading: file, isFramework: false) }
        #expect(error?.message == "the text is not UTF-8")
        #expect(error?.column == 8)
    }

    @Test func depthIsBounded() {
        let text = String(repeating: "[", count: 100_000)
        #expect(complaint(text) == "snapshots/a.json:1:65: nested too deeply" + Self.repair)
    }

    @Test(arguments: [
        ("\"columns\": {}", "3:12: 'columns' must be a list"),
        ("\"columns\": [1]", "3:13: 'columns' must be an object"),
        ("\"columns\": [{\"type\": \"text\"}]", "3:13: 'name' is missing"),
        ("\"columns\": [{\"name\": 1}]", "3:22: 'name' must be a string"),
        (
            "\"columns\": [{\"name\": \"b\", \"type\": \"text\", \"nullable\": 1}]",
            "3:55: 'nullable' must be true or false"
        ),
        (
            "\"columns\": [{\"name\": \"b\", \"type\": \"text\"}, {\"name\": \"b\", \"type\": \"text\"}]",
            "3:44: 'b' is given twice"
        ),
        ("\"primary_key\": [\"b\"]", "3:17: table 'a' has no column 'b'"),
        ("\"uniques\": [{\"name\": \"u\", \"columns\": [\"b\"]}]", "3:39: table 'a' has no column 'b'"),
        ("\"indexes\": [{\"name\": \"u\"}]", "3:13: 'parts' is missing"),
        (
            "\"checks\": [{\"name\": \"u\", \"expression\": 1}]",
            "3:40: expected a string, or an object with a string for each engine"
        ),
        (
            "\"columns\": [{\"name\": \"b\", \"type\": \"text\", \"default\": null}]",
            "3:54: 'default' must be a string, a whole number, true, false or an object"
        ),
        (
            "\"columns\": [{\"name\": \"b\", \"type\": \"text\", \"default\": 1.5}]",
            "3:54: 'default' must be a whole number"
        ),
        (
            "\"enums\": [{\"name\": \"E\", \"values\": [1]}]",
            "3:36: 'values' must be strings, or objects {\"Name\": number}"
        ),
    ])
    func aValueThatDoesNotFitIsFoundAtItsPlace(lines: String, complaint: String) {
        #expect(self.complaint(snapshot(lines)) == "snapshots/a.json:" + complaint + Self.repair)
    }

    @Test func anUnknownWordIsFoundAtItsPlace() {
        #expect(
            complaint(snapshot("\"columns\": [{\"name\": \"b\", \"type\": \"txt\"}]"))
                == "snapshots/a.json:3:35: unknown value 'txt'")
        #expect(
            complaint(snapshot("\"columns\": [{\"name\": \"b\", \"type\": \"enum(E)\"}]"))
                == "snapshots/a.json:3:13: unknown value 'enum(E)'")
        #expect(
            complaint(
                snapshot(
                    "\"foreign_keys\": [{\"name\": \"f\", \"columns\": [], \"references\": \"b\", "
                        + "\"referenced_columns\": [], \"on_delete\": \"cascad\"}]"))
                == "snapshots/a.json:3:105: unknown value 'cascad'; did you mean 'cascade'?; "
                + "known here: no_action, restrict, cascade, set_null, set_default")
    }

    @Test func escapesAreRead() throws {
        let text = snapshot("\"comment\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude42\\u0000\"")
        let file = SourceFile(path: "a.json", bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8))
        let table = try Snapshot(reading: file, isFramework: false).table
        #expect(table.comment == "\"\\/\u{8}\u{C}\n\r\té🙂\0")
    }
}
