import Raido
import RaidoConsole
import RaidoLanguage
import RaidoRunner
import RaidoTestSupport
import Testing

/// Texts and names made to break out, from a model to every engine and back. That they come out of generated Swift as
/// they went in is `CompileLawTests`' law.
@Suite struct HostileTextTests {
    @Test(arguments: TestDatabase.engines)
    func everyTextIsStoredAsItIs(engine: Engine) throws {
        let texts = hostileTexts
        let fields = texts.enumerated().map { number, text in
            "t\(number): text [required, max_length: 80, default: \(literal(text)), comment: \(literal(text))]"
        }
        let checks = texts.enumerated().map { number, text in
            "c\(number): sql(\(literal("t\(number) <> '" + standard(text) + "x'")))"
        }
        try store(
            "model! { Hostile, table: \"hostile\", fields: { \(fields.joined(separator: ", ")) },"
                + " meta: { comment: \(literal("'; DROP TABLE hostile; -- \\\" */ $$")), checks: { \(checks.joined(separator: ", ")) } } }",
            on: engine, expecting: texts.enumerated().map { ("t\($0)", $1) })
    }

    @Test(arguments: TestDatabase.engines)
    func everyTextIsAValueOfAnEnum(engine: Engine) throws {
        // PostgreSQL has no longer ones, and two that look alike are refused.
        var texts = hostileTexts.filter { $0.utf8.count <= 63 && $0.unicodeScalars.last != "\u{301}" }
        // MySQL and MariaDB lose blanks at the end, and characters of four bytes from definitions, so there such values are
        // refused.
        if engine == .mysql || engine == .mariadb {
            texts.removeAll { $0.last == " " || $0.unicodeScalars.contains { $0.value > 0xFFFF } }
        }
        let values = texts.enumerated().map { "V\($0) = \(literal($1))" }
        let fields = texts.indices.map { "e\($0): choice [enum(Kind), required, default: V\($0)]" }
        try store(
            "model! { Hostile, table: \"hostile\", enums: { Kind: [\(values.joined(separator: ", "))] },"
                + " fields: { \(fields.joined(separator: ", ")) } }",
            on: engine, expecting: texts.enumerated().map { ("e\($0)", $1) })
    }

    @Test(arguments: TestDatabase.engines)
    func reservedWordsAreNames(engine: Engine) throws {
        let fields = reservedWords.map { "\($0): text [required, max_length: 80, default: \(literal($0))]" }
        let models = reservedWords.enumerated().map { number, word in
            "model! { M\(number), table: \(literal(word)), fields: { \(word): int [required, default: 1, unique] } }"
        }
        try store(
            models.joined(separator: "\n")
                + "\nmodel! { Hostile, table: \"hostile\", fields: { \(fields.joined(separator: ", ")) } }",
            on: engine, expecting: reservedWords.map { ($0, $0) })
    }

    @Test func noTextThatIsNoNameBecomesOne() throws {
        for text in hostileTexts where text.utf8.count > 63 || !text.utf8.allSatisfy(Self.isNameByte) || text == "0" {
            let name = literal(text)
            for model in [
                "model! { A, table: \(name), fields: { x: int } }",
                "model! { A, table: \"b\", fields: { x: int }, meta: { checks: { \(name): \"x > 0\" } } }",
            ] { #expect(throws: DiagnosticsError.self, "\(model)") { try read(model) } }
        }
        for text in ["\\u{0}", "\\0", "a\\x00b"] {
            #expect(throws: DiagnosticsError.self) {
                try read("model! { A, fields: { x: text [default: \"\(text)\"] } }")
            }
        }
    }

    // MARK: - How

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }

    private func read(_ model: String) throws -> Schema {
        let file = SourceFile(path: "entities/a.swift", bytes: Array(model.utf8))
        return try readModels([file], frameworks: [], knownFrameworkTables: [], options: LanguageOptions()).schema
    }

    /// Makes the tables, inserts a row of defaults, and asks for the bytes of each column.
    private func store(
        _ model: String, on engine: Engine, expecting columns: [(name: String, text: String)]
    ) throws {
        let table = "hostile"
        let schema: Schema
        do { schema = try read(model) } catch let error as DiagnosticsError {
            Issue.record("\(error.diagnostics.prefix(5).map(\.message))")
            return
        }
        try withDatabase(of: engine) { database in
            let migration = Migration(
                id: "m20260131_120000_001_create_hostile", batch: "20260131_120000",
                changes: schema.tables.map(Change.createTable))
            let migrator = try Migrator(fromTextOf: [migration], database: database.url)
            try migrator.up()
            try expectNoDrift(migrator)
            let isMySQL = engine == .mysql || engine == .mariadb
            _ = try database.ask(isMySQL ? "INSERT INTO \(table) () VALUES ()" : "INSERT INTO \(table) DEFAULT VALUES")
            for part in stride(from: 0, to: columns.count, by: 20).map({ columns[$0..<min($0 + 20, columns.count)] }) {
                let asked = part.map { column in
                    let name = isMySQL ? "`\(column.name)`" : "\"\(column.name)\""
                    return engine == .postgresql
                        ? "upper(encode(convert_to(\(name)::text, 'UTF8'), 'hex'))" : "hex(\(name))"
                }
                let found = try database.ask("SELECT \(asked.joined(separator: ", ")) FROM \(table)")
                    .split(separator: isMySQL ? "\t" : "|", omittingEmptySubsequences: false).map(String.init)
                for (column, hex) in zip(part, found) {
                    #expect(
                        hex == hexadecimal(column.text), "\(engine), \(column.name): \(column.text.debugDescription)")
                }
                #expect(found.count == part.count)
            }
            try migrator.down(.all, force: true)
            #expect(try migrator.inspect().isEmpty)
        }
    }

    /// A literal of the model language, with everything spelled out that could mean something.
    private func literal(_ text: String) -> String {
        "\""
            + text.unicodeScalars.map { scalar in
                scalar.isASCII && scalar.properties.isAlphabetic
                    ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
            }.joined() + "\""
    }

    /// The inside of a literal of standard SQL.
    private func standard(_ text: String) -> String {
        text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    }

    private func hexadecimal(_ text: String) -> String {
        text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
}
