import Testing

@Suite struct SyntaxMistakes {
    @Test func aModelBeginsWithItsName() {
        expect(
            "model! { 1️⃣table: \"a\" } 2️⃣model! {}",
            reports: [
                .error("1️⃣", "a model starts with its name: model! { Article, … }"),
                .error("2️⃣", "a model starts with its name: model! { Article, … }"),
            ])
        expect("model! { 1️⃣\"A\" }", reports: [.error("1️⃣", "expected the model's name, found a string")])
        expect(
            "model! { 1️⃣article }", reports: [.error("1️⃣", "'article' is not a valid model name; write it like BlogPost")]
        )
    }

    @Test func sectionsAreKnownAndGivenOnce() {
        expect(
            "model! { A, 1️⃣fileds: { a: text }, 2️⃣xyz: 1, 4️⃣fields: { b: text }, 3️⃣{ c: text } }",
            reports: [
                .error("1️⃣", "unknown section 'fileds'; did you mean 'fields'?"),
                .error("2️⃣", "unknown section 'xyz'"),
                .error("3️⃣", "'fields' is given twice", notes: ["4️⃣ first here"]),
            ])
    }

    @Test func commasStandBetweenItems() {
        expect(
            """
            model! {
                A
                1️⃣table: "a",
                fields: {
                    a: text
                    2️⃣b: text,
                    c: text [required 3️⃣unique],
                }
                4️⃣meta: { comment: "x" }
            }
            """,
            reports: [
                .error("1️⃣", "expected ',' before 'table'"), .error("2️⃣", "expected ',' before 'b'"),
                .error("3️⃣", "expected ',' before 'unique'"), .error("4️⃣", "expected ',' before 'meta'"),
            ])
        expect(
            "model! { A, 1️⃣, fields: { a: text,2️⃣, } }",
            reports: [
                .error("1️⃣", "expected an item, found ','"), .error("2️⃣", "expected an item, found ','"),
            ])
        expect("model! { A, table: \"a\" 1️⃣= 1 }", reports: [.error("1️⃣", "expected ',', found '='")])
    }

    @Test func everyMistakeOfEveryFileIsReportedInOrder() {
        expect(
            [
                "b.swift": "model! { B, fields: { a: 1️⃣txt, b: text [2️⃣uniqe], c: 3️⃣?, d: text }, meta: { 4️⃣x: 1 } }",
                "a.rs": "model! { A, fields: { a: 5️⃣strng } }",
            ],
            reports: [
                .error("5️⃣", "unknown type 'strng'; did you mean 'text'?"),
                .error("1️⃣", "unknown type 'txt'; did you mean 'text'?"),
                .error("2️⃣", "unknown option 'uniqe'; did you mean 'unique'?"),
                .error("3️⃣", "expected a type, found '?'"),
                .error("4️⃣", "unknown key of meta 'x'"),
            ])
    }

    @Test func bracketsThatAreNotClosedAreReportedWhereTheyOpen() {
        expect(
            "model! { A, fields: { a: text 1️⃣[required }, meta: { comment: \"x\" } }",
            reports: [.error("1️⃣", "'[' is not closed")])
        expect(
            "model! 1️⃣{ A, fields: { a: text }\nmodel! { B, fields: { b: 2️⃣txt } }",
            reports: [
                .error("1️⃣", "'{' is not closed"), .error("2️⃣", "unknown type 'txt'; did you mean 'text'?"),
            ])
        expect("let a = 1\nmodel! 1️⃣{ A, fields: {", reports: [.error("1️⃣", "'{' is not closed")])
        expect(
            "2️⃣model! 1️⃣{",
            reports: [
                .error("2️⃣", "a model starts with its name: model! { Article, … }"),
                .error("1️⃣", "'{' is not closed"),
            ])
        expect("model! { A, fields: { a: text 1️⃣] } }", reports: [.error("1️⃣", "unmatched ']'")])
    }

    @Test func bracketsNestOnlySoDeep() {
        let open = String(repeating: "(", count: 29)
        let close = String(repeating: ")", count: 40)
        expect(
            "model! { A, fields: { a: text [default: 3️⃣\(open)1️⃣(((((((((((\(close)], b: 2️⃣txt } }",
            reports: [
                .error("3️⃣", "a list does not fit varchar(255); write it in quotes"),
                .error("1️⃣", "brackets are nested deeper than 32"),
                .error("2️⃣", "unknown type 'txt'; did you mean 'text'?"),
            ])
        let manyMore = String(repeating: "(", count: 100_000)
        expect(
            "model! 1️⃣{ A, fields: { a: text [label: \(open)\(manyMore)",
            reports: [.error("1️⃣", "'{' is not closed")])
    }

    @Test func charactersThatMeanNothingAreReported() {
        expect(
            "model! { A, fields: { a: text 1️⃣; b: text, 2️⃣@c: text, d: text 3️⃣| } }",
            reports: [
                .error("1️⃣", "unexpected ';'"), .error("2️⃣", "unexpected '@'"),
                .error("3️⃣", "unexpected '|'"),
            ])
    }

    @Test func aCharacterThatMeansNothingIsReportedOnce() {
        expect(
            "model! { A, fields: { a: 1️⃣&str, b: text [default: 2️⃣%], c: text } }",
            reports: [.error("1️⃣", "unexpected '&'"), .error("2️⃣", "unexpected '%'")])
    }

    @Test func numbersAreDecimal() {
        expect(
            "model! { A, fields: { a: int [default: 1️⃣0x10], b: int [min: 2️⃣-0b1], c: int [max: 3️⃣0o7] } }",
            reports: [
                .error("1️⃣", "'0x10' is not decimal; numbers are written with the digits 0 to 9"),
                .error("2️⃣", "'-0b1' is not decimal; numbers are written with the digits 0 to 9"),
                .error("3️⃣", "'0o7' is not decimal; numbers are written with the digits 0 to 9"),
            ])
    }

    @Test func stringsAreClosedAndHaveKnownEscapes() {
        expect(
            "model! { A, fields: { a: text [default: 1️⃣\"x], b: text [default: 2️⃣'y'], c: 3️⃣txt } }",
            reports: [
                .error("1️⃣", "the string is not closed"), .error("2️⃣", "strings need double quotes"),
                .error("3️⃣", "unknown type 'txt'; did you mean 'text'?"),
            ])
        expect(
            #"model! { A, fields: { a: text [default: "x1️⃣\q", label: "2️⃣\(x)", help: "3️⃣\u{110000}", check: "4️⃣a\0"] } }"#,
            reports: [
                .error("1️⃣", #"'\q' is not a valid escape sequence"#),
                .error("2️⃣", "strings in a model cannot have interpolations"),
                .error("3️⃣", #"'\u' is not a valid escape sequence"#),
                .error("4️⃣", "strings in a model cannot have a NUL character"),
            ])
        expect(
            "model! { A, fields: { a: text [default: 1️⃣\"x], b: 2️⃣txt } }\n",
            reports: [
                .error("1️⃣", "the string is not closed"), .error("2️⃣", "unknown type 'txt'; did you mean 'text'?"),
            ], path: "a.rs")
    }

    @Test func valuesHaveTheirForms() {
        expect(
            "model! { A, table: 1️⃣a, renamed_from: 2️⃣b, fields: 3️⃣[ a: text ] }",
            reports: [
                .error("1️⃣", "expected the table's name in quotes, found 'a'"),
                .error("2️⃣", "expected the former name in quotes, found 'b'"),
                .error("3️⃣", "expected '{', found '['"),
            ])
        expect(
            "model! { A, fields: { a 1️⃣text, b: 2️⃣, c: int [default: 3️⃣], d: int [min: -4️⃣x], e: image [max_size: 5️⃣2 PB] } }",
            reports: [
                .error("1️⃣", "expected ':' and a type, found 'text'"), .error("2️⃣", "expected a type, found ','"),
                .error("3️⃣", "expected a value, found the end of the list"),
                .error("4️⃣", "expected a number, found 'x'"), .error("5️⃣", "unknown unit 'PB'; write KB, MB or GB"),
            ])
    }

    @Test func aCommentHoldsNoNUL() {
        expect(
            "model! { T, fields: { /// a1️⃣\u{0}b\na: text } } // \u{0}",
            reports: [.error("1️⃣", "comments for the database cannot have a NUL character")])
    }
}
