#if PostgreSQL
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, enums` {
        @Test func `an enum, in every way`() throws {
            let bench = try PostgreSQLWorkbench.articles()
            try bench.applyAndRevert([.addEnumValue(.text("held"), to: "Status", in: "articles", before: "gone")])
            try bench.applyAndRevert([.renameEnum("Status", to: "State", in: "articles")])
            try bench.applyAndRevert([
                .reorderEnum(
                    "Status", from: ["draft", "published", "gone"], to: ["gone", "draft", "published"], in: "articles")
            ])
            try bench.applyAndRevert([.renameEnumValue("published", to: "it's out", of: "Status", in: "articles")])
            #expect(try bench.rows("SELECT status FROM articles ORDER BY id") == ["draft", "gone", "published"])
            let checks = try #require(bench.schema["articles"]?.checks.first { $0.name == "ck_articles_status" })
            let index = try #require(bench.schema["articles"]?.indexes.first)
            try bench.apply([.dropCheck(checks, from: "articles"), .dropIndex(index, from: "articles")])
            let unmapped = try failure {
                try bench.apply([.dropEnumValue(.text("gone"), from: "Status", in: "articles")])
            }
            #expect("\(unmapped)".contains("invalid input value for enum articles_status: \"gone\""))
            try bench.applyAndRevert([
                .dropEnumValue(.text("gone"), from: "Status", in: "articles", replacement: "draft")
            ])
            #expect(try bench.rows("SELECT status FROM articles ORDER BY id") == ["draft", "draft", "published"])
        }

        @Test func `an enum value added and used at once, as default, check and fill`() throws {
            let bench = try PostgreSQLWorkbench.articles()
            let old = Column("status", .enumeration("Status"), default: .string("draft"))
            var new = old
            new.defaultValue = .string("held")
            let check = CheckConstraint("ck_held", "status <> 'held' OR views > 0")
            try bench.applyAndRevert([
                .addEnumValue(.text("held"), to: "Status", in: "articles", before: "gone"),
                .alterColumn(in: "articles", from: old, to: new),
                .addColumn(Column("former", .enumeration("Status")), to: "articles", fill: .value(.string("held"))),
                .addCheck(check, to: "articles"),
            ])
        }

        @Test func `several values of an enum and its order at once`() throws {
            let bench = try PostgreSQLWorkbench.articles()
            try bench.applyAndRevert([
                .addEnumValue(.text("new"), to: "Status", in: "articles", before: "draft"),
                .addEnumValue(.text("last"), to: "Status", in: "articles"),
                .renameEnumValue("published", to: "out", of: "Status", in: "articles"),
                .reorderEnum(
                    "Status", from: ["new", "draft", "out", "gone", "last"],
                    to: ["last", "gone", "out", "draft", "new"],
                    in: "articles"),
            ])
        }

        @Test func `values that exchange their names`() throws {
            let bench = try PostgreSQLWorkbench.articles()
            try bench.apply([
                .renameEnumValue("draft", to: "tmp", of: "Status", in: "articles"),
                .renameEnumValue("published", to: "draft", of: "Status", in: "articles"),
                .renameEnumValue("tmp", to: "published", of: "Status", in: "articles"),
            ])
            try bench.expectAsWanted()
            #expect(try bench.rows("SELECT status FROM articles ORDER BY id") == ["published", "gone", "draft"])
        }

        @Test func `text becomes an enum and text again`() throws {
            let text = Column("state", .varchar(20), default: .string("a"))
            let type = EnumType("State", [.text("a"), .text("b")])
            let bench = try PostgreSQLWorkbench(Table("t", columns: [text]))
            try bench.run("INSERT INTO t VALUES ('a'), ('b')")
            try bench.applyAndRevert([
                .createEnum(type, in: "t"),
                .alterColumn(
                    in: "t", from: text, to: Column("state", .enumeration("State"), default: .string("b"))),
            ])
            #expect(try bench.rows("SELECT state FROM t ORDER BY 1") == ["a", "b"])
        }

        @Test func `an enum and a table of one name are refused`() throws {
            let articles = Table(
                "articles", columns: [Column("s", .enumeration("Status"))],
                enums: [EnumType("Status", [.text("a")])])
            let error = try failure {
                _ = try render(
                    [.createTable(table("articles_status")), .createTable(articles)], on: Schema(), for: .postgresql)
            }
            #expect(
                "\(error)"
                    == "PostgreSQL keeps tables and enums in one namespace, and 'articles_status' is the name of "
                    + "table 'articles_status' and of enum 'Status' of 'articles'; rename one of them")
        }

        @Test func `a number of an enum that goes is replaced in rows`() throws {
            let kinds = EnumType(
                "Kind", storage: .smallInteger,
                [.number(1, name: "low"), .number(5, name: "high"), .number(9, name: "gone")])
            let bench = try PostgreSQLWorkbench()
            try bench.apply([
                .createTable(
                    Table(
                        "t", columns: [Column("n", .integer), Column("kind", .enumeration("Kind"), nullable: true)],
                        primaryKey: ["n"], enums: [kinds]))
            ])
            try bench.run("INSERT INTO t VALUES (1, 1), (2, 9), (3, NULL)")
            try bench.apply([
                .dropEnumValue(.number(9, name: "gone"), from: "Kind", in: "t", before: nil, replacement: "high")
            ])
            #expect(try bench.rows("SELECT n, kind FROM t ORDER BY n") == ["1|1", "2|5", "3|"])
        }
    }
#endif
