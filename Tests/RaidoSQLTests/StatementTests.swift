import Raido
import Testing

@testable import RaidoSQL

@Suite struct `A table of many columns` {
    private func columns(_ count: Int) -> [Column] {
        (0..<count).map { Column("c\($0)", .boolean, nullable: true) }
    }

    @Test(arguments: [(Engine.sqlite, 2000), (.postgresql, 1600), (.mysql, 1017), (.mariadb, 1017)])
    func `has as many as the engine has room for`(engine: Engine, most: Int) throws {
        let full = Table("t", columns: columns(most))
        #expect(try render([.createTable(full)], on: Schema(), for: engine).count == 1)
        let last = columns(most + 1)[most]
        let reason = UnsupportedChange.Reason.tooManyColumns(most + 1, most: most, table: "t")
        for changes in [[Change.createTable(Table("t", columns: columns(most + 1)))], [.addColumn(last, to: "t")]] {
            let error = try #require(throws: UnsupportedChange.self) {
                try render(changes, on: Schema([full]), for: engine)
            }
            #expect(error.reason == reason)
        }
        #expect(throws: Never.self) {
            try render(
                [.dropColumn(full.columns[0], from: "t"), .addColumn(last, to: "t")], on: Schema([full]), for: engine)
        }
    }
}

@Suite struct `A person's statements` {
    @Test(arguments: Engine.allCases) func `are split at semicolons that end one`(engine: Engine) {
        let text = "UPDATE a SET b = ';'; -- c;\n/* ; */ DELETE FROM \"x;y\";;\nSELECT (1)\n"
        #expect(
            splitStatements(text, for: engine) == [
                "UPDATE a SET b = ';'", "-- c;\n/* ; */ DELETE FROM \"x;y\"", "SELECT (1)",
            ])
    }

    @Test func `keep the bodies of routines and triggers`() {
        let body = """
            CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW BEGIN
                IF NEW.b > 1 THEN SET NEW.b = 1; END IF;
                CASE NEW.c WHEN 1 THEN SET NEW.c = 2; END CASE;
                WHILE 0 DO SET @x = 1; END WHILE;
                FOR i IN 1..3 DO SET @x = i; END FOR;
            END
            """
        #expect(splitStatements("\(body); SELECT 1", for: .mariadb) == [body, "SELECT 1"])
        let sqlite = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE d WHEN 1 THEN 2 END; END"
        #expect(splitStatements("\(sqlite); SELECT 1;", for: .sqlite) == [sqlite, "SELECT 1"])
        let function = "CREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END; $$ LANGUAGE plpgsql"
        #expect(splitStatements("\(function); SELECT 1", for: .postgresql) == [function, "SELECT 1"])
        for text in [
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 2; SELECT CASE WHEN true THEN 1 END; END",
            "CREATE FUNCTION f() RETURNS TABLE (begin int) AS 'SELECT 1' LANGUAGE sql",
            "CREATE TRIGGER t BEFORE UPDATE OF begin ON a FOR EACH ROW EXECUTE FUNCTION f()",
        ] {
            #expect(splitStatements("\(text); SELECT 1", for: .postgresql) == [text, "SELECT 1"])
        }
    }

    @Test func `end where PostgreSQL ends them`() {
        let texts: [(String, [String])] = [
            ("SELECT 1; -- x\rSELECT 2; SELECT 3", ["SELECT 1", "-- x\rSELECT 2", "SELECT 3"]),
            ("SELECT E'a'\n'\\''; SELECT 'x'", ["SELECT E'a'\n'\\''", "SELECT 'x'"]),
            ("SELECT E'a' -- ;\r '\\''; SELECT 'x'", ["SELECT E'a' -- ;\r '\\''", "SELECT 'x'"]),
            // On one line it does not go on, and without the letter it has no escapes.
            ("SELECT E'a' '\\'; SELECT 'x'", ["SELECT E'a' '\\'", "SELECT 'x'"]),
            ("SELECT 'a'\n'\\'; SELECT 'x'", ["SELECT 'a'\n'\\'", "SELECT 'x'"]),
        ]
        for (text, statements) in texts { #expect(splitStatements(text, for: .postgresql) == statements) }
        #expect(
            splitStatements("SELECT 1 -- x\rSELECT 2; SELECT 3", for: .sqlite) == ["SELECT 1 -- x\rSELECT 2; SELECT 3"])
    }

    @Test func `keep comments that MySQL runs`() {
        #expect(splitStatements("/*!40101 SET NAMES utf8 */; /* no */;", for: .mysql) == ["/*!40101 SET NAMES utf8 */"])
        #expect(splitStatements(" -- nothing\n", for: .mysql) == [])
    }

    @Test(
        arguments: [
            ("UPDATE a SET b = 1", .rows), ("insert into a values (1)", .rows), ("CALL p()", .calling(["p"])),
            ("SET @x = 1", .session), ("SET STATEMENT max_statement_time = 9 FOR DELETE FROM a", .rows),
            ("/*!40101 SET NAMES utf8 */", .session), ("CREATE TEMPORARY TABLE a (b int)", .session),
            ("COMMIT", .transaction("COMMIT")), ("START TRANSACTION", .transaction("START")),
            ("SET autocommit = 0", .transaction("SET autocommit")), ("USE x", .transaction("USE")),
            ("TRUNCATE a", .traceless), ("ALTER TABLE other.a ADD b int", .traceless), ("OPTIMIZE TABLE a", .anything),
            ("ALTER TABLE `a` ADD COLUMN `b` int", .definitions([.table("a")])),
            ("CREATE TABLE IF NOT EXISTS a (b int)", .definitions([.table("a")])),
            ("CREATE OR REPLACE VIEW v AS SELECT 1", .definitions([.table("v")])),
            ("CREATE UNIQUE INDEX i ON a (b)", .definitions([.table("a")])),
            ("DROP TABLE a, b", .definitions([.table("a"), .table("b")])),
            ("RENAME TABLE a TO b, c TO d", .definitions([.table("a"), .table("b"), .table("c"), .table("d")])),
            ("CREATE VIEW v AS SELECT a.b FROM a", .definitions([.table("v")])),
            ("ALTER DEFINER = me@localhost VIEW v AS SELECT 1", .definitions([.table("v")])),
            ("CREATE DEFINER = 'me'@'localhost' PROCEDURE p() DELETE FROM a", .definitions([.procedure("p")])),
            ("CREATE AGGREGATE FUNCTION f() RETURNS int RETURN 1", .definitions([.function("f")])),
            ("DROP PROCEDURE IF EXISTS p", .definitions([.procedure("p")])),
            ("ALTER EVENT e RENAME TO f", .definitions([.event("e"), .event("f")])),
            ("CREATE USER event@localhost", .traceless), ("DROP PROCEDURE other.p", .traceless),
            ("ALTER TABLE a EXCHANGE PARTITION p WITH TABLE b", .traceless),
            ("ALTER TABLE a TRUNCATE PARTITION p, q", .traceless), ("ALTER TABLE a DISCARD TABLESPACE", .traceless),
            ("ALTER TABLE a IMPORT TABLESPACE", .traceless),
            ("ALTER TABLE a DROP b, ADD COLUMN b int", .definitions([.table("a")])),
            ("CREATE OR REPLACE TABLE a (b int)", .traceless), ("EXECUTE s", .traceless),
            ("BEGIN NOT ATOMIC INSERT INTO a VALUES (1); TRUNCATE b; END", .traceless),
            ("BEGIN NOT ATOMIC DELETE FROM a; ROLLBACK; DELETE FROM b; END", .traceless),
            ("BEGIN NOT ATOMIC DELETE FROM a; END", .anything), ("CALL other.p()", .traceless),
            ("BEGIN NOT ATOMIC CALL p(); CALL q; END", .calling(["p", "q"])), ("EXECUTE IMMEDIATE 'DO 0'", .traceless),
            ("DROP ROLE r", .traceless), ("DROP DATABASE d", .traceless),
            ("ALTER SERVER s OPTIONS (HOST 'h')", .traceless),
            ("RENAME USER a TO b", .traceless), ("REVOKE ALL ON a FROM b", .traceless),
            ("ALTER TABLE \"a\" ADD \"b\" int", .definitions([.table("a")])),
            ("DROP TABLES a, b", .definitions([.table("a"), .table("b")])),
            // Made twice, these do no harm.
            ("CREATE DATABASE IF NOT EXISTS d", .anything), ("DROP USER IF EXISTS a", .anything),
            ("ALTER TABLE a FORCE", .definitions([.table("a")])),
            ("ALTER TABLE a ENGINE = InnoDB", .definitions([.table("a")])),
            ("ALTER TABLE a REBUILD PARTITION p", .definitions([.table("a")])),
            ("ALTER TABLE a CHANGE b b bigint", .definitions([.table("a")])),
            ("DROP TRIGGER IF EXISTS t", .definitions([.trigger("t")])),
            ("CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW SET NEW.b = 1", .definitions([.trigger("t")])),
        ] as [(String, StatementSubject)])
    func `say what they change`(sql: String, subject: StatementSubject) {
        #expect(StatementSubject(of: sql, on: .mariadb) == subject)
    }

    @Test(arguments: Engine.allCases, ["event", "function", "trigger", "procedure", "package"])
    func `are split where names are words of routines`(engine: Engine, name: String) {
        let table = "CREATE TABLE \(name) (id int PRIMARY KEY, begin int)"
        let index = "CREATE INDEX \(name) ON begin (id)"
        #expect(splitStatements("\(table); \(index); SELECT 1", for: engine) == [table, index, "SELECT 1"])
    }

    @Test(
        arguments: [
            "CREATE OR REPLACE DEFINER = 'me'@'localhost' PROCEDURE p()", "CREATE DEFINER=`me`@`%` FUNCTION f()",
            "CREATE AGGREGATE FUNCTION IF NOT EXISTS f()",
            "CREATE DEFINER = CURRENT_USER() TRIGGER t AFTER INSERT ON a",
            "ALTER DEFINER = me EVENT e DO", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO",
            "CREATE OR REPLACE DEFINER = me PACKAGE BODY p", "CREATE TEMP TRIGGER t AFTER INSERT ON a",
        ])
    func `keep the body of whatever has one`(beginning: String) {
        let routine = "\(beginning) BEGIN DELETE FROM a; DELETE FROM b; END"
        #expect(splitStatements("\(routine); SELECT 1", for: .mariadb) == [routine, "SELECT 1"])
    }

    @Test(
        arguments: [
            ("ALTER TABLE a COMMENT = 'x.y'", true), ("CREATE OR REPLACE UNIQUE INDEX i ON a (b)", true),
            ("DROP INDEX i ON a", true), ("ALTER TABLE a ADD COLUMN c decimal(3, 1) DEFAULT 1.5", true),
            ("ALTER TABLE a ENGINE = MyISAM", true), ("ALTER TABLE a ENGINE FEDERATED CONNECTION 'x'", false),
            ("ALTER TABLE a ADD COLUMN type int", true), ("ALTER TABLE a TYPE = MERGE", false),
            ("ALTER TABLE a ENGINE = MERGE", false), ("ALTER TABLE a DATA DIRECTORY = '/x'", false),
            ("ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES d.c (b)", false),
            ("ALTER TABLE a RENAME TO b", false), ("ALTER TABLE d.a COMMENT 'x'", false),
            ("ALTER TABLE a EXCHANGE PARTITION p WITH TABLE b", false), ("CREATE TABLE a (b int)", false),
            ("ALTER VIEW a AS SELECT 1", false), ("DROP TABLE a", false), ("RENAME TABLE a TO b", false),
        ])
    func `can be tried on another table where they reach nothing else`(sql: String, expected: Bool) {
        let definition = "CREATE TABLE `a` (\n  `b` int DEFAULT NULL\n) ENGINE=InnoDB"
        for engine in [Engine.mysql, .mariadb] {
            #expect(isReplayable(sql, on: definition, of: engine) == expected)
            let abroad = definition.replacing("\n)", with: ",\n  FOREIGN KEY (`b`) REFERENCES `d`.`c` (`b`)\n)")
            #expect(!isReplayable(sql, on: abroad, of: engine))
        }
    }

    @Test func `drop one table each where the engine does`() {
        let text = "DROP /* old */ TEMPORARY TABLES IF EXISTS `a,b`, other . c /* c */,d RESTRICT"
        #expect(
            splitDrops(text, on: .mariadb)
                == ["`a,b`", "other . c", "d"].map { name in
                    "DROP /* old */ TEMPORARY TABLES IF EXISTS \(name) RESTRICT"
                })
        #expect(splitDrops(text, on: .mysql) == [text])
        for alone in ["DROP TABLE a", "DROP INDEX i ON a", "DROP USER a, b", "ALTER TABLE a DROP b, DROP c"] {
            #expect(splitDrops(alone, on: .mariadb) == [alone])
        }
    }

    @Test func `are told to clients by another sign where semicolons stand in them`() {
        let trigger = "CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW IF 1 THEN SET NEW.b = 1; END IF"
        #expect(
            script([.statement(SQLStatement(trigger, for: "")), .statement(SQLStatement("DO 0", for: ""))])
                == "DELIMITER $$\n\(trigger)$$\nDELIMITER ;\nDO 0;\n")
    }

    @Test func `say what is there afterwards`() {
        let alter = """
            ALTER TABLE `a` DROP KEY `k`, DROP COLUMN `b`, CHANGE COLUMN `__raido_b` `b` int NOT NULL,
                ADD UNIQUE KEY `u` (`b`), ADD CONSTRAINT `f` FOREIGN KEY (`b`) REFERENCES `c` (`id`), MODIFY COLUMN `d` int
            """
        let found = Set(traces(of: alter, on: .mysql).map { "\($0.exists) \($0.part)" })
        #expect(
            found == [
                "false key(\"k\", table: \"a\")", "false column(\"__raido_b\", table: \"a\")",
                "true column(\"b\", table: \"a\")", "true key(\"u\", table: \"a\")",
                "true constraint(\"f\", table: \"a\")", "true column(\"d\", table: \"a\")",
            ])
        let several = traces(of: "ALTER TABLE a ADD COLUMN (c int, d int, KEY k (c))", on: .mysql)
        #expect(
            Set(several.map { "\($0.exists) \($0.part)" }) == [
                "true column(\"c\", table: \"a\")", "true column(\"d\", table: \"a\")", "true key(\"k\", table: \"a\")",
            ])
        let index = traces(of: "CREATE UNIQUE INDEX i USING BTREE ON a (b)", on: .mysql)
        #expect(index.map { "\($0.exists) \($0.part)" } == ["true key(\"i\", table: \"a\")"])
        let rename = traces(of: "RENAME TABLE `a` TO `t`, `b` TO `a`, `t` TO `b`", on: .mysql)
        #expect(
            Set(rename.map { "\($0.exists) \($0.part)" }) == [
                "true thing(table 'a')", "false thing(table 't')", "true thing(table 'b')",
            ])
    }
}
