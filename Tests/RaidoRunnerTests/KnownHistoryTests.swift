import Testing

@testable import RaidoRunner

/// What a connection remembers of the history, and when it reads all of it again.
@Suite struct KnownHistoryTests {
    private func row(_ place: Int64, digest: Int64, checksum: String = "") -> KnownHistory.Row {
        let migration = AppliedMigration(
            id: "m\(place)", batch: "", checksum: checksum, appliedAt: "", duration: 0)
        return KnownHistory.Row(place: place, migration: migration, digest: digest)
    }

    /// Brings the history up to date with those rows, and gives the places after which it read.
    private func update(_ history: inout KnownHistory, to rows: [KnownHistory.Row]) throws -> [Int64] {
        var read: [Int64] = []
        try history.update(
            count: rows.count, last: rows.last?.place ?? 0, digest: rows.reduce(0) { $0 + $1.digest }
        ) { place in
            read.append(place)
            return rows.filter { $0.place > place }
        }
        return read
    }

    @Test func `only what was added at the end is read`() throws {
        var history = KnownHistory()
        #expect(try update(&history, to: [row(1, digest: 5), row(2, digest: 7)]) == [0])
        #expect(try update(&history, to: [row(1, digest: 5), row(2, digest: 7)]) == [])
        #expect(try update(&history, to: [row(1, digest: 5), row(2, digest: 7), row(3, digest: -9)]) == [2])
        #expect(history.unchanged == 2)
        #expect(try update(&history, to: [row(1, digest: 5)]) == [])
        #expect(history.unchanged == 1 && history.migrations.map(\.id) == ["m1"])
    }

    @Test func `a changed row makes it read everything`() throws {
        var history = KnownHistory()
        _ = try update(&history, to: [row(1, digest: 5), row(2, digest: 7)])
        #expect(try update(&history, to: [row(1, digest: 6, checksum: "x"), row(2, digest: 7)]) == [0])
        #expect(history.unchanged == 0 && history.migrations.map(\.checksum) == ["x", ""])
        _ = try update(&history, to: [row(1, digest: 8, checksum: "y"), row(2, digest: 7), row(3, digest: 1)])
        #expect(history.unchanged == 0 && history.migrations.map(\.checksum) == ["y", "", ""])
    }
}
