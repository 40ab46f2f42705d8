import Raido
import RaidoConsole
import RaidoLanguage
import Testing

@Suite struct BlockFinding {
    /// The tables that are found in a file.
    private func tables(_ text: String, _ path: String = "a.swift") throws -> [String] {
        try read(text, path: path).schema.tables.map(\.name)
    }

    @Test(arguments: ["{ A }", "( A )", "[ A ]", "< A >", "{A,}", "\n\n{ A }", " /* why */ { A } // end"])
    func anyOfTheFourBracketsOpensABlock(_ block: String) throws {
        for path in ["a.swift", "a.rs", "a.model"] {
            #expect(try tables("model!\(block)", path) == ["a"])
        }
        #expect(try tables("model /* so */ ! // and\n\(block)") == ["a"])
    }

    @Test(arguments: ["raido::model", "Raido.model", "crate::macros::model", "::raido::model", "a . b . model"])
    func theKeywordMayBeQualified(_ keyword: String) throws {
        #expect(try tables("\(keyword)! { A }", "a.rs") == ["a"])
        #expect(try tables("\(keyword)! { A }", "a.swift") == ["a"])
    }

    @Test func theArrowClosesNoAngleBracket() throws {
        let text = "model! < A, pk: id => i32, fields: { data: Option<Vec<u8>>, name: Option<String> } >"
        let table = try #require(try read(text, path: "a.rs").schema["a"])
        #expect(table.columns.map(\.type) == [.integer, .blob, .varchar(255)])
    }

    @Test(
        arguments: [
            "// model! { A }", "/* model! { A } */", "/* /* */ model! { A } */", "let s = \"model! { A }\"",
            "let s = \"\\\" model! { A }\"", "let s = \"\\(\"a\" + \"model! { A }\") model! { A }\"",
            "let s = \"\"\"\n model! { A } \" \"\" \\\"\"\" model! { A }\n\"\"\"",
            "let s = #\"\" model! { A } \\(x)\"#", "let s = ##\"\"# model! { A }\"##",
            "let s = #\"\\#(\"model! { A }\")\"#", "let s = #\"\"\"\n \"\"\" model! { A }\n\"\"\"#",
            "let r = /model! { A }/", "let r = #/ model! { A } \"/#", "let r = [/\\/ model! {A}/]",
            "remodel! { A }", "models! { A }", "model != a", "`model`! { A }", "model! = { A }", "modél! { A }",
            "let x = model![0]", "if self.model! < limit {}", "if a == self.model! { f() }",
            "return model!(x, label: y)",
            "f(model!(x))", "let a = model!.b[0]", "for x in model! { print(x) }",
        ])
    func swiftTextThatOnlyLooksLikeABlockIsNone(_ text: String) throws {
        #expect(try tables(text + "\nmodel! { B }") == ["b"])
    }

    @Test(
        arguments: [
            "// model! { A }", "/* /* */ model! { A } */", "let s = \"model! { A }\";",
            "let s = \"\\\\\\\" model! { A } \n model! { A }\";", "let s = r\"\\\"; ",
            "let s = r#\"\" model! { A }\"#;",
            "let s = br##\"\"# model! { A }\"##;", "let s = b\"model! { A }\";", "let s = c\"model! { A }\";",
            "let s = cr#\"\" model! { A }\"#;", "let c = '\"'; let d = '\\''; let e = b'\"'; let f = '\\u{22}';",
            "fn f<'a, 'b>(x: &'a str) -> &'static str { 'outer: loop {} }", "let c = 'é'; let d = '\u{1F600}';",
            "macro_rules! model { ($name:ident) => {} }", "//! model! { A }\n#![doc = \"model! { A }\"]",
        ])
    func rustTextThatOnlyLooksLikeABlockIsNone(_ text: String) throws {
        #expect(try tables(text + "\nmodel! { B }", "a.rs") == ["b"])
    }

    @Test func divisionIsNoRegex() throws {
        #expect(try tables("let a = b / c; model! { A }; let d = e / f") == ["a"])
        #expect(try tables("let a = b/c; model! { A }; let d = e/f") == ["a"])
        #expect(try tables("reduce(1, /) \n model! { A } \n reduce(2, /)") == ["a"])
    }

    @Test func aQuotationMarkInARegexOpensNoString() throws {
        #expect(try tables("let r = /\"/\nmodel! { A }") == ["a"])
        #expect(try tables("let r = text.firstMatch(of: /[^\"]+\"/)\nmodel! { A }") == ["a"])
    }

    @Test func blocksStandInAnyOtherCode() throws {
        let swift = """
            import Raido
            #if compiler(>=99)
            enum Models {
                model! { A, fields: { a: text } } ; model! { B }
            }
            #else
            model! { C }
            #endif
            """
        #expect(try tables(swift) == ["a", "b", "c"])
        #expect(try tables("mod m { fn f() { model! { A } } }\nmodel!(B);", "a.rs") == ["a", "b"])
    }

    @Test func inRustEveryUseOfTheWordIsABlock() {
        expect(
            "let x = model![1️⃣0];", reports: [.error("1️⃣", "expected the model's name, found '0'")], path: "a.rs")
    }

    @Test func aSwiftBlockNeedNotBeginItsLine() throws {
        #expect(try tables("let _ = 1; model! { A }") == ["a"])
        #expect(try tables("x(model! { A, table: \"b\" })") == ["b"])
        #expect(try tables("x(extend! { table: \"eihwaz_users\", fields: { a: text } })") == ["eihwaz_users"])
    }

    @Test func byteOrderMarkAndCarriageReturnsAreFine() throws {
        let text =
            "\u{FEFF}model! {\r\n  A,\r\n  // one\r\n  fields: {\r\n    a: text [default: \"x\"], // two\r\n  },\r\n}\r\n"
        for path in ["a.swift", "a.rs"] {
            let table = try #require(try read(text, path: path).schema["a"])
            #expect(table.column("a")?.defaultValue == .string("x"))
        }
        #expect(try read("model! {\r  A,\r  // one\r  fields: { a: text },\r}").schema["a"]?.columns.count == 2)
    }

    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], 1), ([0xC3], 0), ([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x80], 8),
            ([0xC0, 0x80], 0), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
            ([0xC3, 0xA9, 0xF0, 0x9F, 0x98], 2),
        ] as [([UInt8], Int)])
    func aFileThatIsNotUTF8IsAnErrorAtItsByte(_ bytes: [UInt8], _ place: Int) throws {
        let file = SourceFile(path: "a.swift", bytes: bytes)
        let error = try #require(throws: DiagnosticsError.self) {
            try readModels([file], frameworks: [], knownFrameworkTables: [], options: LanguageOptions())
        }
        let digits = String(bytes[place], radix: 16, uppercase: true)
        #expect(
            error.diagnostics == [
                Diagnostic(
                    .error, "the file is not UTF-8: byte 0x\(digits) does not start a character",
                    at: SourceSpan(path: "a.swift", start: place, end: place + 1))
            ])
    }

    @Test func everyCharacterOfUTF8IsTakenForOne() throws {
        let text = "// é € 😀 \u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}\u{D7FF}\u{E000}\nmodel! { A }"
        #expect(try tables(text) == ["a"])
    }

    @Test func nothingIsFoundInNothing() throws {
        #expect(try tables("").isEmpty)
        #expect(try read([:]).counts.description == "0 models in 0 files")
    }

    @Test func whatWasReadIsCounted() throws {
        let result = try read([
            "a.swift": "model! { A, enums: { E: [X] } } model! { B }", "b.rs": "extend! { table: \"eihwaz_users\" }",
            "c.swift": "// nothing",
        ])
        #expect(result.counts.description == "2 models, 1 extension, 1 enum in 2 files")
    }
}
