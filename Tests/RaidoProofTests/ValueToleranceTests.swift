import Raido
import RaidoRunner
import Testing

@testable import RaidoProof

@Suite struct `What a value becomes with its column's type` {
    private func holds(
        _ old: ColumnType, _ new: ColumnType, _ before: SQLValue, _ now: SQLValue, on engine: Engine = .postgresql
    ) -> Bool {
        ValueTolerance(TypeChange(from: Column("c", old), to: Column("c", new), on: engine)).holds(now, for: before)
    }

    private let two = ColumnType.decimal(precision: 9, scale: 2)

    @Test func `is the same where the new type holds it`() {
        #expect(holds(.integer, .varchar(20), .integer(7), .text("7")))
        #expect(!holds(.integer, .varchar(20), .integer(7), .text("8")))
        #expect(holds(.boolean, .integer, .integer(1), .integer(1)))
        #expect(holds(.date, .timestamp, .text("2026-01-31"), .text("2026-01-31 00:00:00")))
        #expect(!holds(.date, .timestamp, .text("2026-01-31"), .text("2026-02-01 00:00:00")))
        #expect(holds(.char(3), .varchar(3), .text("a  "), .text("a")))
        #expect(holds(.varbinary(4), .blob, .blob([1, 2]), .blob([1, 2])))
        #expect(!holds(.varbinary(4), .binary(4), .blob([1]), .blob([1, 0, 0, 0])))
    }

    @Test func `is near by where the engine rounds it`() {
        let four = ColumnType.decimal(precision: 9, scale: 4)
        #expect(holds(four, two, .text("1.2550"), .text("1.26")))
        #expect(!holds(four, two, .text("1.2550"), .text("1.27")))
        #expect(holds(two, .unsignedSmallInteger, .text("1.50"), .integer(2)))
        #expect(!holds(two, .unsignedSmallInteger, .text("1.50"), .integer(3)))
        #expect(holds(.double, .integer, .real(1.6), .integer(2)))
        #expect(!holds(.double, .integer, .real(1.6), .integer(3)))
        #expect(holds(.double, .real, .real(1.5e30), .real(1.500_000_1e30)))
        #expect(!holds(.double, .real, .real(1.5e30), .real(1.51e30)))
        #expect(holds(.real, two, .real(1e15), .text("999999986991104.00")))
        #expect(holds(.text, .integer, .text(" 12"), .integer(12)))
        #expect(!holds(.text, .integer, .text("12"), .integer(13)))
    }

    @Test func `is never NULL where it was not, nor the other way round`() {
        for tolerance in [ValueTolerance.same, .alike, .rounded(scale: 2), .approximate, .present] {
            #expect(!tolerance.holds(.null, for: .integer(0)) && !tolerance.holds(.integer(0), for: .null))
            #expect(tolerance.holds(.null, for: .null))
        }
    }

    @Test func `is as loose as the loosest of two changes`() {
        #expect(ValueTolerance.same.combined(with: .alike) == .alike)
        #expect(ValueTolerance.alike.combined(with: .rounded(scale: 2)) == .rounded(scale: 2))
        #expect(ValueTolerance.rounded(scale: 1).combined(with: .rounded(scale: 2)) == .rounded(scale: 1))
        #expect(ValueTolerance.approximate.combined(with: .rounded(scale: 2)) == .present)
    }
}

@Suite struct `Rows after a change` {
    private let old = Table("t", columns: [Column("n", .decimal(precision: 10, scale: 2))])
    private let change = Change.alterColumn(
        in: "t", from: Column("n", .decimal(precision: 10, scale: 2)), to: Column("n", .integer))

    /// What is missed where the old rows become those of today.
    private func lost(_ before: [String], _ today: [Int]) throws -> [String] {
        let scratch = try ScratchDatabase()
        try scratch.connection.run("CREATE TABLE t (n)")
        for number in before { try scratch.connection.run("INSERT INTO t VALUES ('\(number)')") }
        var rowTracker = try RowTracker(of: Schema([old]), on: scratch.connection, .mariadb)
        try rowTracker.follow([change], from: Schema([old]))
        try scratch.connection.run("DELETE FROM t")
        for number in today { try scratch.connection.run("INSERT INTO t VALUES (\(number))") }
        return try rowTracker.lost()
    }

    @Test func `are found again where each half could be two of them`() throws {
        #expect(try lost(["5.50", "4.50", "3.50", "2.50"], [3, 4, 5, 6]) == [])
    }

    @Test func `are told where one is another`() throws {
        #expect(
            try lost(["2.50", "7.00"], [3, 9])
                == ["t has no longer (n: '7.00')", "t has instead (n: 9)"])
    }
}
