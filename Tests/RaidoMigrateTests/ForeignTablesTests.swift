import Raido
import RaidoConsole
import RaidoPlanning
import RaidoPlatform
import RaidoRunner
import RaidoSQL
import Testing

@testable import RaidoLanguage
@testable import RaidoMigrate

/// Tables that something else made, of all the types that an engine has.
@Suite struct ForeignTablesTests {
    /// Makes the tables, prints them as `migrate inspect` does, reads that back, and expects every difference to be told.
    private func expectToldOrReadBack(_ zoo: String, on url: String?, tells: [String]) throws {
        let scratch = try ScratchDatabase(on: url)
        for statement in zoo.split(separator: ";\n") { try scratch.connection.run(String(statement)) }
        let inspection = try scratch.database.inspection()
        let text = modelText(of: inspection.schema, remarks: inspection.remarks)
        let file = SourceFile(path: "inspected.model", bytes: Array(text.utf8))
        var read = Schema()
        do throws(DiagnosticsError) {
            read = try readModels([file], frameworks: [], knownFrameworkTables: [], options: LanguageOptions()).schema
        } catch {
            Issue.record("\(DiagnosticFormat(sources: [file]).render(error.diagnostics))\n\(text)")
        }
        let comments = text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("//") }.map(String.init)
        let found = normalised(read, for: scratch.database.engine)
        for difference in differences(expected: inspection.schema, found: found) {
            // An enum that has a name of its own gets the one that its table gives it, which is told.
            if difference.expected?.lowercased() == difference.found?.lowercased() { continue }
            let name = difference.element.ownName.lowercased()
            #expect(
                comments.map { $0.lowercased() }.contains { comment in
                    name.isEmpty
                        ? comment.contains("no name") : ["'\(name)'", quoted(name)].contains(where: comment.contains)
                },
                "\(difference.element): \(difference.expected ?? "-") -> \(difference.found ?? "-")")
        }
        for words in tells { #expect(comments.contains { $0.hasSuffix("// " + words) }, "\(words)\n\(text)") }
    }

    private func url(_ engine: Engine) -> String? {
        let name = "RAIDO_\(engine.rawValue.uppercased())_URL"
        guard let url = Platform.environment(name), !url.isEmpty else {
            print("not tested: foreign tables of \(engine.displayName), since \(name) is unset")
            return nil
        }
        return url
    }

    @Test func onSQLiteReadBackOrAreTold() throws {
        try expectToldOrReadBack(
            Self.sqlite, on: nil,
            tells: [
                "Not said here: table 'st': STRICT.", "Not said here: table 'wr': WITHOUT ROWID.",
                "Not said here: table 'both2': PRIMARY KEY (a DESC, b).", "Not said here: column 'types.v': VIRTUAL.",
                "Not said here: table 'types': ON CONFLICT REPLACE of column 'x'.",
                "Not said here: table 'types': DEFERRABLE INITIALLY DEFERRED of column 'z'.",
                "Left out: table 'v': a view.", "Left out: table 'tree': a virtual table.",
                "The database takes NULL in 'id', a column of the primary key.",
            ])
    }

    @Test func onPostgreSQLReadBackOrAreTold() throws {
        guard let url = url(.postgresql) else { return }
        try expectToldOrReadBack(
            Self.postgresql, on: url,
            tells: [
                "Not said here: table 'part': PARTITION BY RANGE (at).", "Left out: table 'v': a view.",
                "Left out: table 'mv': a materialized view.", "Not said here: table 'kid': INHERITS (part_of).",
                "Not said here: enum 'mood' of 'mapped': TYPE mood.",
                "Not said here: table 'refs': EXCLUDE USING gist (r WITH &&).",
                "Not said here: check constraint 'nv' of 'types': NOT VALID.",
                "Not said here: column 'types.ident': GENERATED ALWAYS AS IDENTITY.",
                "Not said here: index 'odd idx' of 'refs': INCLUDE (c).",
                "The engine numbers 'big', which is not the primary key.",
                "Left out: table \"Weird Name\": it, or a column of it, has a name that models cannot have.",
            ])
    }

    @Test(arguments: [Engine.mysql, .mariadb]) func onMySQLReadBackOrAreTold(engine: Engine) throws {
        guard let url = url(engine) else { return }
        try expectToldOrReadBack(
            Self.mysql, on: url,
            tells: [
                "The collation of 'e' is \"latin1_swedish_ci\".",
                "The engine sets 'ts' on update; models can say that of moments alone.",
                "The engine numbers 'id'; models can say that of i16, i32 and i64 alone.",
                "Not said here: table 'my_isam': ENGINE=MyISAM.", "Not said here: table 'part': PARTITION BY.",
                "Not said here: table 'lat': COLLATE=latin1_swedish_ci.", "Not said here: column 'types.gv': VIRTUAL.",
                "Not said here: the primary key of 'keyed': d DESC.",
                "Not said here: unique constraint 'uq_pre' of 'keyed': c(5).", "Left out: table 'v': a view.",
                "\"idx_twin_b_a\" is called \"idx_a\" in the database.",
            ])
    }
}

extension SchemaElement {
    /// The name of the thing itself.
    fileprivate var ownName: String {
        switch self {
        case .table(let name), .column(let name, _), .primaryKey(let name), .unique(let name, _), .index(let name, _),
            .foreignKey(let name, _), .check(let name, _), .enumType(let name, _), .enumValue(let name, _, _):
            name
        }
    }
}

extension ForeignTablesTests {
    private static let sqlite = #"""
        CREATE TABLE types (id INTEGER PRIMARY KEY, a, b VARCHAR, c NUMERIC(10,2), d UNSIGNED BIG INT, e NVARCHAR(100),
        f DOUBLE PRECISION, g CLOB, h DATETIME DEFAULT (datetime('now')), i TINYINT, j ANY, k "odd type", l text COLLATE
        NOCASE DEFAULT "dq", m INT CHECK (m > 0) CHECK (m < 10), n text CHECK (n IN ('b','a')), o BOOLEAN DEFAULT TRUE,
        p char(36), q blob DEFAULT x'00ff', r real DEFAULT 1e3, s int DEFAULT +5, t text DEFAULT NULL, u int DEFAULT
        (1+2), v int GENERATED ALWAYS AS (m+1) VIRTUAL, w int AS (m+1) STORED, x text UNIQUE ON CONFLICT REPLACE, y text
        NOT NULL ON CONFLICT IGNORE, z int REFERENCES types(id) DEFERRABLE INITIALLY DEFERRED, aa varchar(10), ab
        decimal, ac float, ad bigint, ae date default current_date, af text default 'it''s', ag varchar(255) CHECK
        (length(ag) <= 255), ah BIGINT UNSIGNED, ai string, aj json, ak uuid);
        CREATE TABLE wr (a text PRIMARY KEY, b int) WITHOUT ROWID;
        CREATE TABLE st (a integer primary key, b text not null, c any) STRICT;
        CREATE TABLE both2 (a text, b int, PRIMARY KEY (a DESC, b)) STRICT, WITHOUT ROWID;
        CREATE TABLE "Weird Name" ("two words" int, [select] int, `UPPER` text);
        CREATE TABLE "select" ("from" int PRIMARY KEY, "UPPER" text, "ünï" text);
        CREATE TABLE "quo""te" (a int);
        CREATE VIEW v AS SELECT 1 AS a;
        CREATE VIRTUAL TABLE tree USING rtree(id, low, high);
        CREATE TABLE noname (a int, b int, CHECK (a > b), UNIQUE (a, b), FOREIGN KEY (a) REFERENCES "select");
        CREATE TABLE refnone (a int REFERENCES nowhere(id), b int primary key desc);
        CREATE INDEX i1 ON noname (a COLLATE NOCASE DESC, b+1 DESC) WHERE a IS NOT NULL;
        CREATE UNIQUE INDEX i2 ON noname (b);
        CREATE TABLE autoinc (id integer primary key autoincrement, t text);
        CREATE TABLE like_x AS SELECT 1 AS a, 'x' AS b;
        CREATE TABLE txtpk (id text primary key, CONSTRAINT named UNIQUE (id));
        """#

    private static let postgresql = #"""
        CREATE DOMAIN zip AS text CHECK (VALUE ~ '^[0-9]+$');
        CREATE TYPE pair AS (a int, b text);
        CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'Ünïcode');
        CREATE TABLE types (
         id serial PRIMARY KEY, big bigserial, ident int GENERATED ALWAYS AS IDENTITY, arr int[] NOT NULL DEFAULT '{}',
        arr2 text[][], varr varchar(20)[] DEFAULT ARRAY['a','b']::varchar(20)[],
         z zip DEFAULT '123', p pair, m money DEFAULT 1.5, iv interval, ivd interval day to second(3), b1 bit(3) DEFAULT
        B'101', bv bit varying(5), bvx bit varying, ip inet DEFAULT '127.0.0.1', x xml, ts tsvector, tq tsquery,
         pt point DEFAULT '(1,2)', ln line, bx box, pg polygon, ci circle, c "char" DEFAULT 'x', n name, o oid, rc
        regclass, num numeric, num5 numeric(5), numneg numeric(3,1), tz timetz, t3 time(3), tsp3 timestamp(3) DEFAULT
        now(), tstz0 timestamptz(0), jb jsonb DEFAULT '{"a": [1]}', j json, r int4range, mr daterange, vc varchar, ch
        char(5), bp bpchar, md mood DEFAULT 'sad', mda mood[], u uuid DEFAULT gen_random_uuid(), f4 real DEFAULT 'NaN',
        f8 double precision DEFAULT '-Infinity', by bytea DEFAULT '\x00ff', mac8 macaddr8, lsn pg_lsn, sm smallserial,
        gen int GENERATED ALWAYS AS (o::int + 1) STORED, d date DEFAULT CURRENT_DATE, dd date DEFAULT 'infinity', txt
        text COLLATE "C" DEFAULT E'a\nb\\c''d', jp jsonpath, bo bool DEFAULT true
        );
        CREATE TABLE "Weird Name" ("two words" int, "select" int, "UPPER" text);
        CREATE TABLE "select" ("from" int PRIMARY KEY, "UPPER" text, "ünï" text);
        CREATE TABLE "quo""te" (a int);
        CREATE TABLE part (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
        CREATE VIEW v AS SELECT 1 AS a;
        CREATE MATERIALIZED VIEW mv AS SELECT 1 AS a;
        CREATE TABLE part_of (z int);
        CREATE TABLE kid (extra int) INHERITS (part_of);
        CREATE TABLE other_parents (id bigint PRIMARY KEY);
        CREATE TABLE dup ("Up" int, up int);
        CREATE TABLE "Dup" (a int);
        CREATE TABLE refs (id int PRIMARY KEY, a int REFERENCES other_parents, "b" int REFERENCES types DEFERRABLE
        INITIALLY DEFERRED, c int, d int, txt text, r int4range, EXCLUDE USING gist (r WITH &&), CONSTRAINT "odd name"
        CHECK (c > 0) NO INHERIT, UNIQUE (c, d) INCLUDE (txt), s text);
        CREATE INDEX "odd idx" ON refs (txt text_pattern_ops DESC NULLS LAST, lower(txt) DESC) INCLUDE (c) WHERE c > 1;
        CREATE INDEX brin1 ON refs USING brin (c);
        CREATE INDEX gin1 ON types USING gin (arr);
        CREATE INDEX hash1 ON refs USING hash (c);
        CREATE INDEX coll1 ON refs (s COLLATE "C");
        CREATE INDEX spg ON types USING gist (pt);
        CREATE TABLE nocols ();
        CREATE UNLOGGED TABLE unl (a int);
        CREATE TABLE mapped (a mood, b mood);
        CREATE TABLE ref_mood (a mood NOT NULL DEFAULT 'it''s ok', types int CHECK (types in (1,2)));
        ALTER TABLE types ADD CONSTRAINT nv CHECK (big > 0) NOT VALID;
        COMMENT ON TABLE types IS E'two\nlines "quoted"';
        COMMENT ON COLUMN types.arr IS 'array';
        """#

    private static let mysql = #"""
        CREATE TABLE types (
         id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, s set('a','b') NOT NULL DEFAULT 'a,b', y year DEFAULT
        2020, t1 tinyint(1) DEFAULT 1, t1u tinyint(1) unsigned, t4 tinyint(4), mi mediumint DEFAULT 5, miu mediumint
        unsigned, zf int(5) unsigned zerofill DEFAULT 7, bz bigint zerofill,
         e enum('x','y') CHARACTER SET latin1 DEFAULT 'y', e2 enum('it''s','b') COLLATE utf8mb4_general_ci, tt tinytext,
        tx text, mt mediumtext, lt longtext, tb tinyblob, b blob, mb mediumblob, lb longblob, bi bit(8) DEFAULT b'101',
        bi1 bit(1) DEFAULT b'1', dt datetime, dt3 datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE
        CURRENT_TIMESTAMP(3), ts timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, ts6
        timestamp(6) NULL, tm time, tm3 time(3), f float, fu float unsigned, f72 float(7,2), d double, d72 double(7,2),
        dec1 decimal(10,2) DEFAULT 1.5, decu decimal(10,2) unsigned, dec0 decimal, vb varbinary(10) DEFAULT 'a', bn
        binary(3), vc varchar(20) CHARACTER SET latin1 COLLATE latin1_german1_ci, ch char, g geometry, pt point, j json,
        bo boolean DEFAULT true, dd date DEFAULT '2020-01-02', gv int AS (t4 + 1) VIRTUAL, gs int AS (t4 + 1) STORED, iu
        bigint unsigned DEFAULT 18446744073709551615, vcd varchar(30) DEFAULT 'it''s \\ "q"', sm smallint(3), u16
        char(10) CHARACTER SET utf16, vc0 varchar(0)
        );
        CREATE TABLE `Weird Name` (`two words` int, `select` int, `UPPER` text);
        CREATE TABLE `select` (`from` int PRIMARY KEY, `UPPER` text, `ünï` text);
        CREATE TABLE `back``tick` (a int);
        CREATE VIEW v AS SELECT 1 AS a;
        CREATE TABLE part (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (year(at)) (PARTITION p0 VALUES LESS
        THAN (2021));
        CREATE TABLE my_isam (a int) ENGINE=MyISAM;
        CREATE TABLE lat (a varchar(10)) DEFAULT CHARSET latin1;
        CREATE TABLE keyed (a int, b text, c varchar(100), d int, PRIMARY KEY (a, d DESC), UNIQUE KEY uq_pre (c(5)), KEY
        pre (b(20), c DESC), FULLTEXT KEY ft (b), CONSTRAINT `odd name` CHECK (a > 0));
        CREATE TABLE twin_a (a int, KEY idx_a (a));
        CREATE TABLE twin_b (a int, KEY idx_a (a), KEY twin_a (a));
        CREATE TABLE fk_parent (id mediumint PRIMARY KEY, e enum('x') UNIQUE);
        CREATE TABLE fk_child (a mediumint, e enum('x'), FOREIGN KEY (a) REFERENCES fk_parent (id), FOREIGN KEY (e)
        REFERENCES fk_parent (e));
        """#
}
