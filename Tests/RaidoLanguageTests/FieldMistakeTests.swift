import Raido
import RaidoLanguage
import Testing

@Suite struct FieldMistakes {
    /// Expects messages about the fields of one model.
    private func expectFields(
        _ fields: String, reports expected: [Expected], options: LanguageOptions = LanguageOptions(),
        at location: SourceLocation = #_sourceLocation
    ) {
        expect(
            "model! { T, enums: { E: [A, B = \"b\"], N: i16 [Low = 1] }, fields: { \(fields) } }", reports: expected,
            options: options, at: location)
    }

    @Test func unknownTypesAndOptionsGetASuggestion() {
        let arrays = "arrays are not supported yet: write json"
        expectFields("a: 1️⃣txt", reports: [.error("1️⃣", "unknown type 'txt'; did you mean 'text'?")])
        expectFields("a: 1️⃣Text", reports: [.error("1️⃣", "unknown type 'Text'; did you mean 'text'?")])
        expectFields("a: 1️⃣zzzzzz?", reports: [.error("1️⃣", "unknown type 'zzzzzz'")])
        expectFields("a: 1️⃣Vec<i32>", reports: [.error("1️⃣", "unknown type 'Vec<i32>'; \(arrays)")])
        expectFields("a: 1️⃣HashMap<K,V?>", reports: [.error("1️⃣", "unknown type 'HashMap<K, V?>'; write json")])
        expectFields("a: HashMap<K, 1️⃣Vec<i32>>", reports: [.error("1️⃣", "unknown type 'Vec<i32>'; \(arrays)")])
        expectFields("a: Option1️⃣<>", reports: [.error("1️⃣", "expected a type, found '>'")])
        expectFields("a: text [1️⃣requird]", reports: [.error("1️⃣", "unknown option 'requird'; did you mean 'required'?")])
        expectFields(
            "title: text [2️⃣required, 1️⃣required]",
            reports: [.error("1️⃣", "'required' is given twice", notes: ["2️⃣ first here"])])
        expectFields(
            "a: text [2️⃣max_length: 5, 1️⃣max_len(5)]",
            reports: [.error("1️⃣", "'max_len' is given twice", notes: ["2️⃣ first here"])])
    }

    @Test func aFieldIsDeclaredOnce() {
        expectFields(
            "2️⃣a: text, b: text, 1️⃣a: int",
            reports: [.error("1️⃣", "the field 'a' is declared twice", notes: ["2️⃣ first here"])])
        expectFields(
            "2️⃣a: text, 1️⃣A: int",
            reports: [
                .error(
                    "1️⃣", "'A' and 'a' differ only in case; SQLite and MySQL treat them as the same name",
                    notes: ["2️⃣ first here"])
            ])
        expectFields(
            "1️⃣id: int",
            reports: [.error("1️⃣", "'id' is already the primary key; without 'pk:' a model has pk: id => i64")])
        expectFields(
            "2️⃣created_at: datetime, 1️⃣timestamps",
            reports: [.error("1️⃣", "the field 'created_at' is declared twice", notes: ["2️⃣ first here"])])
    }

    @Test func namesHaveOnlyPlainCharacters() {
        let long = String(repeating: "a", count: 64)
        expectFields(
            "1️⃣é: text, 2️⃣\(long): text",
            reports: [
                .error(
                    "1️⃣", "'é' is not a valid name: use letters a to z, digits and '_', and do not start with a digit"),
                .error("2️⃣", "'\(long)' has 64 bytes; names have at most 63"),
            ])
    }

    @Test func optionsTakeWhatTheyTake() {
        expectFields(
            "a: text [1️⃣required: true, 2️⃣default, 3️⃣label(\"a\", \"b\"), help: 4️⃣5, max_length: 5️⃣\"x\"]",
            reports: [
                .error("1️⃣", "'required' takes no value"), .error("2️⃣", "'default' needs a value: default: …"),
                .error("3️⃣", "'label' takes one value"), .error("4️⃣", "expected a string, found '5'"),
                .error("5️⃣", "expected a whole number from 1 on, found \"x\""),
            ])
        expectFields("a: text [max_length: 1️⃣0]", reports: [.error("1️⃣", "expected a whole number from 1 on, found '0'")])
        expectFields("a: text [1️⃣label()]", reports: [.error("1️⃣", "'label' needs a value: label: …")])
        expectFields("a: decimal [step: 1️⃣x]", reports: [.error("1️⃣", "expected a number, found 'x'")])
        expectFields("a: text [select_as: 1️⃣5]", reports: [.error("1️⃣", "expected a word, found '5'")])
        expectFields("a: text [kind: 1️⃣emial]", reports: [.error("1️⃣", "unknown type 'emial'; did you mean 'email'?")])
        expectFields("a: text [1️⃣renamed_from: \"\"]", reports: [.error("1️⃣", "the name is empty")])
    }

    @Test(arguments: [
        ("int", "max_length: 5"), ("int", "min_length: 5"), ("text", "min: 5"), ("bool", "max: 5"),
        ("text", "auto_now"),
        ("date", "auto_now_update"), ("time", "auto_now_update"), ("int", "collate: \"x\""), ("text", "enum(E)"),
        ("text", "upload_to: \"x\""), ("int", "max_size: 5"), ("int", "rows: 5"), ("email", "no_hash"),
        ("email", "kind: text"), ("json", "unique"), ("xml", "index"), ("textarea", "file(image)"), ("text", "step: 1"),
        ("varchar(5)", "step: 1"), ("char", "max_length: 5"),
    ])
    func optionsGoWithTheirTypes(_ type: String, _ option: String) {
        let name = option.prefix { $0.isLetter || $0 == "_" }
        let word = type.prefix { $0.isLetter || $0 == "_" }
        expectFields("a: \(type) [1️⃣\(option)]", reports: [.error("1️⃣", "'\(name)' is not allowed with '\(word)'")])
    }

    @Test func typesTakeWhatTheyTake() {
        expectFields(
            "a: 1️⃣int(5), b: 2️⃣binary, c: 3️⃣varchar(1, 2), d: 4️⃣decimal(1, 2, 3), e: varchar(5️⃣x), f: char(6️⃣0), g: 7️⃣decimal(5, 6), h: varchar(5) [8️⃣max_length: 5]",
            reports: [
                .error("1️⃣", "'int' takes nothing in parentheses"), .error("2️⃣", "'binary' needs its length: binary(16)"),
                .error("3️⃣", "'varchar' takes one number"), .error("4️⃣", "'decimal' takes at most 2 numbers"),
                .error("5️⃣", "expected a whole number, found 'x'"), .error("6️⃣", "expected a number above 0, found '0'"),
                .error("7️⃣", "decimal(p, s) has a precision of at most 1000, and a scale no greater than the precision"),
                .error("8️⃣", "'5' is given twice"),
            ])
        expectFields(
            "a: 1️⃣custom, b: 2️⃣choice, c: choice [enum(3️⃣F)], d: enum(4️⃣EE), e: 5️⃣enum",
            reports: [
                .error("1️⃣", "expected custom(\"…\") with the engine's type in quotes, found 'custom'"),
                .error("2️⃣", "'choice' needs its values: choice [enum(Status)]"),
                .error("3️⃣", "the model declares no enum 'F'; did you mean 'E'?"),
                .error("4️⃣", "the model declares no enum 'EE'; did you mean 'E'?"),
                .error("5️⃣", "expected the name of an enum, found nothing"),
            ])
    }

    @Test func whatContradictsIsReported() {
        expectFields(
            "a: text [required, 1️⃣nullable], b: 2️⃣String? [3️⃣required], c: datetime [auto_now, 4️⃣nullable], d: datetime [auto_now, 5️⃣default: now], e: int [default: 1, 6️⃣generated: \"1\"], f: int [min: 5, 7️⃣max: 4]",
            reports: [
                .error("1️⃣", "'required' and 'nullable' contradict each other"),
                .error("3️⃣", "'required' and 'nullable' contradict each other"),
                .error("4️⃣", "'auto_now' and 'nullable' contradict each other"),
                .error("5️⃣", "'default' and 'auto_now' contradict each other"),
                .error("6️⃣", "'generated' and 'default' contradict each other"),
                .error("7️⃣", "'min' and 'max' contradict each other"),
            ])
        expectFields(
            "1️⃣/// one\na: text [2️⃣comment: \"two\"]",
            reports: [.error("2️⃣", "'comment' is given twice", notes: ["1️⃣ first here"])])
        expectFields(
            "a: text [1️⃣check], b: int [2️⃣fill: 1], c: int [required, 3️⃣fill: null], d: text [required, 4️⃣default: null]",
            reports: [
                .error("1️⃣", "'check' has nothing to check: write check: \"…\", or min, max or min_length beside it"),
                .error("2️⃣", "'fill' is for NOT NULL columns; 'b' may be NULL"),
                .error("3️⃣", "NULL is not a valid 'fill' for a NOT NULL column"),
                .error("4️⃣", "the default is NULL, but 'd' cannot be NULL"),
            ])
    }

    @Test(arguments: [
        ("text", "5", "'5' does not fit varchar(255); write it in quotes"),
        ("text", "abc", "'abc' does not fit varchar(255); write it in quotes"),
        ("text [max_length: 2]", "\"abc\"", "\"abc\" does not fit varchar(2); it has 3 characters"),
        ("bool", "1", "'1' does not fit boolean; write true or false"),
        ("int", "\"5\"", "\"5\" does not fit integer; write a whole number"),
        ("int", "5.0", "'5.0' does not fit integer; write a whole number"),
        ("int", "2147483648", "'2147483648' does not fit integer; it holds -2147483648 to 2147483647"),
        (
            "i64", "9223372036854775808",
            "'9223372036854775808' does not fit big_integer; it holds -9223372036854775808 to 9223372036854775807"
        ),
        ("u8", "-1", "'-1' does not fit unsigned_tiny_integer; it holds 0 to 255"),
        (
            "u64", "18446744073709551616",
            "'18446744073709551616' does not fit unsigned_big_integer; it holds 0 to 18446744073709551615"
        ),
        ("float", "true", "'true' does not fit double; write a number"),
        (
            "decimal(4,2)", "100",
            "'100' does not fit decimal(4,2); it holds 2 digits before and 2 after the decimal point"
        ),
        (
            "decimal(4,2)", "0.125",
            "'0.125' does not fit decimal(4,2); it holds 2 digits before and 2 after the decimal point"
        ),
        ("date", "now", "'now' does not fit date; write today or \"2026-01-31\""),
        ("date", "\"2023-02-29\"", "\"2023-02-29\" does not fit date; write today or \"2026-01-31\""),
        ("time", "\"24:00\"", "\"24:00\" does not fit time; write now or \"12:30:00\""),
        ("datetime", "today", "'today' does not fit timestamp; write now or \"2026-01-31 12:30:00\""),
        ("datetime", "\"2026-01-31\"", "\"2026-01-31\" does not fit timestamp; write now or \"2026-01-31 12:30:00\""),
        ("uuid", "\"x\"", "\"x\" does not fit uuid; write uuid or 36 characters"),
        ("json", "\"{a}\"", "\"{a}\" does not fit json; write JSON in quotes"),
        ("json", "\"[01]\"", "\"[01]\" does not fit json; write JSON in quotes"),
        ("blob", "\"x\"", "\"x\" does not fit blob; write sql(\"…\")"),
        ("enum(E)", "C", "'C' is not a value of 'E'; did you mean 'A'?"),
        ("enum(E)", "F::A", "'F.A' is not a value of 'E'; did you mean 'A'?"),
        ("enum(E)", "5", "'5' is not a value of 'E'"),
        ("enum(N)", "2", "'2' is not a value of 'N'"),
        ("int", "(1, 2)", "a list does not fit integer; write a whole number"),
        ("text", "sql()", "the SQL is empty"),
    ])
    func defaultsAndFillsFitTheirTypes(_ type: String, _ literal: String, _ message: String) {
        let open = type.hasSuffix("]") ? "\(type.dropLast()), " : "\(type) ["
        var options = LanguageOptions()
        options.engines = [.postgresql]
        expectFields("a: \(open)default: 1️⃣\(literal)]", reports: [.error("1️⃣", message)], options: options)
        expectFields(
            "a: \(open)required, fill: 1️⃣\(literal)]", reports: [.error("1️⃣", message)], options: options)
    }

    @Test func aTypeIsOptionalOnce() {
        for type in ["Option<Option<i32>>", "Option<i32?>", "Option<i32>?", "String??"] {
            expectFields("a: 1️⃣\(type)", reports: [.error("1️⃣", "the type is optional twice; once is enough")])
        }
    }

    @Test func theTypeOfAnEngineStandsInQuotes() {
        expectFields(
            "a: custom(1️⃣tsvector)",
            reports: [.error("1️⃣", "write the engine's type in quotes: custom(\"tsvector\")")])
        expectFields(
            "a: 1️⃣custom",
            reports: [.error("1️⃣", "expected custom(\"…\") with the engine's type in quotes, found 'custom'")])
    }

    @Test func aCollationHasAName() {
        expectFields("a: text [1️⃣collate: \"\"]", reports: [.error("1️⃣", "the name is empty")])
    }

    @Test(arguments: [
        ("interval", "x", "interval; write \"1 day 02:30:00\""),
        ("interval", "day", "interval; write \"1 day 02:30:00\""),
        ("inet", "x", "inet; write \"192.168.0.1\""), ("inet", "1.2.3.256", "inet; write \"192.168.0.1\""),
        ("inet", "10.1", "inet; write \"192.168.0.1\""), ("ip", "1::2::3", "inet; write \"192.168.0.1\""),
        ("cidr", "10.0.0.0/33", "cidr; write \"192.168.0.0/16\""),
        ("macaddr", "08:00:2b:01:02", "mac_address; write \"08:00:2b:01:02:03\""),
        ("macaddr", "08:00:2b:01:02:zz", "mac_address; write \"08:00:2b:01:02:03\""),
    ])
    func textsOfAFormHaveThatForm(type: String, text: String, message: String) {
        expectFields(
            "a: \(type) [default: 1️⃣\"\(text)\"]", reports: [.error("1️⃣", "\"\(text)\" does not fit \(message)")])
    }

    @Test(arguments: [
        (
            "interval",
            ["1 day", "1 day 02:30:00", "-3 months ago", "@ 1 minute", "P1Y2M3DT4H5M6S", "1-2", "1.5h", "infinity"]
        ),
        ("inet", ["127.0.0.1", "10.1.2.3/8", "::", "::1", "fe80::1/64", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4"]),
        ("cidr", ["10", "10.1", "192.168.0.0/16", "2001:db8::/32"]),
        ("macaddr", ["08:00:2b:01:02:03", "08-00-2B-01-02-03", "08002b:010203", "0800.2b01.0203", "08002b010203"]),
        ("xml", ["x"]),
    ])
    func textsOfThatFormFit(type: String, texts: [String]) {
        for text in texts { expectFields("a: \(type) [default: \"\(text)\"]", reports: []) }
    }

    @Test func limitsFitTheirTypes() {
        expectFields(
            "a: int [min: 1️⃣0.5, max: 2️⃣x]",
            reports: [
                .error("1️⃣", "'0.5' does not fit integer; write a whole number"),
                .error("2️⃣", "'x' does not fit integer; write a number"),
            ])
    }

    @Test func sqlNamesKnownEnginesOnce() {
        expectFields(
            "a: text [check(1️⃣postgres: \"x\"), default: sql(sqlite: \"a\", 2️⃣sqlite: \"b\"), using: 3️⃣\" \"], b: int [generated: 4️⃣5]",
            reports: [
                .error("1️⃣", "unknown engine 'postgres'; did you mean 'postgresql'?"),
                .error("2️⃣", "'sqlite' is given twice"), .error("3️⃣", "the SQL is empty"),
                .error("4️⃣", "expected SQL in quotes, found '5'"),
            ])
    }

    @Test func namesThatAnEngineKeepsAreReported() {
        let long = String(repeating: "é", count: 32)
        expect(
            "model! { T, enums: { 1️⃣E: [A = \"\(long)\"] }, fields: { 2️⃣xmin: int } }",
            reports: [
                .warning(
                    "1️⃣", "PostgreSQL cannot hold the value '\(long)': it has 64 bytes, and at most 63 are possible"),
                .warning("2️⃣", "'xmin' is a system column of every PostgreSQL table; choose another name"),
            ])
    }

    @Test func typesThatAnEngineLacksAreReported() {
        expectFields(
            "a: 1️⃣u64, b: 2️⃣custom(\"tsvector\"), c: 3️⃣varchar(20000), d: 4️⃣decimal(70, 2), e: 5️⃣binary(300)",
            reports: [
                .warning(
                    "1️⃣", "SQLite cannot hold unsigned_big_integer: numbers above 9223372036854775807 cannot be held"),
                .warning(
                    "2️⃣",
                    "SQLite, MySQL, MariaDB cannot hold custom(tsvector): map it with type_mappings: \"custom:tsvector\""
                ),
                .warning("3️⃣", "MySQL, MariaDB cannot hold varchar(20000): the greatest length is 16383"),
                .warning(
                    "4️⃣", "MySQL, MariaDB cannot hold decimal(70,2): the greatest precision is 65, the greatest scale 30"
                ),
                .warning("5️⃣", "MySQL, MariaDB cannot hold binary(300): the greatest length is 255"),
            ])
        var options = LanguageOptions()
        options.engines = [.sqlite]
        options.requiresTargets = true
        expectFields(
            "a: 1️⃣u64, c: varchar(20000)",
            reports: [
                .error("1️⃣", "SQLite cannot hold unsigned_big_integer: numbers above 9223372036854775807 cannot be held")
            ], options: options)
    }
}
