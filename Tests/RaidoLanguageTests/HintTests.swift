import Raido
import RaidoConsole
import RaidoLanguage
import Testing

@Suite struct HintReading {
    @Test func hintsAreKeptUnderNewNames() throws {
        let text = """
            model! { T, table: "t", renamed_from: "s", {
                a: int [required, renamed_from: "b", fill: 7, using: "b::int"],
                b: text [renamed_from("a"), using(postgresql: "x", mysql: "y")],
                c: datetime [required, fill: now],
            } }
            """
        let result = try read(text)
        #expect(result.hints.tables == ["t": "s"])
        #expect(
            result.hints.columns == [.init(table: "t", column: "a"): "b", .init(table: "t", column: "b"): "a"])
        #expect(
            result.hints.fills == [.init(table: "t", column: "a"): .integer(7), .init(table: "t", column: "c"): .now])
        #expect(
            result.hints.usings == [
                .init(table: "t", column: "a"): "b::int",
                .init(table: "t", column: "b"): .sql(postgresql: "x", mysql: "y"),
            ])
        let bytes = Array(text.utf8)
        func words(_ span: SourceSpan?) -> String {
            span.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) } ?? ""
        }
        #expect(words(result.hintPlaces[.table("t")]) == "\"s\"")
        #expect(words(result.hintPlaces[.column(table: "t", "a")]) == "renamed_from: \"b\"")
        #expect(words(result.hintPlaces[.column(table: "t", "b")]) == "renamed_from(\"a\")")
        #expect(words(result.tablePlaces["t"]) == "T")
        #expect(words(result.columnPlaces[.init(table: "t", column: "c")]) == "c")
    }

    @Test func twoFieldsForOneFormerNameAreAMistake() {
        expect(
            "model! { T, { a: int [2️⃣renamed_from: \"x\"], b: int [1️⃣renamed_from: \"x\"] } }",
            reports: [.error("1️⃣", "'x' is already the former name of another one", notes: ["2️⃣ first here"])])
    }

    @Test func theExamplesOfTheAncestorsManualWork() throws {
        for key in ["pk: id => i32,", ""] {
            let result = try read(
                "model! { Employe, table: \"employes\", \(key) { // before: job_title: text,\n title: text [renamed_from: \"job_title\"], } }",
                path: "employe.rs")
            #expect(result.hints.columns == [.init(table: "employes", column: "title"): "job_title"])
        }
        let extended = try read(
            """
            use runique::prelude::*;

            extend! {
                table: "eihwaz_users",
                fields: { bio: textarea, avatar: image [upload_to: "avatars/"], website: url, is_verified: bool [default: false], }
            }
            """, path: "user.rs")
        #expect(extended.frameworkTables == ["eihwaz_users"])
        #expect(extended.schema["eihwaz_users"]?.columns.count == 13)
    }

    @Test func nothingIsItsOwnFormerName() {
        expect(
            """
            model! {
                T, renamed_from: 1️⃣"t",
                enums: { E [2️⃣renamed_from: "E"]: [A = "a" [3️⃣renamed_from: "a"], B = "b" [renamed_from: "B"]] },
                fields: { v: text [4️⃣renamed_from: "v"], w: text [renamed_from: "W"] },
            }
            """,
            reports: [
                .error("1️⃣", "'t' is the present name, not a former one"),
                .error("2️⃣", "'E' is the present name, not a former one"),
                .error("3️⃣", "'a' is the present name, not a former one"),
                .error("4️⃣", "'v' is the present name, not a former one"),
            ])
    }
}
