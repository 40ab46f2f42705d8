import Raido
import Testing

@testable import RaidoSQL

@Test(arguments: [
    ("CREATE UNIQUE INDEX CONCURRENTLY \"i\" ON \"t\" (\"a\")", [StatementKind.createIndexConcurrently]),
    ("ALTER TABLE ONLY \"s\".\"t\" ADD COLUMN \"check\" int, DROP COLUMN `b`", [.addColumn, .dropColumn]),
    ("ALTER TABLE t ADD n numeric(10, 2) NOT NULL DEFAULT 0", [.addColumn]),
    ("ALTER TABLE t ADD n int DEFAULT (1 + 1)", [.addComputedColumn]),
    ("ALTER TABLE t ADD n uuid DEFAULT gen_random_uuid()", [.addComputedColumn]),
    ("ALTER TABLE t ADD n uuid DEFAULT pg_catalog.gen_random_uuid()", [.addComputedColumn]),
    ("ALTER TABLE t ADD n timestamp DEFAULT now()", [.addColumn]),
    (
        "ALTER TABLE t ADD CONSTRAINT `check` CHECK (a > 0), ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES p (id) NOT VALID",
        [.addCheck, .addUncheckedForeignKey]
    ),
    ("ALTER TABLE t ADD COLUMN n int CHECK (n > 0)", [.addCheckedColumn]),
    ("ALTER TABLE t ADD FULLTEXT KEY f (b)", [.createFullTextIndex]),
    ("CREATE FULLTEXT INDEX f ON t (b)", [.createFullTextIndex]),
    ("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p (id)", [.addForeignKey]),
    ("ALTER TABLE t MODIFY a int NOT NULL", [.modifyColumn]),
    (
        "ALTER TABLE t ALTER COLUMN a SET DATA TYPE text, ALTER a DROP NOT NULL, ALTER COLUMN a SET DEFAULT 1",
        [.changeType, .dropNotNull, .changeDefault]
    ),
    ("ALTER TABLE t DROP CONSTRAINT a, ADD CONSTRAINT a PRIMARY KEY (x)", [.dropConstraint, .addPrimaryKey]),
    ("ALTER TYPE \"t_s\" ADD VALUE 'x' BEFORE 'y'", [.addEnumValue]),
    ("ALTER TYPE \"t_s\" RENAME VALUE 'x' TO 'y'", [.renameEnumValue]),
    ("ALTER TYPE \"t_s\" RENAME TO \"old\"", [.renameType]),
    ("CREATE OR REPLACE FUNCTION f() RETURNS trigger AS $$ BEGIN; END $$", [.function]),
    ("VACUUM", [.unknown]),
])
func aStatementIsKnownByItsWords(sql: String, kinds: [StatementKind]) {
    #expect(StatementKind.kinds(of: sql) == kinds)
}

@Test func ofSeveralThingsInOneStatementTheWorstCounts() {
    let cost = StatementCost(of: "ALTER TABLE t RENAME COLUMN a TO b, ADD CONSTRAINT c CHECK (b > 0)", on: .mysql)
    #expect(cost?.description == "commits by itself; ALGORITHM=COPY, blocks writes; rewrites the table")
    #expect(
        StatementCost(of: "ALTER TABLE t ADD n int, ALTER a SET NOT NULL", on: .postgresql)?.description
            == "transactional; ACCESS EXCLUSIVE lock; no rewrite, reads all rows; unless a valid check "
            + "already ensures it")
}

@Test func whatNothingIsKnownOfHasNoCost() {
    #expect(StatementCost(of: "VACUUM", on: .postgresql) == nil)
    #expect(StatementCost(of: "ALTER TABLE t MODIFY a int", on: .postgresql) == nil)
    #expect(StatementCost(of: "ALTER TABLE t ADD n int, ORDER BY a", on: .mysql) == nil)
}

@Test(arguments: [
    ("CREATE TABLE \"t\" (\"TABLE \" int)", "CREATE TABLE IF NOT EXISTS \"t\" (\"TABLE \" int);"),
    ("CREATE UNIQUE INDEX \"i\" ON \"t\" (\"a\")", "CREATE UNIQUE INDEX IF NOT EXISTS \"i\" ON \"t\" (\"a\");"),
    ("COMMENT ON TABLE \"t\" IS 'x'", "COMMENT ON TABLE \"t\" IS 'x';"),
    (
        "CREATE TYPE \"e\" AS ENUM ('a')",
        "DO $again$ BEGIN\nCREATE TYPE \"e\" AS ENUM ('a');\n"
            + "EXCEPTION WHEN duplicate_object OR duplicate_table OR duplicate_column OR duplicate_function THEN NULL;\n"
            + "END $again$;"
    ),
])
func postgresqlRunsItAgain(sql: String, repeatable text: String) {
    #expect(repeatable(SQLStatement(sql, for: ""), on: .postgresql) == text)
}

@Test func mysqlAsksBeforeItRunsItAgain() {
    let text = repeatable(SQLStatement("CREATE INDEX `i` ON `t` (`a`)", for: ""), on: .mysql)
    #expect(
        text.hasPrefix(
            "SET @raido = IF(EXISTS (SELECT 1 FROM information_schema.statistics WHERE table_schema = database() "
                + "AND table_name = 't' AND index_name = 'i'), 'DO 0', 'CREATE INDEX `i` ON `t` (`a`)');\nPREPARE"))
    let key = repeatable(
        SQLStatement("ALTER TABLE `t` ADD CONSTRAINT `k` FOREIGN KEY (`a`) REFERENCES `p` (`x\\y`)", for: ""),
        on: .mariadb)
    #expect(key.contains("table_constraints") && key.contains("constraint_name = 'k'") && key.contains("x\\\\y"))
    #expect(
        repeatable(SQLStatement("CREATE INDEX `i` ON `t` (`a`)", for: ""), on: .mariadb)
            == "CREATE INDEX IF NOT EXISTS `i` ON `t` (`a`);")
}
