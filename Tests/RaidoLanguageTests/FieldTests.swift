import Raido
import RaidoLanguage
import Testing

@Suite struct Fields {
    @Test(
        arguments: [
            ("text", .varchar(255)), ("text [max_length: 80]", .varchar(80)), ("text [max_len(80)]", .varchar(80)),
            ("url", .varchar(255)), ("slug", .varchar(255)), ("color", .varchar(255)), ("password", .varchar(255)),
            ("image", .varchar(255)), ("document", .varchar(255)), ("file", .varchar(255)), ("email", .varchar(254)),
            ("phone", .varchar(20)), ("phone [max_length: 30]", .varchar(30)), ("String", .varchar(255)),
            ("varchar(60)", .varchar(60)), ("varchar", .varchar(255)), ("varchar [max_length: 9]", .varchar(9)),
            ("char", .char(1)), ("char(3)", .char(3)), ("textarea", .text), ("richtext", .text), ("longtext", .text),
            ("textarea [max_length: 500]", .text), ("bool", .boolean), ("boolean", .boolean), ("Bool", .boolean),
            ("i8", .tinyInteger), ("Int8", .tinyInteger), ("i16", .smallInteger), ("smallint", .smallInteger),
            ("i32", .integer), ("Int32", .integer), ("int", .integer), ("integer", .integer), ("i64", .bigInteger),
            ("Int64", .bigInteger), ("Int", .bigInteger), ("bigint", .bigInteger), ("big_integer", .bigInteger),
            ("Pk", .bigInteger), ("u8", .unsignedTinyInteger), ("UInt16", .unsignedSmallInteger),
            ("u32", .unsignedInteger), ("f32", .real), ("Float", .real), ("f64", .double), ("Double", .double),
            ("float", .double), ("percent", .double), ("decimal", .decimal(precision: 19, scale: 4)),
            ("decimal(10, 2)", .decimal(precision: 10, scale: 2)), ("Decimal(8)", .decimal(precision: 8, scale: 0)),
            ("date", .date), ("time", .time), ("datetime", .timestamp), ("timestamp", .timestamp),
            ("timestamp_tz", .timestampWithTimeZone), ("timestamptz", .timestampWithTimeZone),
            ("Date", .timestampWithTimeZone), ("interval", .interval), ("uuid", .uuid), ("UUID", .uuid),
            ("json", .json),
            ("jsonb", .jsonb), ("json_binary", .jsonb), ("blob", .blob), ("Data", .blob), ("Vec<u8>", .blob),
            ("binary(16)", .binary(16)), ("var_binary(64)", .varbinary(64)), ("inet", .inet), ("ip", .inet),
            ("cidr", .cidr), ("mac_address", .macAddress), ("macaddr", .macAddress), ("xml", .xml),
            ("enum(E)", .enumeration("E")), ("choice [enum(E)]", .enumeration("E")),
            ("radio [enum: E]", .enumeration("E")),
        ] as [(String, ColumnType)])
    func eachTypeHasItsColumnType(_ written: String, _ type: ColumnType) throws {
        #expect(try column("x: \(written)").type == type)
    }

    @Test(arguments: [
        ("text", true), ("text [required]", false), ("text [nullable]", true), ("int", true), ("uuid", true),
        ("String", false), ("String [nullable]", true), ("String?", true), ("Option<String>", true),
        ("Optional<Int>", true), ("varchar(20)?", true), ("i32", false), ("Bool", false), ("Date", false),
        ("bool", true),
        ("Data?", true), ("datetime [auto_now]", false), ("datetime [auto_now_update]", false),
        ("choice [enum(E)]", true),
        ("choice? [enum(E)]", true),
    ])
    func semanticTypesAreNullableAndStructTypesAreNot(_ written: String, _ nullable: Bool) throws {
        #expect(try column("x: \(written)").isNullable == nullable)
    }

    @Test func theSettingTurnsTheRuleRound() throws {
        var options = LanguageOptions()
        options.nullability = .required
        #expect(try column("x: text", options: options).isNullable == false)
        #expect(try column("x: text [nullable]", options: options).isNullable)
        let users = try read("extend! { table: \"eihwaz_users\", fields: { a: text } }", options: options).schema[
            "eihwaz_users"]
        #expect(users?.column("created_at")?.isNullable == true)
        #expect(users?.column("a")?.isNullable == false)
    }

    @Test(
        arguments: [
            ("text [default: \"a\\n\\u{e9}\\\"\"]", .string("a\né\"")), ("text [default(\"a\")]", .string("a")),
            ("text [default: #\"a\\b\"#]", .string("a\\b")), ("text [default: r#\"a\"b\"#]", .string("a\"b")),
            ("text [default: r\"a\\b\"]", .string("a\\b")), ("char [default: \"é\"]", .string("é")),
            ("int [default: -5]", .integer(-5)), ("int [default: 1_000]", .integer(1000)),
            ("i64 [default: -9223372036854775808]", .integer(.min)),
            ("u64 [default: 18446744073709551615]", .unsigned(.max)),
            ("u64 [default: 5]", .integer(5)), ("decimal(6,2) [default: 5.00]", .decimal("5.00")),
            ("decimal [default: 0]", .integer(0)), ("decimal(3,1) [default: 1e1]", .decimal("1e1")),
            ("float [default: 1.5e-3]", .decimal("1.5e-3")), ("bool [default: true]", .boolean(true)),
            ("datetime [default: now]", .now), ("datetime [default: now()]", .now), ("time [default: now]", .now),
            ("date [default: today]", .today), ("date [default: \"2024-02-29\"]", .string("2024-02-29")),
            ("time [default: \"09:30\"]", .string("09:30")),
            ("datetime [default: \"2024-01-31T09:30:00.123\"]", .string("2024-01-31T09:30:00.123")),
            ("Date [default: \"2024-01-31 09:30:00+02:00\"]", .string("2024-01-31 09:30:00+02:00")),
            ("uuid [default: uuid]", .uuid),
            (
                "uuid [default: \"123e4567-e89b-12d3-a456-426614174000\"]",
                .string("123e4567-e89b-12d3-a456-426614174000")
            ),
            (
                "json [default: \"{\\\"a\\\": [1, -2.5e3, true, null, {}]}\"]",
                .string("{\"a\": [1, -2.5e3, true, null, {}]}")
            ),
            ("text [default: sql(\"lower('A')\")]", .sql("lower('A')")),
            ("text [default: sql(postgresql: \"a\", sqlite: \"b\")]", .sql(.sql(sqlite: "b", postgresql: "a"))),
            ("text [default: null]", nil), ("choice [enum(E), default: A]", .string("A")),
            ("choice [enum(E), default: B]", .string("b")), ("choice [enum(E), default: \"b\"]", .string("b")),
            ("choice [enum(E), default: \"B\"]", .string("b")), ("choice [enum(E), default: E::B]", .string("b")),
            ("choice [enum(E), default: .B]", .string("b")), ("enum(N) [default: High]", .integer(9)),
            ("enum(N) [default: 9]", .integer(9)), ("datetime [auto_now]", .now), ("datetime [auto_now_update]", .now),
            ("date [auto_now]", .today),
        ] as [(String, DefaultValue?)])
    func eachDefaultIsKeptExactly(_ written: String, _ value: DefaultValue?) throws {
        #expect(try column("x: \(written)").defaultValue == value)
    }

    @Test func rustStringsGoOnInTheNextLine() throws {
        let text = "model! { A, fields: { a: text [default: \"x\ny\\\n    z\"] } }"
        #expect(try read(text, path: "a.rs").schema["a"]?.column("a")?.defaultValue == .string("x\nyz"))
    }

    @Test func swiftStringsOfSeveralLinesLoseTheirIndentation() throws {
        let text = "model! { A, fields: { a: text [default: \"\"\"\n    x \"y\"\n      z\n    \"\"\"] } }"
        #expect(try read(text).schema["a"]?.column("a")?.defaultValue == .string("x \"y\"\n  z"))
    }

    @Test func otherOptionsOfColumns() throws {
        #expect(
            try column("/// One\n/// two\nx: text [collate: \"nocase\"]")
                == Column("x", .varchar(255), nullable: true, collation: "nocase", comment: "One\ntwo"))
        #expect(try column("x: text [comment(\"c\")]").comment == "c")
        #expect(try column("x: int [generated: \"1 + 1\"]").generated == "1 + 1")
        #expect(try column("x: datetime [auto_now_update]").isSetOnUpdate)
        let sql = try column("x: int [generated(postgresql: \"1\", mysql: \"2\")]").generated
        #expect(sql == .sql(postgresql: "1", mysql: "2"))
        #expect(try column("r#type: text").name == "type")
        #expect(try column("`class`: text").name == "class")
        #expect(try column("type: text").name == "type")
    }

    @Test func uniqueIndexAndChecksMakePartsOfTheTable() throws {
        let table = try table(
            """
            fields: {
                a: text [unique], b: text [index], c: int [check: "c > 0"], d: int [min: 0, max: 9, check],
                order: int [min: 1, check], e: text [min_length: 3, check], f: textarea [max_length: 500, check()],
                g: decimal [min: 0.5, check, check: "g < h"], h: int [min: 3, max: 4],
            }
            """)
        #expect(table.uniques == [UniqueConstraint("uq_t_a", ["a"])])
        #expect(table.indexes == [Index("idx_t_b", [.ascending("b")])])
        #expect(
            table.checks == [
                CheckConstraint("ck_t_c", "c > 0"), CheckConstraint("ck_t_d_max", "d <= 9"),
                CheckConstraint("ck_t_d_min", "d >= 0"),
                CheckConstraint("ck_t_e_min_length", .sql("char_length(e) >= 3", sqlite: "length(e) >= 3")),
                CheckConstraint("ck_t_f_max_length", .sql("char_length(f) <= 500", sqlite: "length(f) <= 500")),
                CheckConstraint("ck_t_g", "g < h"), CheckConstraint("ck_t_g_min", "g >= 0.5"),
                CheckConstraint(
                    "ck_t_order_min", .sql("\"order\" >= 1", mysql: "`order` >= 1", mariadb: "`order` >= 1")),
            ])
    }

    @Test func helperFieldsAreColumns() throws {
        let columns = try table("{ timestamps, soft_delete }").columns
        #expect(
            columns == [
                Column("id", .bigInteger, identity: true), Column("created_at", .timestamp, default: .now),
                Column("updated_at", .timestamp, default: .now, setOnUpdate: true),
                Column("deleted_at", .timestamp, nullable: true),
            ])
    }

    @Test func formOptionsAreKeptAndChangeNothing() throws {
        let result = try read(
            """
            model! { T, fields: {
                a: image [label: "Picture", help("Say"), upload_to: "a/", max_size: 2 MB, skip, readonly],
                b: textarea [rows: 4, min_length: 2], c: decimal [step: 0.05, min: 0], d: password [no_hash],
                e: String [file(image, "media/x"), select_as: "other"], f: image [max_size: 512],
            } }
            """)
        let fields = try #require(result.models.first).fields
        #expect(
            fields[1]
                == {
                    var facts = FieldDescription(column: "a", kind: "image")
                    (facts.label, facts.help, facts.uploadTo, facts.maxSize) = ("Picture", "Say", "a/", 2 << 20)
                    (facts.isSkipped, facts.isReadOnly) = (true, true)
                    return facts
                }())
        #expect(fields[2].rows == 4)
        #expect(fields[2].minLength == 2)
        #expect(fields[3].step == "0.05")
        #expect(fields[3].min == "0")
        #expect(fields[4].isNotHashed)
        #expect(fields[5].file == ["image", "media/x"])
        #expect(fields[5].selectAs == "other")
        #expect(fields[6].maxSize == 512)
        #expect(result.schema["t"]?.checks.isEmpty == true)
    }

    @Test(arguments: [
        ("email: text", "email"), ("contact_email: String", "email"), ("password: text", "password"),
        ("website: text", "url"), ("home_url: text", "url"), ("phone: text", "phone"), ("slug: text", "slug"),
        ("last_ip: text", "ip"), ("backgroundColor: text", "color"), ("email: text [kind: text]", "text"),
        ("note: text [kind: url]", "url"), ("emailed: text", "text"), ("email: textarea", "textarea"),
        ("email: bool", "bool"), ("n: i32", "int"), ("n: Double", "float"), ("n: richtext", "richtext"),
    ])
    func theKindIsTheSemanticWord(_ field: String, _ kind: String) throws {
        let result = try read("model! { T, fields: { \(field) } }")
        #expect(result.models.first?.fields.last?.kind == kind)
        if field.contains("text") || field.contains("String"), !field.contains("textarea"), !field.contains("richtext")
        {
            #expect(result.schema["t"]?.columns.last?.type == .varchar(255))
        }
    }

    @Test func typeMappingsGiveAnEnginesOwnType() throws {
        var options = LanguageOptions()
        options.typeMappings = [
            .postgresql: ["text": "citext", "custom:tsvector": "tsvector", "decimal": "money({precision},{scale})"],
            .mysql: ["String": "nvarchar({length})"],
        ]
        #expect(try column("x: text", options: options).nativeTypes == [.postgresql: "citext"])
        #expect(
            try column("x: String [max_length: 9]", options: options).nativeTypes
                == [.postgresql: "citext", .mysql: "nvarchar(9)"])
        #expect(try column("x: decimal(5,2)", options: options).nativeTypes == [.postgresql: "money(5,2)"])
        #expect(try column("x: email", options: options).nativeTypes == [:])
        options.engines = [.postgresql]
        options.requiresTargets = true
        #expect(try column("x: custom(\"tsvector\")", options: options).nativeTypes == [.postgresql: "tsvector"])
    }
}
