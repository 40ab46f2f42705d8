import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject
import Testing

/// Which migrations of a branch are moved, and to where.
@Suite struct RebasePlanTests {
    private let now = Timestamp("2026-02-01T00:00:00Z")

    private func history(_ ids: [String]) throws -> MigrationHistory {
        MigrationHistory(
            entries: try ids.map { id in
                let batch = id.dropFirst().prefix(15)
                let text = "let \(id) = Migration(id: \"\(id)\", batch: \"\(batch)\", changes: [])\n"
                let file = SourceFile(path: "migration/\(id).swift", bytes: Array(text.utf8))
                return .init(id: id, file: file, migration: .success(try readMigration(file)))
            })
    }

    private func moves(
        _ ids: [String], after theirs: Set<String>, additions: [String: Int] = [:]
    ) throws -> [String] {
        let rebase = try Rebase(
            history(ids), after: theirs, additions: additions, now: #require(now), folder: "migration")
        return rebase.moves.map { "\($0.old.id) > \($0.new.id)" }
    }

    private let theirs = "m20260103_000000_001_t"

    @Test func `migrations that come later already are not moved`() throws {
        #expect(try moves([theirs, "m20260104_000000_001_a"], after: [theirs]).isEmpty)
        #expect(try moves(["m20260104_000000_001_a"], after: []).isEmpty)
    }

    @Test func `runs keep their order and stay apart, and one run stays one`() throws {
        let ids = ["m20260101_000000_001_a", "m20260101_000000_002_b", "m20260102_000000_001_c"]
        #expect(
            try moves(ids + [theirs], after: [theirs]) == [
                "m20260101_000000_001_a > m20260201_000000_001_a", "m20260101_000000_002_b > m20260201_000000_002_b",
                "m20260102_000000_001_c > m20260201_000001_001_c",
            ])
    }

    @Test func `what follows a moved migration is moved with it`() throws {
        let ids = ["m20260102_000000_001_a", theirs, "m20260301_000000_001_b"]
        #expect(
            try moves(ids, after: [theirs]) == [
                "m20260102_000000_001_a > m20260301_000001_001_a", "m20260301_000000_001_b > m20260301_000002_001_b",
            ])
    }

    @Test func `one that was committed before, and moved before, stays`() throws {
        let ids = ["m20260102_000000_001_b", theirs, "m20260104_000000_001_a"]
        #expect(
            try moves(ids, after: [theirs], additions: ["m20260104_000000_001_a": 0])
                == ["m20260102_000000_001_b > m20260201_000000_001_b"])
    }

    @Test func `a batch that the user chose stays`() throws {
        let text = "let m20260102_000000_001_a = Migration(id: \"m20260102_000000_001_a\", batch: \"one\", changes: [])"
        let file = SourceFile(path: "migration/m20260102_000000_001_a.swift", bytes: Array(text.utf8))
        let entry = try MigrationHistory.Entry(
            id: "m20260102_000000_001_a", file: file, migration: .success(readMigration(file)))
        let rebase = try Rebase(
            MigrationHistory(entries: [entry]), after: [theirs], now: #require(now), folder: "migration")
        let new = try #require(rebase.moves.first?.new)
        #expect(new.file.path == "migration/m20260201_000000_001_a.swift")
        #expect(
            String(decoding: new.file.bytes, as: UTF8.self)
                == text.replacing("m20260102_000000_001_a", with: "m20260201_000000_001_a"))
    }

    @Test func `names that no run gives cannot be moved`() {
        #expect(Rebase.unmovable(["add_users", theirs], after: [theirs]) == ["add_users"])
        #expect(Rebase.unmovable([theirs, "z_users"], after: [theirs]).isEmpty)
    }
}
