import Foundation
import Raido
import RaidoConsole
import RaidoProject
import Testing

/// docs/raido.schema.json, for editors, and the reader of `raido.json` agree.
@Suite(.enabled(if: SchemaValidator.isInstalled, "python3-jsonschema is not installed"))
struct SettingsSchemaTests {
    @Test func theExamplesOfTheSettingsPageAreTakenByTheReaderAndTheSchema() throws {
        let examples = try SettingsPage.examples()
        #expect(examples.count >= 6)
        #expect(try SchemaValidator.verdicts(on: examples) == examples.map { _ in true })
        for example in examples { #expect(complaint(example) == nil, "\(example)") }
    }

    @Test func whatTheSettingsPageCallsRefusedIsRefusedByTheReaderAndTheSchema() throws {
        let refused = try SettingsPage.refused()
        #expect(refused.count >= 15)
        let verdicts = try SchemaValidator.verdicts(on: refused)
        for (text, isValid) in zip(refused, verdicts) {
            #expect(!isValid, "the schema takes \(text)")
            #expect(complaint(text) != nil, "the reader takes \(text)")
        }
    }

    @Test func atTheBoundsOfPathsAndWordsBothSayTheSame() throws {
        let texts = [
            #"{"entities": "/"}"#, #"{"entities": "a/"}"#, #"{"entities": "a//b"}"#, #"{"entities": ".."}"#,
            #"{"entities": "..a/b.."}"#, #"{"entities": "a/.."}"#, #"{"entities": "a\n"}"#, #"{"entities": "a\n/.."}"#,
            #"{"entities": "..\n"}"#, #"{"entities": ".git"}"#, #"{"entities": ".git\n"}"#, #"{"entities": ".github"}"#,
            #"{"entities": "x/.GIT/"}"#, #"{"entities": ".raido/x"}"#, #"{"entities": "a\u0000"}"#,
            #"{"entities": "."}"#, #"{"engines": ["MariaDB", "PG"]}"#, #"{"engines": ["pgsql"]}"#,
            #"{"engines": ["sqlite\n"]}"#, #"{"engines": ["sqlite4"]}"#, #"{"$schema": 1}"#, #"{"entitys": "a"}"#, "[]",
            "null", "{}", #"{"history_table": "_raido_migrations"}"#, #"{"history_table": "SQLITE_x"}"#,
            #"{"history_table": "a\n"}"#, #"{"history_table": "\#(String(repeating: "h", count: 48))"}"#,
            #"{"history_table": "\#(String(repeating: "h", count: 49))"}"#, #"{"history_table": "é"}"#,
        ]
        for (text, isValid) in zip(texts, try SchemaValidator.verdicts(on: texts)) {
            #expect((complaint(text) == nil) == isValid, "\(text): \(complaint(text) ?? "taken by the reader")")
        }
    }

    @Test func theyKnowTheSameKeys() throws {
        let schema = try JSONSerialization.jsonObject(with: Data(contentsOf: SchemaValidator.schema)) as? [String: Any]
        let keys = try #require(schema?["properties"] as? [String: Any]).keys
        let message = try #require(complaint(#"{"?": 1}"#))
        let known = try #require(message.components(separatedBy: "known here: ").last).components(separatedBy: ", ")
        #expect(keys.sorted() == known.sorted())
        let page = try SettingsPage.text()
        for key in keys { #expect(page.contains("`\(key)`"), "docs/settings.md does not have '\(key)'") }
    }

    @Test func theSettingsOfANewProjectAreTaken() throws {
        try withScratchFolder { folder in
            let setup = try ProjectSetup(engines: [.sqlite, .mariadb], in: folder.path)
            let file = try #require(setup.files.files.first { $0.path == "raido.json" })
            guard case .create(let bytes) = file.change else {
                Issue.record("raido.json is not new")
                return
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(complaint(text) == nil)
            #expect(try SchemaValidator.verdicts(on: [text]) == [true])
        }
    }

    private func complaint(_ text: String) -> String? {
        problem { () throws(ProjectError) in
            try Settings(reading: SourceFile(path: "raido.json", bytes: Array(text.utf8)))
        }?.description
    }
}

/// The examples of docs/settings.md.
private enum SettingsPage {
    static func text() throws -> String {
        try String(contentsOf: SchemaValidator.docs.appendingPathComponent("settings.md"), encoding: .utf8)
    }

    /// The blocks of JSON.
    static func examples() throws -> [String] {
        try text().components(separatedBy: "```json\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    }

    /// The first column of the tables of what is refused.
    static func refused() throws -> [String] {
        try text().components(separatedBy: "\n").filter { $0.hasPrefix("| `{") }.map {
            $0.components(separatedBy: "`")[1]
        }
    }
}

/// Debian's validator of JSON Schemas.
private enum SchemaValidator {
    static let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs")
    static let schema = docs.appendingPathComponent("raido.schema.json")

    static let isInstalled = (try? python("import jsonschema", input: "").status) == 0

    /// Whether each document fits the schema.
    static func verdicts(on documents: [String]) throws -> [Bool] {
        let script = """
            import json, sys, jsonschema
            with open(sys.argv[1]) as file: schema = json.load(file)
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            for text in json.load(sys.stdin): print(validator.is_valid(json.loads(text)))
            """
        let input = try JSONEncoder().encode(documents)
        let (status, output) = try python(script, input: String(decoding: input, as: UTF8.self))
        #expect(status == 0)
        return output.split(separator: "\n").map { $0 == "True" }
    }

    private static func python(_ script: String, input: String) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", script, schema.path]
        let (given, printed) = (Pipe(), Pipe())
        process.standardInput = given
        process.standardOutput = printed
        process.standardError = FileHandle.nullDevice
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try given.fileHandleForWriting.close()
        let text = printed.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }
}
