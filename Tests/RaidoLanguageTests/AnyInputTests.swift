import Raido
import RaidoConsole
import RaidoLanguage
import Testing

/// Whatever stands in a file, reading it ends, traps nowhere, and every message has a place in the file.
@Suite struct AnyInput {
    private static let sample = """
        let a = "x \\(b) y"; /* c */ let r = /d"/
        model! {
            /// Words
            Article, table: "articles", renamed_from: "posts", pk: id => i64,
            enums: { Status [renamed_from: "S"]: [Draft, P = "p" [removed, to: Draft]], L: i16 [Low = 0, High = (9, "High")] },
            fields: {
                title: text [required, max_length: 200, default: "é\\u{1F600}"], v: Option<Vec<u8>>, n: decimal(10, 2)? [min: -1.5, check],
                s: choice [enum(Status), default: .Draft], a: bigint [fk(articles.id, cascade, on_update: restrict)], timestamps,
                j: json [default: r#"{"a": [1e5]}"#], g: int [generated(postgresql: "1"), comment: #"x"#], i: image [max_size: 2 MB],
            },
            relations: { belongs_to: Article via a name "x", has_many: Article as others, many_to_many: Article through Article via a },
            meta: { unique_together: [(title, n)], indexes: [(a, -n) unique where "n > 0" using gin name "y", ("lower(title)")], checks: { c: "a > 0" }, ordering: [-a] },
        }
        extend! < table: "eihwaz_users", fields: { a: text } >
        """

    private func check(_ bytes: [UInt8], _ path: String) {
        let file = SourceFile(path: path, bytes: bytes)
        do throws(DiagnosticsError) {
            _ = try readModels([file], frameworks: [], knownFrameworkTables: [], options: LanguageOptions())
        } catch {
            for diagnostic in error.diagnostics {
                guard let span = diagnostic.span else {
                    Issue.record("a message without a place: \(diagnostic.message)")
                    continue
                }
                #expect(span.path == path && span.start <= span.end && span.start >= 0 && span.end <= bytes.count)
            }
        }
    }

    @Test func theSampleItselfIsReadWithoutAMistake() throws {
        let result = try read(Self.sample)
        #expect(result.counts.description == "1 model, 1 extension, 2 enums in 1 file")
    }

    @Test(arguments: ["a.swift", "a.rs"])
    func everyBeginningOfAFileIsRead(_ path: String) {
        let bytes = Array(Self.sample.utf8)
        for length in stride(from: 0, through: bytes.count, by: 7) { check(Array(bytes[..<length]), path) }
    }

    @Test(arguments: ["a.swift", "a.rs"])
    func filesWithAnythingInThemAreRead(_ path: String) {
        let bytes = Array(Self.sample.utf8)
        let pieces = [
            "{", "}", "(", ")", "[", "]", "<", ">", "\"", "'", ",", ":", "=>", "!", "model!{", "extend!(", "//", "/*",
            "*/",
            "#", "`", "\\", "-", "é", "\u{0}", "r#", "r\"", "\"\"\"", "::", ".", "?", "99999999999999999999",
            "1e999999999",
        ].map { Array($0.utf8) }
        var random = SplitMix(state: 42)
        for _ in 0..<300 {
            var mutant = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<mutant.count, using: &random)
                if Bool.random(using: &random) {
                    let end = min(mutant.count, place + Int.random(in: 1...20, using: &random))
                    mutant.removeSubrange(place..<end)
                } else {
                    mutant.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
                }
                if mutant.isEmpty { mutant = [0x20] }
            }
            check(mutant, path)
        }
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
