import RaidoLanguage
import Testing

@Suite struct Limits {
    private func expectField(
        _ field: String, reports expected: [Expected], at location: SourceLocation = #_sourceLocation
    ) {
        expect("model! { T, fields: { \(field) } }", reports: expected, at: location)
    }

    @Test func noTextIsBothLongAndShort() {
        expectField(
            "a: text [min_length: 5, 1️⃣max_length: 2]",
            reports: [.error("1️⃣", "'min_length' and 'max_length' contradict each other")])
        expectField(
            "a: textarea [1️⃣max_len(2), min_len(3)]",
            reports: [.error("1️⃣", "'min_len' and 'max_len' contradict each other")])
        expectField(
            "a: varchar(4) [1️⃣min_length: 5]",
            reports: [.error("1️⃣", "'min_length' and 'varchar(4)' contradict each other")])
        expectField("a: text [min_length: 5, max_length: 5], b: char(2) [min_length: 2]", reports: [])
    }

    @Test func greatNumbersAreComparedExactly() {
        expectField(
            "a: bigint [min: 9007199254740993, 1️⃣max: 9007199254740992]",
            reports: [.error("1️⃣", "'min' and 'max' contradict each other")])
        expectField("a: bigint [min: 9007199254740992, max: 9007199254740993]", reports: [])
    }

    @Test func aDefaultKeepsToTheFieldsOwnCheck() {
        expectField(
            "a: int [default: 1️⃣9, 2️⃣max: 5, check]",
            reports: [.error("1️⃣", "'9' violates the field's own check, max: 5", notes: ["2️⃣ declared here"])])
        expectField(
            "a: float [required, check, fill: 1️⃣-1, 2️⃣min_f: -0.5]",
            reports: [.error("1️⃣", "'-1' violates the field's own check, min_f: -0.5", notes: ["2️⃣ declared here"])])
        expectField(
            "a: text [2️⃣min_length: 2, check, default: 1️⃣\"é\"]",
            reports: [.error("1️⃣", "\"é\" violates the field's own check, min_length: 2", notes: ["2️⃣ declared here"])])
        expectField(
            "a: textarea [2️⃣max_length: 2, check, default: 1️⃣\"abc\"]",
            reports: [.error("1️⃣", "\"abc\" violates the field's own check, max_length: 2", notes: ["2️⃣ declared here"])])
    }

    @Test func aDefaultMayBreakWhatTheDatabaseDoesNotCheck() {
        expectField("a: int [default: 9, max: 5], b: int [default: 5, max: 5, min: 5, check]", reports: [])
        expectField("a: int [default: sql(\"9\"), max: 5, check], b: int [default: null, max: 5, check]", reports: [])
    }
}
