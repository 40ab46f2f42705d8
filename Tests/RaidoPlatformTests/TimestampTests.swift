import RaidoPlatform
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("2026-01-31T12:00:00Z", 1_769_860_800), ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1),
        ("2000-02-29T23:59:59Z", 951_868_799), ("0000-03-01T00:00:00Z", -62_162_035_200),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func aMomentIsReadAndWrittenTheSame(text: String, seconds: Int) throws {
        let moment = try #require(Timestamp(text))
        #expect(moment.seconds == Int64(seconds))
        #expect(moment.description == text)
        #expect(Timestamp(compact: moment.compact) == moment)
    }

    @Test func theCompactFormIsThatOfIdentities() throws {
        #expect(try #require(Timestamp("2026-01-31T12:00:00Z")).compact == "20260131_120000")
    }

    @Test(arguments: [
        "", "2026-01-31", "2026-01-31 12:00:00Z", "2026-01-31T12:00:00", "2026-02-30T12:00:00Z",
        "2026-13-01T12:00:00Z", "2026-00-01T12:00:00Z", "2026-01-00T12:00:00Z", "2026-01-31T24:00:00Z",
        "2026-01-31T12:60:00Z", "2026-01-31T12:00:60Z", "2026-01-31T12:00:00z", "2o26-01-31T12:00:00Z",
        "2025-02-29T00:00:00Z", "2026-01-31T12:00:00Z ",
    ])
    func whatIsNoMomentIsRefused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func everyDayOfFourCenturiesComesBack() throws {
        for day in stride(from: Int64(-62_167_219_200), to: 62_000_000_000, by: 86_400 * 13 + 17) {
            let moment = Timestamp(seconds: day)
            #expect(Timestamp(moment.parts) == moment)
        }
    }

    @Test func nowIsAfterThisWasWritten() throws {
        #expect(try Timestamp.now() > #require(Timestamp("2025-01-01T00:00:00Z")))
    }
}
