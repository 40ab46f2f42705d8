import Foundation
import Raido
import RaidoConsole
import RaidoProject
import Testing

/// What a person reads about a migration's file that is not data, or not what Swift takes.
@Suite struct MigrationMistakeTests {
    @Test(arguments: [
        (#"[1️⃣table("a")]"#, "a call of 'table'"), (#"[1️⃣change]"#, "the variable 'change'"),
        (#"1️⃣changes"#, "the variable 'changes'"), (#"[] 1️⃣+ []"#, "the operator '+'"),
        (#"[.renameTable("a" 1️⃣+ "b", to: "c")]"#, "the operator '+'"),
        (#"[.renameTable("a1️⃣\(1)", to: "c")]"#, "string interpolation"),
        (##"[.renameTable(#"a\(1)1️⃣\#(1)"#, to: "c")]"##, "string interpolation"),
        (#"[1️⃣try .renameTable("a", to: "c")]"#, "'try'"),
        (#"[.renameTable(1️⃣flag ? "a" : "b", to: "c")]"#, "the variable 'flag'"),
        (#"[.renameTable("a" 1️⃣as String, to: "c")]"#, "'as'"), (#"[.renameTable(1️⃣("a"), to: "c")]"#, "parentheses"),
        (#"1️⃣{ [] }()"#, "a closure"), (#"[]1️⃣.map(f)"#, "a member of a value"), (#"[]1️⃣[0]"#, "a call or subscript"),
        (#"[1️⃣#file]"#, "'#file'"), (#"[.addColumn(Column("a", .varchar(1️⃣Int.max)), to: "t")]"#, "'Int.max'"),
        (#"[.renameTable("a", to: 1️⃣String("c"))]"#, "'String(…)'"),
        (#"[.renameTable("a", to: 1️⃣-"c")]"#, "operator '-'"),
        (#"[.renameTable("a"1️⃣!, to: "b")]"#, "the operator '!'"), (#"1️⃣if true { [] } else { [] }"#, "'if'"),
    ])
    func codeInAValueIsReportedAtItsPlace(_ value: String, what: String) {
        let text = "let m = Migration(id: \"m\", batch: \"b\", changes: \(value))"
        expect(text, says: what)
    }

    @Test(arguments: [
        ("import Raido\n1️⃣#if DEBUG\n", "'#if'"), ("1️⃣var m = Migration(", "a variable"), ("1️⃣func f() {}", "a function"),
        ("1️⃣struct Column {}", "a type"), ("public 1️⃣extension Table {}", "an extension"), ("1️⃣if true {}", "a statement"),
        ("1️⃣@available(macOS 15, *) let m = 1", "an attribute"), ("1️⃣print(1)", "'print'"),
        ("let m = 1️⃣make()", "a call of 'make'"),
    ])
    func aDeclarationThatIsNoMigrationIsReportedAtItsPlace(_ text: String, what: String) {
        expect(text, says: what)
    }

    @Test func codeSaysHowToApplyIt() {
        let error = problem("let m = Migration(id: \"m\", batch: \"b\", changes: f())")
        #expect(error?.message == "this migration has code: a call of 'f' cannot be read without compiling it")
        let advice = "write it as literals, or use the compiled program: 'migrate up', 'migrate check --database URL'"
        #expect(error?.advice == [advice])
    }

    @Test(arguments: [
        (#"[.renameTable("a"1️⃣)]"#, "'.renameTable' lacks the argument 'to:'"),
        (#"[.renameTable("a", 1️⃣too: "b")]"#, "'.renameTable' has no argument 'too:'; did you mean 'to'?"),
        (#"[.renameTable("a", 1️⃣"b")]"#, "'.renameTable' lacks the argument 'to:'"),
        (#"[.renameTable(1️⃣from: "a", to: "b")]"#, "'.renameTable' takes no argument 'from:' at this position"),
        (#"[.renameTable("a", to: "b", 1️⃣to: "c")]"#, "the argument 'to:' is given twice"),
        (#"[.renameTable("a", to: "b", 1️⃣"c")]"#, "'.renameTable' takes no further argument here"),
        (#"[.renameColumn("a", 1️⃣in: "t", to: "b")]"#, "the argument 'to:' must come before 'in:'"),
        (#"[.renameTabel("a", to: "b")]"#, "'Change' has no 'renameTabel'; did you mean 'renameTable'?"),
        (#"[1️⃣.renameTable]"#, "'.renameTable' lacks its arguments"), (#"[1️⃣.init("a")]"#, "'Change' has no 'init'"),
        (#"1️⃣[:]"#, "expected an array, found a dictionary"), (#"1️⃣nil"#, "expected an array, found 'nil'"),
        (#"[1️⃣Column("a", .text)]"#, "expected 'Change', found 'Column(…)'"),
        (#"[1️⃣Chnge.sql(1)]"#, "unknown type 'Chnge'; did you mean 'Change'?"),
        (#"[.renameTable(1️⃣1, to: "b")]"#, "expected a string, found a whole number"), (#"[1️⃣,]"#, "expected a value"),
        (#"["a" 1️⃣"b"]"#, "expected ',' or ']'"), (#"[.renameTable("a" 1️⃣"b")]"#, "expected ',' or ')'"),
        (#"[.renameTable("a", to: "b")1️⃣;]"#, "expected ',' or ']'"),
        (#"[.createTable(Table(1️⃣"", columns: []))]"#, "the name is empty"),
        (
            #"[.createTable(Table("t", columns: [Column("a", .text), 1️⃣Column("a", .integer)]))]"#,
            "the name 'a' is given twice"
        ),
        (
            #"[.createTable(Table("t", columns: [], checks: [CheckConstraint("c", "1"), 1️⃣.init("c", "2")]))]"#,
            "the name 'c' is given twice"
        ),
    ])
    func aWrongCallIsReportedAtItsPlace(_ value: String, message: String) {
        let text = value.contains("1️⃣") ? value : value.replacing("[.", with: "[1️⃣.")
        expect("let m = Migration(id: \"m\", batch: \"b\", changes: \(text))", says: message)
    }

    @Test(arguments: [
        ("\"a\", .text, 1️⃣nulable: true", "'Column' has no argument 'nulable:'; did you mean 'nullable'?"),
        ("\"a\", .text, identity: true, 1️⃣nullable: true", "the argument 'nullable:' must come before 'identity:'"),
        ("\"a\", 1️⃣.txt", "'ColumnType' has no 'txt'; did you mean 'text'?"),
        ("\"a\", 1️⃣.text()", "'.text' takes no arguments"), ("\"a\", 1️⃣.varchar", "'.varchar' lacks its arguments"),
        ("\"a\", .varchar(1️⃣9223372036854775808)", "9223372036854775808 is out of the range of 'Int'"),
        ("\"a\", .varchar(1️⃣-5)", "-5 is too small; the least number here is 1"),
        ("\"a\", .binary(1️⃣0)", "0 is too small; the least number here is 1"),
        ("\"a\", .decimal(precision: 5, scale: 1️⃣-1)", "-1 is too small; the least number here is 0"),
        ("\"a\", .varchar(1️⃣1.5)", "expected a whole number, found a number with a fraction"),
        ("\"a\", .varchar(1️⃣0x)", "'0x' is not a valid number"),
        ("\"a\", .varchar(1️⃣12a)", "'12a' is not a valid number"),
        ("\"a\", .text, default: .integer(1️⃣-9_223_372_036_854_775_809)", "is out of the range of 'Int64'"),
        ("\"a\", .text, default: .unsigned(1️⃣-1)", "-1 is out of the range of 'UInt64'"),
        ("\"a\", .text, default: .unsigned(1️⃣0x1_0000_0000_0000_0000)", "is out of the range of 'UInt64'"),
        ("\"a\", .text, nativeTypes: [.sqlite: \"a\", 1️⃣.sqlite: \"b\"]", "the key '.sqlite' is given twice"),
        ("\"a\", .text, nativeTypes: [1️⃣.oracle: \"a\"]", "'Engine' has no 'oracle'"),
        ("\"a\", .text, nativeTypes: 1️⃣[]", "expected a dictionary, found an array"),
        ("\"a\", .text, nullable: 1️⃣1", "expected 'true' or 'false', found a whole number"),
        ("\"a\", .text, generated: 1️⃣5", "expected a string, or '.sql(…)' with one for each engine"),
        ("\"a\", .text, generated: .sql(1️⃣oracle: \"a\")", "'.sql' has no argument 'oracle:'"),
        ("\"a\", .text, comment: 1️⃣true", "expected a string, found 'true'"),
    ])
    func aWrongColumnIsReportedAtItsPlace(_ arguments: String, message: String) {
        let change = ".addColumn(Column(\(arguments)), to: \"t\")"
        expect("let m = Migration(id: \"m\", batch: \"b\", changes: [\(change)])", says: message)
    }

    @Test(arguments: [
        (#""a1️⃣\q""#, "'\\q' is not a valid escape sequence"),
        (#""1️⃣\u{110000}""#, "'\\u' is not a valid escape sequence"),
        ("1️⃣\"a\n\"", "the string has no end"), ("\"\"\"1️⃣a\n\"\"\"", "the text must begin on the line after"),
        ("\"\"\"\na1️⃣\"\"\"", "the closing '\"\"\"' must be on a line of its own"),
        ("\"a1️⃣\u{1}\"", "the character U+0001"),
        ("\"\"\"\n  a\n1️⃣ b\n  \"\"\"", "this line is indented less"), ("#\"a\"#1️⃣#", "more '#' after the string"),
        ("\"\"\"\n  a1️⃣\\\n  \"\"\"", "the last line of a string cannot end in"), ("1️⃣/* a", "the comment has no end"),
        ("\"\"\"\n  a\n1️⃣<<<<<<< HEAD\n  \"\"\"", "merge markers"), ("\n1️⃣<<<<<<< HEAD\n\"a\"", "merge markers"),
        ("\n1️⃣=======\n\"a\"", "merge markers"), ("\n1️⃣>>>>>>> theirs\n\"a\"", "merge markers"),
        ("1️⃣`a", "the closing '`'"),
        ("1️⃣\u{0}", "the character U+0000"),
    ])
    func aWrongLiteralIsReportedAtItsPlace(_ literal: String, message: String) {
        expect("let m = Migration(id: \"m\", batch: \(literal), changes: [])", says: message)
    }

    @Test(arguments: [
        ("let m = Migration(id: 1️⃣\"n\", batch: \"b\", changes: [])", "the id 'n' differs from the file's name, 'm'"),
        (
            "let 1️⃣n = Migration(id: \"m\", batch: \"b\", changes: [])",
            "the constant 'n' differs from the file's name, 'm'"
        ),
        ("import Raido\n1️⃣", "the file declares no migration"), ("1️⃣", "the file declares no migration"),
        (
            "let m = Migration(id: \"m\", batch: \"\", changes: [])\n1️⃣let n = 1",
            "the file declares more than one constant"
        ),
        ("let m = Migration(id: \"m\", batch: \"\", changes: []) 1️⃣let n = 1", "expected ';' or a new line"),
        ("let m = 1️⃣.init(id: \"m\", batch: \"\", changes: [])", "expected 'Migration'"),
        ("let m: 1️⃣Table = .init(id: \"m\", batch: \"\", changes: [])", "expected 'Migration', found 'Table'"),
        ("let m 1️⃣=Migration(id: \"m\", batch: \"\", changes: [])", "'=' needs white space on both sides"),
        ("let m = Migration(1️⃣batch: \"\", id: \"m\", changes: [])", "the argument 'id:' must come before 'batch:'"),
        ("let m = Migration(id: \"m\", batch: \"\", changes: []1️⃣", "the file ends too early"),
        ("let m = Migration(id: \"m\", batch: 1️⃣\"\", changes: [])", "the batch is empty or contains a control"),
        ("let m = Migration(id: \"m\", batch: 1️⃣\"a\\nb\", changes: [])", "the batch is empty or contains a control"),
        ("let m = Migration(id: \"m\", batch: b(), changes: [])\n1️⃣>>>>>>> main\n", "merge markers"),
    ])
    func aWrongDeclarationIsReportedAtItsPlace(_ text: String, message: String) {
        expect(text, says: message)
    }

    @Test func aWrongNameSaysWhichOneCounts() {
        let error = problem("let m = Migration(id: \"n\", batch: \"b\", changes: [])")
        #expect(
            error?.advice == [
                "give the file, the constant and the id one name; databases know the migration by its id, so keep the id "
                    + "of one that is applied"
            ])
    }

    @Test func bytesThatAreNotUTF8AreReportedAtTheirPlace() {
        let start = Array("let m = Migration(id: \"m\", batch: \"é".utf8)
        let file = SourceFile(path: "m.swift", bytes: start + [0xC3, 0x28] + Array("\", changes: [])".utf8))
        let error = RaidoProjectTests.problem { () throws(ProjectError) in try readMigration(file) }
        #expect(error?.message == "the text is not UTF-8")
        #expect(error?.place?.start == start.count)
    }

    private func problem(_ text: String) -> ProjectError? {
        let file = SourceFile(path: "migration/m.swift", bytes: Array(text.utf8))
        return RaidoProjectTests.problem { () throws(ProjectError) in try readMigration(file) }
    }

    private func expect(_ marked: String, says message: String, at location: SourceLocation = #_sourceLocation) {
        let parts = marked.components(separatedBy: "1️⃣")
        guard parts.count == 2, let error = problem(parts.joined()) else {
            Issue.record("read, or not marked once: \(marked)", sourceLocation: location)
            return
        }
        #expect(error.message.contains(message), "\(error.message)", sourceLocation: location)
        #expect(error.place?.start == parts[0].utf8.count, "\(marked): \(error)", sourceLocation: location)
    }
}
