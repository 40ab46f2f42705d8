import Raido
import RaidoConsole
import RaidoLanguage
import Testing

@Suite struct NearMisses {
    @Test(
        arguments: [
            ("Model! {", "model! {"), ("modle! {", "model! {"), ("model {", "model! {"), ("models! {", "model! {"),
            ("Models {", "model! {"), ("MODEL! {", "model! {"), ("mdel! {", "model! {"), ("Model! (", "model! ("),
        ])
    func aSlipInTheKeywordIsWarnedAbout(written: String, wanted: String) {
        let close = written.hasSuffix("(") ? ")" : "}"
        for contents in [
            "table: \"a\"", "pk: id => i64", "pk: (a, b)", "fields: { a: text }", "meta: {}", "include: B",
        ] {
            for path in ["a.swift", "a.rs", "a.model"] {
                expect(
                    "let a = 1;\n1️⃣\(written) Article, \(contents) \(close)",
                    reports: [.warning("1️⃣", words(written, wanted))], path: path)
            }
        }
    }

    @Test(arguments: ["extends! {", "Extend! {", "extnd! {", "extend {", "exten! {"])
    func aSlipInExtendIsWarnedAbout(written: String) {
        expect(
            "1️⃣\(written) table: \"eihwaz_users\", fields: { a: text } }",
            reports: [.warning("1️⃣", words(written, "extend! {"))])
    }

    @Test func aNameBelongsIntoTheBracketAndABracketBehindTheMark() {
        let message = words("model! Article {", "model! { Article, …")
        for contents in ["table: \"a\"", "fields: { a: text }", "title: text"] {
            expect("1️⃣model! Article { \(contents) }", reports: [.warning("1️⃣", message)])
        }
        expect(
            "1️⃣model Article { title: text }",
            reports: [.warning("1️⃣", words("model Article {", "model! { Article, …"))])
        expect(
            "1️⃣model! Article, table: \"a\", fields: {} }",
            reports: [.warning("1️⃣", words("model! Article", "model! { Article, …"))])
        expect(
            "1️⃣Model! { Article, { title: text } }", reports: [.warning("1️⃣", words("Model! {", "model! {"))])
    }

    @Test func theOtherBlocksOfTheFileAreRead() throws {
        let result = try read("model! { A }\nmodle! { B, table: \"b\" }\nmodel! { C }")
        #expect(result.schema.tables.map(\.name) == ["a", "c"])
        #expect(result.warnings.map(\.message) == [words("modle! {", "model! {")])
    }

    @Test(
        arguments: [
            "// modle! { A, table: \"a\" }", "/* model { A, table: \"a\" } */",
            "let s = \"modle! { A, table: \\\"a\\\" }\"",
            "struct A: Model { let table: Int }", "extension Model { var fields: [Int] { [] } }",
            "var model: Model! { get }",
            "let models: [Model] = model { $0.table }", "model { name, table in }", "model { fields: for x in y {} }",
            "mode { A, b }", "enum Model { case a, table }", "model.extend { table in f(table: 1) }",
            "func model(a: A, table: String) {}", "x = self.model!\nfoo { label: while true {} }",
            "model { (a: A, table: String) in }", "switch model { case .a: break }",
        ])
    func otherSwiftCodeIsNotWarnedAbout(text: String) throws {
        #expect(try read(text + "\nmodel! { A }").warnings.isEmpty)
    }

    @Test(
        arguments: [
            "Model { name, table: x }", "let a = Model { id: 1, fields: f };", "Extend { table: x, fields: y }",
            "macro_rules! model { ($name:ident, table: $t:expr) => {} }",
            "pub struct Model { pub id: i32, pub table: T }",
            "mod model { pub enum Model { A, B } }", "impl Model for A { fn table() {} }", "models![a, b]",
        ])
    func otherRustCodeIsNotWarnedAbout(text: String) throws {
        #expect(try read(text + "\nmodel! { A }", path: "a.rs").warnings.isEmpty)
    }

    @Test func aModelFileWithoutABlockIsWarnedAbout() {
        let message = "this file has no block, so nothing is read from it; write model! { Article, … }"
        let other = "model! { A }"
        expect(["a.swift": other, "b.model": "1️⃣title: text"], reports: [.warning("1️⃣", message)])
        expect(["a.swift": other, "b.model": "1️⃣"], reports: [.warning("1️⃣", message)])
        expect(["a.swift": other, "b.model": "// model! { B }\n/* later */\n"], reports: [])
        expect(["a.swift": other, "b.swift": "let a = 1"], reports: [])
    }

    @Test func aFolderOfFilesWithoutABlockIsWarnedAbout() throws {
        let result = try read(["a.swift": "struct A {}", "b.rs": "fn f() {}"])
        #expect(
            result.warnings == [
                Diagnostic(
                    .warning,
                    "no model is declared in the 2 files of the models' folder; write model! { Article, … }", at: nil)
            ])
        #expect(try read(["a.swift": "// model! { A }\n"]).warnings.isEmpty)
        #expect(try read([:]).warnings.isEmpty)
    }

    private func words(_ written: String, _ wanted: String) -> String {
        "'\(written)' does not start a block, so it is not read; did you mean '\(wanted)'?"
    }
}
