import Raido
import RaidoLanguage
import Testing

@Suite struct Enums {
    private func type(_ text: String) throws -> EnumType {
        try #require(try table("enums: { \(text) }").enums.first)
    }

    @Test func stringEnumsStoreNamesOrTheirValues() throws {
        #expect(
            try type("S: [A, B: \"Label\", C = \"c\", D = (\"d\", \"Label\"), E = \"e\": \"Label\",]")
                == EnumType("S", [.text("A"), .text("B"), .text("c"), .text("d"), .text("e")]))
        #expect(try type("S: String [A = \"a\"]") == EnumType("S", [.text("a")]))
    }

    @Test func integerEnumsStoreNumbers() throws {
        #expect(
            try type("L: i16 [Low = -1, High = (9, \"High\")]")
                == EnumType("L", storage: .smallInteger, [.number(-1, name: "Low"), .number(9, name: "High")]))
        #expect(try type("L: i32 [A = 5]").storage == .integer)
        #expect(try type("L: Int [A = 5]").storage == .bigInteger)
        #expect(
            try type("L: i64 [A, B, C = 7, D]").values
                == [.number(0, name: "A"), .number(1, name: "B"), .number(7, name: "C"), .number(8, name: "D")])
    }

    @Test func labelsAreForApplications() throws {
        let result = try read("model! { T, enums: { S: [A: \"One\", B = (\"b\", \"Two\")] } }")
        let variants = try #require(result.models.first?.enums.first?.variants)
        #expect(variants.map(\.label) == ["One", "Two"])
        #expect(variants.map(\.name) == ["A", "B"])
    }

    @Test func renamesAndRemovalsAreHints() throws {
        let result = try read(
            """
            model! { T, enums: {
                State [renamed_from: "Status"]: [A [renamed_from: "Old"], B = "b" [renamed_from: "bb"], Gone = "gone" [removed, to: B]],
                Level: i16 [Low = 0 [renamed_from: "Lower"], Gone = 5 [removed, to: Low]] [renamed_from: "Rank"],
            } }
            """)
        let state = try #require(result.schema["t"]?.enumType("State"))
        #expect(state.values == [.text("A"), .text("b")])
        #expect(result.schema["t"]?.enumType("Level")?.values == [.number(0, name: "Low")])
        #expect(
            result.hints.enums == [
                .init(table: "t", enumType: "State"): "Status", .init(table: "t", enumType: "Level"): "Rank",
            ])
        #expect(
            result.hints.enumValues == [
                .init(table: "t", enumType: "State", value: "A"): "Old",
                .init(table: "t", enumType: "State", value: "b"): "bb",
                .init(table: "t", enumType: "Level", value: "Low"): "Lower",
            ])
        #expect(
            result.hints.replacements == [
                .init(table: "t", enumType: "State", value: "gone"): "b",
                .init(table: "t", enumType: "Level", value: "Gone"): "Low",
            ])
        #expect(
            Set(result.hintPlaces.keys) == [
                .enumType(table: "t", "State"), .enumType(table: "t", "Level"),
                .enumValue(table: "t", enumType: "State", "A"), .enumValue(table: "t", enumType: "State", "b"),
                .enumValue(table: "t", enumType: "State", "gone"), .enumValue(table: "t", enumType: "Level", "Low"),
                .enumValue(table: "t", enumType: "Level", "Gone"),
            ])
    }

    @Test func mistakesInEnumsAreReported() {
        expect(
            """
            model! { T, enums: {
                1️⃣A: [], 2️⃣B: [X], 3️⃣B: [Y], C: 4️⃣f64 [X], D: [5️⃣X, 6️⃣X, Y = 7️⃣"X", Z = 8️⃣5],
            } }
            """,
            reports: [
                .error("1️⃣", "the enum 'A' has no values"),
                .error("3️⃣", "the enum 'B' is declared twice", notes: ["2️⃣ first here"]),
                .error("4️⃣", "an enum stores strings, or i16, i32 or i64, not 'f64'"),
                .error("6️⃣", "the variant 'X' is declared twice", notes: ["5️⃣ first here"]),
                .error("7️⃣", "two variants store \"X\"", notes: ["5️⃣ first here"]),
                .error("8️⃣", "'5' is not a string; to store numbers write D: i32 […]"),
            ])
        expect(
            """
            model! { T, enums: {
                A: i16 [X = 1️⃣70000, Y = 2️⃣"y", 0️⃣Z = 1, W = 3️⃣1], B: [X = 4️⃣"", Y = 5️⃣("y")],
                C: [X [6️⃣removed], Y [to: 7️⃣X], Z [removed, to: 8️⃣Q], W [9️⃣remvd]],
            } }
            """,
            reports: [
                .error("1️⃣", "'70000' does not fit small_integer; it holds -32768 to 32767"),
                .error("2️⃣", "\"y\" does not fit small_integer; write a whole number"),
                .error("3️⃣", "two variants store 1", notes: ["0️⃣ first here"]),
                .error("4️⃣", "an enum value cannot be empty; MySQL uses the empty text for invalid values"),
                .error("5️⃣", "expected (\"value\", \"Label\"), found another list"),
                .error("6️⃣", "name the replacement for rows with 'X': [removed, to: …]"),
                .error("7️⃣", "'to' requires 'removed'"),
                .error("8️⃣", "'Q' is not a value of 'C'; did you mean 'W'?"),
                .error("9️⃣", "unknown option 'remvd'; did you mean 'removed'?"),
            ])
        expect(
            """
            model! { T, enums: {
                A: [X [2️⃣renamed_from: "x"], Y [1️⃣renamed_from: "x"]],
                B [4️⃣renamed_from: "b"]: [X], C [3️⃣renamed_from: "b"]: [X], D [5️⃣from: "b"]: [X],
                E: [X [6️⃣renamed_from: 5]], 7️⃣É: [X], F [8️⃣renamed_from: 5]: [X],
            } }
            """,
            reports: [
                .error("1️⃣", "'x' is already the former name of another one", notes: ["2️⃣ first here"]),
                .error("3️⃣", "'b' is already the former name of another one", notes: ["4️⃣ first here"]),
                .error("5️⃣", "unknown option 'from'"),
                .error("6️⃣", "expected the former value in quotes, found another thing"),
                .error(
                    "7️⃣", "'É' is not a valid name: use letters a to z, digits and '_', and do not start with a digit"),
                .error("8️⃣", "expected the former name in quotes, found another thing"),
            ])
    }
}
