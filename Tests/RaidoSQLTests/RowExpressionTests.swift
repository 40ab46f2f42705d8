import Raido
import Testing

@testable import RaidoSQL

/// The SQL of `using` and `fill`, which is computed for each row.
@Suite struct `Expressions for rows` {
    private let table = Table(
        "t",
        columns: [
            Column("id", .bigInteger), Column("x", .integer, nullable: true), Column("s", .text, nullable: true),
        ], primaryKey: ["id"])

    private func conversion(_ using: SQLFragment) -> Change {
        .alterColumn(
            in: "t", from: Column("x", .integer, nullable: true), to: Column("x", .bigInteger, nullable: true),
            using: using)
    }

    private func filling(_ fill: SQLFragment) -> Change {
        .addColumn(Column("g", .integer), to: "t", fill: .value(.sql(fill)))
    }

    private func texts(_ change: Change, _ engine: Engine, key: [String] = ["id"]) throws -> [String] {
        var table = table
        table.primaryKey = key
        return try render([change], on: Schema([table]), for: engine).flatMap(\.statements).map(\.text)
    }

    private func refusal(_ change: Change, _ engine: Engine, key: [String] = ["id"]) throws -> String? {
        do throws(UnsupportedChange) {
            var table = table
            table.primaryKey = key
            _ = try render([change], on: Schema([table]), for: engine)
            return nil
        } catch { return "\(error)" }
    }

    @Test func `PostgreSQL computes a conversion with a subquery in a column of its own`() throws {
        #expect(
            try texts(conversion("(select count(*) from a)"), .postgresql) == [
                #"ALTER TABLE "t" ADD COLUMN "__raido_using" bigint"#,
                #"UPDATE "t" SET "__raido_using" = (select count(*) from a)"#,
                #"ALTER TABLE "t" ALTER COLUMN "x" TYPE bigint USING "__raido_using""#,
                #"ALTER TABLE "t" DROP COLUMN "__raido_using""#,
            ])
        #expect(
            try texts(conversion("x * 2"), .postgresql) == [
                #"ALTER TABLE "t" ALTER COLUMN "x" TYPE bigint USING x * 2"#
            ])
    }

    @Test(arguments: [Engine.mysql, .mariadb])
    func `an expression that reads its own table is in a derived table`(engine: Engine) throws {
        #expect(
            try texts(filling("(select max(x.x) from t x)"), engine).contains(
                "UPDATE `t` SET `g` = (SELECT v FROM (SELECT `id` AS k0, ((select max(x.x) from t x)) AS v FROM `t` "
                    + "LIMIT 18446744073709551615) AS raido_values WHERE raido_values.k0 = `t`.`id`) WHERE `g` IS NULL")
        )
        #expect(
            try texts(filling("(select max(n) from a)"), engine).contains(
                "UPDATE `t` SET `g` = (select max(n) from a) WHERE `g` IS NULL"))
        let refusal = try refusal(filling("(select max(x.x) from t x)"), engine, key: [])
        #expect(
            refusal
                == "\(engine.displayName) cannot read 't' while it fills 't.g', because the table has no primary key; "
                + "add one first, or fill the column in raw SQL")
    }

    @Test(arguments: [Engine.mysql, .mariadb])
    func `a converted column keeps its place`(engine: Engine) throws {
        let computed = try texts(conversion("x * 2"), engine)
        #expect(computed.first?.hasSuffix("STORED AFTER `x`") == true, "\(computed)")
        let written = try texts(conversion("(select count(*) from a)"), engine)
        #expect(written.first == "ALTER TABLE `t` ADD COLUMN `__raido_x` bigint AFTER `x`", "\(written)")
    }

    @Test(arguments: Engine.allCases)
    func `a function over several rows is refused, and a subquery is not`(engine: Engine) throws {
        let message =
            "\(engine.displayName) takes only one row at a time in 'using' of 't.x', and not 'count'; "
            + "put it into a subquery, as in (select … from t …)"
        #expect(try refusal(conversion("x + count(*)"), engine) == message)
        #expect(try refusal(filling("coalesce(sum(x), 0)"), engine)?.contains("'fill' of 't.g', and not 'sum'") == true)
        #expect(try refusal(conversion("coalesce((select count(*) from a), 0)"), engine) == nil)
        #expect(try refusal(conversion("greatest(x, 1)"), engine) == nil)
    }

    @Test(arguments: [Engine.postgresql, .mysql, .mariadb])
    func `a window function is refused where rows are updated`(engine: Engine) throws {
        let refusal = try refusal(conversion("row_number() over (order by id)"), engine)
        #expect(refusal?.contains("and not the window function; put it into a subquery") == true, "\(refusal ?? "")")
    }

    @Test func `SQLite copies rows with window functions`() throws {
        #expect(try refusal(conversion("count(*) over (order by id)"), .sqlite) == nil)
    }

    @Test func `PostgreSQL takes no function that gives several rows`() throws {
        #expect(try refusal(conversion("generate_series(1, x)"), .postgresql)?.contains("'generate_series'") == true)
    }
}
