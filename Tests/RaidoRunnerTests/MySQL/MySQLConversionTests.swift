#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// What others write while a column is converted. Each statement commits, so they can between any two.
    @Suite(.serialized) struct `A conversion on MySQL and MariaDB` {
        /// Expressions that give the same, as a generated column can and cannot have them.
        enum Expression: String, CaseIterable {
            case steady = "cast(credit as decimal(10,2))"
            case withSubquery = "cast(credit as decimal(10,2)) * coalesce((SELECT max(factor) FROM rates), 1)"
            case withMoment = "if(now() > '2000-01-01', cast(credit as decimal(10,2)), NULL)"
        }

        private static let rates = Table("rates", columns: [Column("factor", .integer)], primaryKey: ["factor"])
        private static let text = Column("credit", .varchar(20), nullable: true)
        private static let number = Column("credit", .decimal(precision: 10, scale: 2), nullable: true)

        private func accounts(_ column: Column) -> Table {
            Table(
                "accounts",
                columns: [
                    Column("id", .bigInteger), column,
                    Column("changed_at", .timestamp, nullable: true, setOnUpdate: true),
                ], primaryKey: ["id"], indexes: [Index("idx_accounts_credit", [.ascending("credit")])])
        }

        private func bench(_ server: MySQLServer) throws -> MySQLBench {
            let bench = try MySQLBench(server, Self.rates, accounts(Self.text))
            try bench.run("INSERT INTO accounts (id, credit) VALUES (1, '1.50'), (2, '2.50')")
            return bench
        }

        /// Whether somebody else's statement was made; else it says why.
        private func writes(_ sql: String, as other: MySQLConnection) throws -> Bool {
            do { try other.run(sql) } catch {
                #expect("\(error)".contains("try again when it is made"), "\(error)")
                return false
            }
            return true
        }

        private func other(_ bench: MySQLBench) throws -> MySQLConnection {
            let other = try MySQLConnection(MySQLAddress(bench.server.url))
            try other.run("USE \(bench.name)")
            return other
        }

        /// Writes as somebody else, lets the rest be made, and looks whether what was written is there.
        private func expectKept(
            _ bench: MySQLBench, _ expression: Expression, after statement: String, _ rest: () throws -> Void
        ) throws {
            let other = try other(bench)
            let isUpdated = try writes("UPDATE accounts SET credit = '7.77' WHERE id = 1", as: other)
            let isInserted = try writes("INSERT INTO accounts (id, credit) VALUES (3, '8.88')", as: other)
            if expression == .steady { #expect(isUpdated && isInserted, "after \(statement)") }
            try rest()
            let rows = try bench.rows("SELECT id, credit FROM accounts ORDER BY id")
            let wanted = [isUpdated ? "1|7.77" : "1|1.50", "2|2.50"] + (isInserted ? ["3|8.88"] : [])
            #expect(rows == wanted, "after \(statement)")
            try other.run("UPDATE accounts SET credit = 9.99 WHERE id = 1")
            try other.run("INSERT INTO accounts (id, credit) VALUES (4, 4.44)")
        }

        @Test(arguments: MySQLServer.available, Expression.allCases)
        func `keeps what is written between its statements, or refuses it`(
            server: MySQLServer, expression: Expression
        ) throws {
            let change = Change.alterColumn(
                in: "accounts", from: Self.text, to: Self.number, using: SQLFragment(expression.rawValue))
            let steps = try render([change], on: Schema([Self.rates, accounts(Self.text)]), for: server.engine)
            let statements = steps.compactMap { if case .statement(let statement) = $0 { statement.text } else { nil } }
            #expect(statements.count >= 2)
            for place in 1...statements.count {
                let bench = try bench(server)
                for statement in statements[..<place] { try bench.connection.run(statement) }
                try expectKept(bench, expression, after: statements[place - 1]) {
                    for statement in statements[place...] { try bench.connection.run(statement) }
                }
            }
        }

        /// Goes as far as to the last `ALTER TABLE`, over a connection of its own.
        private func lose(_ bench: MySQLBench, _ history: [Migration], isSent: Bool) throws {
            let lost = LostConnection(try other(bench), at: "ALTER TABLE `accounts`\n", isSent: isSent)
            let error = try failure { try Migrator(fromTextOf: history, database: MySQLDatabase(lost)).up() }
            #expect("\(error)".contains("lost"), "\(error)")
        }

        @Test(arguments: MySQLServer.available, Expression.allCases)
        func `keeps what is written before an interrupted one goes on, or refuses it`(
            server: MySQLServer, expression: Expression
        ) throws {
            let history = [
                Migration(
                    id: "m1", batch: "1", changes: [.createTable(Self.rates), .createTable(accounts(Self.text))]),
                Migration(
                    id: "m2", batch: "2",
                    changes: [
                        .alterColumn(
                            in: "accounts", from: Self.text, to: Self.number, using: SQLFragment(expression.rawValue))
                    ]),
            ]
            for isSent in [false, true] {
                let bench = try MySQLBench(server)
                try Migrator(fromTextOf: history, database: bench.database).up(.to("m1"))
                try bench.run("INSERT INTO accounts (id, credit) VALUES (1, '1.50'), (2, '2.50')")
                try lose(bench, history, isSent: isSent)
                let migrator = try Migrator(fromTextOf: history, database: bench.database)
                try expectKept(bench, expression, after: isSent ? "the last one" : "the one before the last") {
                    let made = try migrator.up()
                    #expect(made == ["m2"])
                }
                #expect(try migrator.compare().matches)
            }
        }

        @Test(arguments: MySQLServer.available)
        func `fills what its expression gives no value, also for rows that come meanwhile`(server: MySQLServer) throws {
            let bench = try bench(server)
            var number = Self.number
            number.isNullable = false
            try bench.run("INSERT INTO accounts (id, credit) VALUES (3, NULL)")
            try bench.applyKeeping([
                .alterColumn(
                    in: "accounts", from: Self.text, to: number, using: "cast(credit as decimal(10,2))",
                    fill: .value(.decimal("0.25")))
            ])
            #expect(
                try bench.rows("SELECT id, credit, changed_at IS NULL FROM accounts ORDER BY id")
                    == ["1|1.50|1", "2|2.50|1", "3|0.25|1"])
        }

        @Test(arguments: MySQLServer.available)
        func `does not lose what a foreign key writes`(server: MySQLServer) throws {
            let clubs = Table("clubs", columns: [Column("id", .integer)], primaryKey: ["id"])
            let column = Column("club_id", .integer, nullable: true)
            let key = ForeignKey("fk_members_club_id", ["club_id"], references: "clubs", ["id"], onDelete: .setNull)
            let members = Table(
                "members", columns: [Column("id", .integer), column], primaryKey: ["id"], foreignKeys: [key])
            let bench = try MySQLBench(server, clubs, members)
            try bench.run("INSERT INTO clubs (id) VALUES (1), (2)")
            try bench.run("INSERT INTO members (id, club_id) VALUES (1, 1), (2, 2)")
            let change = Change.alterColumn(in: "members", from: column, to: column, using: "nullif(club_id, 0)")
            let steps = try render([change], on: Schema([clubs, members]), for: server.engine)
            let statements = steps.compactMap { if case .statement(let statement) = $0 { statement.text } else { nil } }
            let place = try #require(statements.firstIndex { $0.hasPrefix("UPDATE") })
            for statement in statements[...place] { try bench.connection.run(statement) }
            try other(bench).run("DELETE FROM clubs WHERE id = 1")
            let error = try failure {
                for statement in statements[(place + 1)...] { try bench.connection.run(statement) }
            }
            #expect("\(error)".contains("fk_members_club_id"), "\(error)")
        }

        @Test(arguments: MySQLServer.available)
        func `gives an added column what rows have not got meanwhile`(server: MySQLServer) throws {
            let bench = try bench(server)
            let token = Column("token", .varchar(40))
            let steps = try render(
                [.addColumn(token, to: "accounts", fill: .value(.sql("lower('NONE')")))],
                on: Schema([Self.rates, accounts(Self.text)]), for: server.engine)
            let statements = steps.compactMap { if case .statement(let statement) = $0 { statement.text } else { nil } }
            try bench.connection.run(statements[0])
            try other(bench).run("UPDATE accounts SET token = 'mine' WHERE id = 1")
            for statement in statements.dropFirst() { try bench.connection.run(statement) }
            #expect(try bench.rows("SELECT id, token FROM accounts ORDER BY id") == ["1|mine", "2|none"])
        }

        @Test(arguments: MySQLServer.available)
        func `keeps the day of a moment just before midnight`(server: MySQLServer) throws {
            let late = "2024-02-29 23:59:59.999999"
            for old in [ColumnType.timestamp, .varchar(40)] {
                let (before, after) = (Column("x", old), Column("x", .date))
                let bench = try MySQLBench(server, RowCase.books(before))
                try bench.run("INSERT INTO books (id, x) VALUES (1, '\(late)')")
                try bench.applyKeeping([.alterColumn(in: "books", from: before, to: after)])
                #expect(try bench.rows("SELECT x FROM books") == ["2024-02-29"])
            }
        }

        @Test(arguments: MySQLServer.available)
        func `keeps unsigned numbers above the greatest signed one`(server: MySQLServer) throws {
            let unsigned = Column("x", .unsignedBigInteger, nullable: true)
            for other in [ColumnType.decimal(precision: 20, scale: 0), .varchar(30), .text] {
                let wide = Column("x", other, nullable: true)
                let bench = try MySQLBench(server, RowCase.books(wide))
                try bench.run(
                    "INSERT INTO books (id, x) VALUES (1, '18446744073709551615'), (2, '9223372036854775808'), (3, NULL)"
                )
                let stored = try bench.rows("SELECT id, x FROM books ORDER BY id")
                try bench.applyAndRevert([.alterColumn(in: "books", from: wide, to: unsigned)])
                #expect(try bench.rows("SELECT id, x FROM books ORDER BY id") == stored)
                try bench.run("UPDATE books SET x = '-1' WHERE id = 3")
                _ = try failure { try bench.apply([.alterColumn(in: "books", from: wide, to: unsigned)]) }
            }
            let wide = Column("x", .varchar(30), nullable: true)
            let bench = try MySQLBench(server, RowCase.books(wide))
            try bench.run("INSERT INTO books (id, x) VALUES (1, '1.6')")
            if server.engine == .mariadb {
                _ = try failure { try bench.apply([.alterColumn(in: "books", from: wide, to: unsigned)]) }
                #expect(try bench.rows("SELECT x FROM books") == ["1.6"])
            }
        }

        @Test(arguments: MySQLServer.available)
        func `takes no number for a time`(server: MySQLServer) throws {
            let (before, after) = (Column("x", .varchar(20)), Column("x", .time))
            let bench = try MySQLBench(server, RowCase.books(before))
            try bench.run("INSERT INTO books (id, x) VALUES (1, '12')")
            _ = try failure { try bench.apply([.alterColumn(in: "books", from: before, to: after)]) }
            #expect(try bench.rows("SELECT x FROM books") == ["12"])
        }
    }

    extension MySQLBench {
        /// Makes the changes, and compares what is there then.
        fileprivate func applyKeeping(_ changes: [Change]) throws {
            try apply(changes)
            let difference = try difference()
            #expect(difference == nil)
        }
    }
#endif
