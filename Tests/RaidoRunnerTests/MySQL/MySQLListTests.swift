#if MySQL
    import Raido
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// `ENUM` and `SET` give the place of a value where a number is wanted, and take a number for a place.
    @Suite(.serialized) struct `Values of lists on MySQL and MariaDB` {
        private static let sizes = EnumType("Size", [.text("7"), .text("5")])
        private static let list = Column("size", .enumeration("Size"), nullable: true)

        private func bench(_ server: MySQLServer, _ column: Column) throws -> MySQLBench {
            let table = Table(
                "shoes", columns: [Column("id", .integer), column], primaryKey: ["id"],
                enums: column.type.isCustom ? [] : [Self.sizes])
            let bench = try MySQLBench(server, table)
            try bench.run("INSERT INTO shoes (id, size) VALUES (1, '5'), (2, '7'), (3, NULL)")
            return bench
        }

        @Test(arguments: MySQLServer.available, [nil, "INT", "double unsigned", "year"])
        func `a number is made of the text and not of its place`(server: MySQLServer, native: String?) throws {
            var number = Column("size", .integer, nullable: true)
            if let native { number.nativeTypes = [server.engine: native] }
            let bench = try bench(server, Self.list)
            try bench.apply([.alterColumn(in: "shoes", from: Self.list, to: number)])
            let base = native == "year" ? 2000 : 0
            #expect(try bench.rows("SELECT size + 0e0 = \(base) + 5 FROM shoes WHERE id = 1") == ["1"])
            #expect(try bench.rows("SELECT size + 0e0 = \(base) + 7 FROM shoes WHERE id = 2") == ["1"])
        }

        @Test(arguments: MySQLServer.available)
        func `the values of a set are texts, too`(server: MySQLServer) throws {
            let words = "set('7','5')"
            let set = Column("size", .custom(words), nullable: true, nativeTypes: [server.engine: words])
            let bench = try bench(server, set)
            let number = Column("size", .integer, nullable: true)
            try bench.apply([.alterColumn(in: "shoes", from: set, to: number)])
            #expect(try bench.rows("SELECT size FROM shoes ORDER BY id") == ["5", "7", ""])
        }

        @Test(arguments: MySQLServer.available)
        func `a mapped number is no place in a list`(server: MySQLServer) throws {
            let number = Column("size", .integer, nullable: true, nativeTypes: [server.engine: "INT"])
            let table = Table("shoes", columns: [Column("id", .integer), number], primaryKey: ["id"])
            let bench = try MySQLBench(server, table)
            try bench.run("INSERT INTO shoes (id, size) VALUES (1, 5), (2, 7)")
            try bench.apply([
                .createEnum(Self.sizes, in: "shoes"), .alterColumn(in: "shoes", from: number, to: Self.list),
            ])
            #expect(try bench.rows("SELECT size FROM shoes ORDER BY id") == ["5", "7"])
        }
    }
#endif
