import Raido
import RaidoConsole
import RaidoLanguage
import Testing

/// Generous bounds: they hold in a debug build on a busy machine, and break where work grows faster than the text.
@Suite(.serialized) struct Speed {
    @Test func filesWithoutBlocksAreOnlyLookedAt() throws {
        let line =
            "    let value = compute(first: \"text\", second: 12) // the model of extended things, said plainly\n"
        let text = String(repeating: line, count: 20_480 / line.utf8.count)
        let bytes = Array(text.utf8)
        let files = (0..<1000).map { SourceFile(path: "f\($0).swift", bytes: bytes) }
        let time = try ContinuousClock().measure {
            let result = try readModels(files, frameworks: [], knownFrameworkTables: [], options: LanguageOptions())
            #expect(result.schema.isEmpty)
        }
        print("1,000 files of \(bytes.count) bytes without blocks: \(time)")
        #expect(time < .seconds(10))
    }

    @Test func aModelOfTenThousandFieldsIsReadInTimeOfItsLength() throws {
        func time(_ count: Int) throws -> Duration {
            let fields = (0..<count).map { "f\($0): int [required, default: \($0), index],\n" }.joined()
            return try ContinuousClock().measure {
                let result = try read("model! { T, fields: {\n\(fields)} }")
                #expect(result.schema["t"]?.columns.count == count + 1)
            }
        }
        _ = try time(100)
        let (small, large) = (try time(1000), try time(10_000))
        print("1,000 fields: \(small); 10,000 fields: \(large)")
        #expect(large < small * 40)
    }

    @Test func manyModelsThatReferToOneAnotherTakeTimeOfTheirNumber() throws {
        func time(_ count: Int) throws -> Duration {
            let models = (0..<count).map { "model! { M\($0), { a: bigint [fk(m\($0 / 2).id)] } }\n" }.joined()
            return try ContinuousClock().measure {
                let result = try read(models)
                #expect(result.schema.tables.count == count)
            }
        }
        let (small, large) = (try time(100), try time(1000))
        print("100 models: \(small); 1,000 models: \(large)")
        #expect(large < small * 40)
    }

    @Test func `many wrong names take time of their number`() throws {
        func time(_ count: Int) throws -> Duration {
            let fields = (0..<count).map { "f\($0): int [check: \"zz\($0) > 0\"],\n" }.joined()
            return try ContinuousClock().measure {
                let error = try #require(throws: DiagnosticsError.self) {
                    try read("model! { T, fields: {\n\(fields)} }")
                }
                #expect(error.diagnostics.count == count)
            }
        }
        let (small, large) = (try time(200), try time(2000))
        print("200 wrong names: \(small); 2,000 wrong names: \(large)")
        #expect(large < small * 40)
    }

    @Test func manyMistakesTakeTimeOfTheirNumber() throws {
        func time(_ count: Int) throws -> Duration {
            let fields = (0..<count).map { "f\($0): txt [requird],\n" }.joined()
            return try ContinuousClock().measure {
                let error = try #require(throws: DiagnosticsError.self) {
                    try read("model! { T, fields: {\n\(fields)} }")
                }
                #expect(error.diagnostics.count == 2 * count)
            }
        }
        let (small, large) = (try time(100), try time(1000))
        print("200 mistakes: \(small); 2,000 mistakes: \(large)")
        #expect(large < small * 40)
    }

    @Test func blocksThatAreNeverClosedDoNotAddUp() throws {
        let text = String(repeating: "model! { A, fields: { a: text,\n", count: 3000)
        let time = try ContinuousClock().measure {
            _ = try #require(throws: DiagnosticsError.self) { try read(text) }
        }
        print("3,000 blocks that are not closed: \(time)")
        #expect(time < .seconds(20))
    }

    /// A line of 10 MB is read as any other: one of text, one string, one of fields.
    @Test func aLineMayBeVeryLong() throws {
        let long = String(repeating: "x ", count: 5 << 20)
        let model = "model! { T, fields: { a: text } }"
        #expect(try read("let a = \"\(long)\" \(model)").schema["t"]?.columns.count == 2)
        #expect(try read("/* \(long) */ \(model) // \(long)").schema["t"]?.columns.count == 2)
        let inside = try read("model! { T, fields: { a: textarea [default: \"\(long)\"] } }")
        #expect(inside.schema["t"]?.columns.last?.defaultValue == .string(long))
        let error = try #require(throws: DiagnosticsError.self) {
            try read("model! { T, fields: { a: text [default: \"\(long)\"] } }")
        }
        #expect(error.diagnostics.allSatisfy { $0.message.utf8.count < 200 })
    }
}
