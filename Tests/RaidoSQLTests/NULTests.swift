import Raido
import RaidoSQL
import Testing

@Suite struct `Every engine` {
    private let table = Table(
        "t", columns: [Column("id", .bigInteger, identity: true), Column("v", .integer)], primaryKey: ["id"])

    @Test(arguments: Engine.allCases) func `is sent no SQL that it would cut off at a NUL`(engine: Engine) throws {
        let added = Column("n", .integer, default: .sql("1 + \0 2"))
        for (change, words) in [
            (Change.sql(RawSQL(up: ["SELECT 1", "DELETE FROM t;\0 SELECT 2"])), "'DELETE FROM t;'"),
            (.addColumn(added, to: "t"), "1 + '"),
            (.addCheck(CheckConstraint("ck", "v > 1 \0 + 1"), to: "t"), " > 1 '"),
        ] {
            let error = try #require(throws: UnsupportedChange.self) {
                _ = try render([change], on: Schema([table]), for: engine)
            }
            #expect("\(error)".contains("takes the NUL character (\\0) after"))
            #expect("\(error)".contains(words), "\(error)")
        }
    }
}
