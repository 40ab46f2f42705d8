import Raido
import RaidoPlanning
import Testing

/// What the guard says about conversions, and where `using` has an effect.
@Suite struct `Advice on conversions` {
    private func plan(
        _ before: Column, _ after: Column, using: SQLFragment? = nil, targets: Set<Engine> = [.postgresql]
    ) throws -> Plan {
        var hints = Hints()
        hints.usings[.init(table: "articles", column: after.name)] = using
        return try planned(
            [.with("articles", [before])], [.with("articles", [after])], hints: hints, targets: targets)
    }

    @Test func `a time zone on PostgreSQL is UTC, and another one can be named`() throws {
        let (before, after) = (Column("v", .timestamp), Column("v", .timestampWithTimeZone))
        let hazard = try plan(before, after).hazards[0]
        #expect(hazard.message.contains("values are converted in the time zone UTC, without an error"))
        #expect(
            hazard.advice == [
                "if existing values are in another time zone: using: \"v AT TIME ZONE 'Europe/Berlin'\" on 'v'"
            ])
        let both = try plan(before, after, targets: [.postgresql, .mysql]).hazards[0]
        #expect(
            both.advice == [
                "if existing values are in another time zone: "
                    + "using(postgresql: \"v AT TIME ZONE 'Europe/Berlin'\") on 'v'"
            ])
        let converted = try plan(before, after, using: "v AT TIME ZONE 'Europe/Berlin'")
        #expect(converted.hazards.flatMap(\.advice) == [])
    }

    @Test func `using converts a column that is mapped to another native type`() throws {
        let mapped = Column("s", .text, nativeTypes: [.mysql: "TINYTEXT"])
        let plan = try plan(Column("s", .text), mapped, using: "left(s, 3)", targets: [.mysql])
        #expect(plan.unusedExpressions == [])
        let usings = plan.migrations.flatMap(\.changes).compactMap { change -> SQLFragment? in
            if case .alterColumn(_, _, _, let using, _) = change { using } else { nil }
        }
        #expect(usings == ["left(s, 3)"])
        #expect(try self.plan(mapped, mapped, using: "left(s, 3)", targets: [.mysql]).unusedExpressions.count == 1)
    }
}
