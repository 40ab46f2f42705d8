#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// Sessions of applications keep the zone that their server or they themselves choose.
    @Suite(.serialized) struct `Instants on MySQL and MariaDB` {
        private static let posts = table(
            "posts", Column("title", .varchar(40)), Column("made", .timestampWithTimeZone, default: .now),
            Column("changed", .timestampWithTimeZone, default: .now, setOnUpdate: true),
            Column("seen", .timestampWithTimeZone, nullable: true, setOnUpdate: true),
            Column("local", .timestamp, default: .now, setOnUpdate: true))

        /// The table as the first versions made it: they gave instants the words of moments without a zone.
        private static let former = posts.replacing(.timestampWithTimeZone, by: .timestamp)

        private static let creation = Migration(id: "m1", batch: "1", changes: [.createTable(posts)])

        /// How many seconds columns differ from the server's clock in UTC.
        private func distances(_ bench: MySQLBench, _ columns: String...) throws -> [Int] {
            let list = columns.map { "timestampdiff(second, `\($0)`, utc_timestamp(6))" }.joined(separator: ", ")
            let row = try #require(try bench.connection.rows("SELECT \(list) FROM posts LIMIT 1").first)
            return row.map { Int($0.integer ?? .max) }
        }

        private func expectUTC(
            _ bench: MySQLBench, _ columns: String..., sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            for column in columns {
                let distance = try distances(bench, column)[0]
                #expect((0..<3600).contains(distance), "\(column)", sourceLocation: sourceLocation)
            }
        }

        @Test(arguments: MySQLServer.available)
        func `are in UTC in a session of another zone, and moments without a zone are in that zone`(
            server: MySQLServer
        ) throws {
            let bench = try MySQLBench(server, Self.posts)
            try bench.expectAsWanted()
            try bench.run("SET time_zone = '-05:00'")
            try bench.run("INSERT INTO posts (title) VALUES ('a')")
            try expectUTC(bench, "made", "changed")
            #expect(try (18_000..<21_600).contains(distances(bench, "local")[0]))
            try bench.run("UPDATE posts SET made = '2020-01-01', changed = '2020-01-01', local = '2020-01-01'")
            #expect(try bench.rows("SELECT changed FROM posts") == ["2020-01-01 00:00:00.000000"])
            try bench.run("UPDATE posts SET title = 'b'")
            try expectUTC(bench, "changed", "seen")
            #expect(try (18_000..<21_600).contains(distances(bench, "local")[0]))
            // A row that stays the same keeps its time.
            try bench.run("UPDATE posts SET changed = '2020-01-01'")
            try bench.run("UPDATE posts SET title = 'b'")
            #expect(try bench.rows("SELECT changed FROM posts") == ["2020-01-01 00:00:00.000000"])
        }

        @Test(arguments: MySQLServer.available)
        func `of a mapped type with fewer digits are in UTC as well`(server: MySQLServer) throws {
            let mapped = table(
                "posts", Column("title", .varchar(40)),
                Column(
                    "changed", .timestampWithTimeZone, default: .now, setOnUpdate: true,
                    nativeTypes: [.mysql: "datetime(3)", .mariadb: "datetime"]))
            let bench = try MySQLBench(server, mapped)
            try bench.expectAsWanted()
            try bench.run("SET time_zone = '-05:00'")
            try bench.run("INSERT INTO posts (title) VALUES ('a')")
            try expectUTC(bench, "changed")
            try bench.run("UPDATE posts SET changed = '2020-01-01'")
            try bench.run("UPDATE posts SET title = 'b'")
            try expectUTC(bench, "changed")
        }

        @Test(arguments: MySQLServer.available)
        func `are told apart from moments without a zone where the database says so`(server: MySQLServer) throws {
            let bench = try MySQLBench(server, Self.posts)
            let found = try #require(try bench.database.inspect()["posts"])
            let instants = found.columns.filter { $0.type == .timestampWithTimeZone }.map(\.name)
            #expect(instants == ["made", "changed", "seen"])
            #expect(found.column("local")?.type == .timestamp)
            #expect(found.column("made")?.defaultValue == .now)
            #expect(found.columns.filter(\.isSetOnUpdate).map(\.name) == ["changed", "seen", "local"])
        }

        @Test(arguments: MySQLServer.available)
        func `with a default of the user's own in UTC are no drift`(server: MySQLServer) throws {
            let own: DefaultValue = .sql("UTC_TIMESTAMP(6)")
            let bench = try MySQLBench(
                server,
                table(
                    "posts", Column("a", .timestampWithTimeZone, default: own), Column("b", .timestamp, default: own),
                    Column("c", .timestampWithTimeZone, default: own, setOnUpdate: true),
                    Column("d", .timestamp, default: own, setOnUpdate: true),
                    Column("e", .timestampWithTimeZone, default: .sql("CURRENT_TIMESTAMP(6)"))))
            try bench.expectAsWanted()
        }

        /// A bench whose table an older version made, and a migrator that has more migrations.
        private func older(_ server: MySQLServer, then changes: [Change]...) throws -> (MySQLBench, Migrator) {
            let bench = try MySQLBench(server)
            for case .statement(let statement) in try render(
                [.createTable(Self.former)], on: Schema(), for: server.engine)
            {
                try bench.run(statement.text)
            }
            try bench.run("INSERT INTO posts (title) VALUES ('a')")
            let later = changes.enumerated().map { Migration(id: "m\($0 + 2)", batch: "\($0 + 2)", changes: $1) }
            let migrator = try Migrator(fromTextOf: [Self.creation] + later, database: bench.database)
            try migrator.markApplied("m1")
            return (bench, migrator)
        }

        @Test(arguments: MySQLServer.available)
        func `of a table that an older version made are no drift, are named, and can be brought up to date`(
            server: MySQLServer
        ) throws {
            let refresh = Self.posts.columnsInNewWords.map { Change.alterColumn(in: "posts", from: $0, to: $0) }
            let (bench, migrator) = try older(server, then: refresh)
            let before = try migrator.compare()
            #expect(before.matches)
            #expect(before.older.map { "\($0)" } == ["changed", "made", "seen"].map { "column 'posts.\($0)'" })
            try migrator.up()
            let after = try migrator.compare()
            #expect(after.matches && after.older.isEmpty)
            try bench.run("SET time_zone = '-05:00'")
            try bench.run("INSERT INTO posts (title) VALUES ('b')")
            try bench.run("DELETE FROM posts WHERE title = 'a'")
            try expectUTC(bench, "made", "changed")
            try bench.run("UPDATE posts SET changed = '2020-01-01'")
            try bench.run("UPDATE posts SET title = 'c'")
            try expectUTC(bench, "changed", "seen")
            // Again it changes nothing, and neither does the way back.
            try migrator.down()
            #expect(try migrator.compare().matches)
        }

        /// Each leaves the table with what the migrations give, whichever version made it.
        static let changes: [(String, [Change])] = {
            let (made, changed) = (posts.columns[2], posts.columns[3])
            func altered(_ column: Column, _ change: (inout Column) -> Void) -> Change {
                var other = column
                change(&other)
                return .alterColumn(in: "posts", from: column, to: other)
            }
            return [
                ("no longer set", [altered(changed) { $0.isSetOnUpdate = false }]),
                ("no longer set, without a default", [altered(posts.columns[4]) { $0.isSetOnUpdate = false }]),
                ("without a default", [altered(changed) { $0.defaultValue = nil }]),
                ("nullable", [altered(changed) { $0.isNullable = true }]),
                ("set from now on", [altered(made) { $0.isSetOnUpdate = true }]),
                ("a comment", [altered(changed) { $0.comment = "x" }]),
                ("another type", [altered(changed) { $0.type = .timestamp }]),
                ("another column", [.addColumn(Column("n", .integer, nullable: true), to: "posts")]),
                ("renamed", [.renameColumn("changed", to: "moved", in: "posts")]),
                ("dropped", [.dropColumn(changed, from: "posts")]),
                ("of a renamed table", [.renameTable("posts", to: "texts")]),
                ("of a dropped table", [.dropTable(posts)]),
                (
                    "beside one that is filled",
                    [
                        .addColumn(
                            Column("n", .integer, nullable: false), to: "posts", fill: .value(.sql("length(title)")))
                    ]
                ),
                (
                    "converted",
                    [.alterColumn(in: "posts", from: changed, to: changed, using: "changed + INTERVAL 1 HOUR")]
                ),
            ]
        }()

        @Test(arguments: MySQLServer.available, changes)
        func `of a table that an older version made change as others do`(
            server: MySQLServer, change: (name: String, changes: [Change])
        ) throws {
            let (bench, migrator) = try older(server, then: change.changes)
            // Its database is dropped with it.
            defer { withExtendedLifetime(bench) {} }
            try migrator.up(skippingChecks: true)
            try expectNoDifference(migrator)
            try migrator.down(force: true)
            try expectNoDifference(migrator)
            try migrator.up(skippingChecks: true)
            try expectNoDifference(migrator)
        }

        private func expectNoDifference(_ migrator: Migrator, sourceLocation: SourceLocation = #_sourceLocation) throws
        {
            #expect(try ForeignHand.drift(migrator) == [], sourceLocation: sourceLocation)
        }

        @Test(arguments: MySQLServer.available)
        func `of a table that an older version made keep their time while another column is filled`(
            server: MySQLServer
        ) throws {
            let (bench, migrator) = try older(
                server,
                then: [
                    .addColumn(Column("n", .integer), to: "posts", fill: .value(.sql("length(title)")))
                ])
            try bench.run("UPDATE posts SET changed = '2020-01-01', seen = '2020-01-01', local = '2020-01-01'")
            try migrator.up()
            let times = try bench.rows("SELECT n, changed, seen, local FROM posts")
            #expect(times == ["1" + String(repeating: "|2020-01-01 00:00:00.000000", count: 3)])
        }
    }

    extension Table {
        fileprivate func replacing(_ type: ColumnType, by other: ColumnType) -> Table {
            var table = self
            for place in table.columns.indices where table.columns[place].type == type {
                table.columns[place].type = other
            }
            return table
        }
    }
#endif
