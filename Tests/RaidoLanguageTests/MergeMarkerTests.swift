import RaidoLanguage
import Testing

/// What a merge leaves in files of models.
@Suite struct MergeMarkerTests {
    private static let model = "model! { First, table: \"firsts\", fields: { x: text } }\n"
    private static let error = Expected.error(
        "1️⃣", "merge markers", notes: ["- resolve the conflict and run the command again"])

    @Test(arguments: ["a.model", "a.swift", "a.rs"])
    func `a conflict between models is an error at its first line`(path: String) {
        expect(
            Self.model
                + """
                1️⃣<<<<<<< HEAD
                model! { A, table: "as", fields: { x: text } }
                =======
                model! { B, table: "bs", fields: { x: text } }
                >>>>>>> main

                """, reports: [Self.error], path: path)
    }

    @Test func `a conflict in a model is one error, and what refers to the model is none`() {
        expect(
            [
                "a.model": """
                model! { A, table: "as", fields: {
                1️⃣<<<<<<< HEAD
                    x: text,
                ||||||| base
                =======
                    x: i32 ["
                >>>>>>> main
                } }

                """,
                "b.model":
                    "model! { B, table: \"bs\", fields: { a_id: i64 }, relations: { belongs_to: A via a_id } }\n",
            ], reports: [Self.error])
    }

    @Test(arguments: [
        "/*\n<<<<<<< HEAD\n=======\n>>>>>>> main\n*/\n",
        "let text = \"\"\"\n<<<<<<< HEAD\n=======\n>>>>>>> main\n\"\"\"\n",
        "<<<<<<< HEAD\n/*\n=======\n*/\n>>>>>>> main\n", "//\n=======\n", ">>>>>>> main\n", "<<<<<<< HEAD\n=======\n",
        " <<<<<<< HEAD\n =======\n >>>>>>> main\n",
    ])
    func `marks in comments and texts, or not all three of them, are no conflict`(code: String) {
        expect(code + Self.model, reports: [])
    }
}
