import Raido
import RaidoConsole
import RaidoLanguage
import Testing

@Suite struct Extensions {
    @Test func theBuiltInTablesAreAsRuniqueHasThem() throws {
        let all: Set<String> = [
            "eihwaz_users", "eihwaz_groupes", "eihwaz_droits", "eihwaz_sessions", "eihwaz_users_groupes",
            "eihwaz_groupes_droits", "eihwaz_history", "eihwaz_reset_tokens",
        ]
        let result = try read([:], known: all)
        #expect(Set(result.schema.tables.map(\.name)) == all)
        #expect(result.frameworkTables == all)
        #expect(result.warnings.isEmpty)
        let flag = { Column($0, .boolean, default: .boolean(false)) }
        #expect(
            result.schema["eihwaz_users"]
                == Table(
                    "eihwaz_users",
                    columns: [
                        Column("id", .integer, identity: true), Column("username", .varchar(255)),
                        Column("email", .varchar(255)), Column("password", .varchar(255)), flag("is_active"),
                        flag("is_staff"), flag("is_superuser"), Column("created_at", .timestamp, nullable: true),
                        Column("updated_at", .timestamp, nullable: true),
                    ], primaryKey: ["id"],
                    uniques: [
                        UniqueConstraint("uq_eihwaz_users_email", ["email"]),
                        UniqueConstraint("uq_eihwaz_users_username", ["username"]),
                    ]))
        #expect(
            result.schema["eihwaz_groupes_droits"]
                == Table(
                    "eihwaz_groupes_droits",
                    columns: [
                        Column("groupe_id", .integer), Column("resource_key", .varchar(255)), flag("can_create"),
                        flag("can_read"), flag("can_update"), flag("can_delete"), flag("can_update_own"),
                        flag("can_delete_own"),
                    ], primaryKey: ["groupe_id", "resource_key"],
                    foreignKeys: [
                        ForeignKey(
                            "fk_eihwaz_groupes_droits_groupe_id", ["groupe_id"], references: "eihwaz_groupes", ["id"],
                            onDelete: .cascade)
                    ]))
        #expect(
            result.schema["eihwaz_history"]?.columns == [
                Column("id", .bigInteger, identity: true), Column("resource_key", .varchar(255)),
                Column("object_pk", .varchar(255)), Column("action", .varchar(255)), Column("username", .varchar(255)),
                Column("user_id", .integer), Column("created_at", .timestamp), Column("summary", .text, nullable: true),
                Column("batch_id", .varchar(255), nullable: true),
            ])
        #expect(result.schema["eihwaz_history"]?.foreignKeys.isEmpty == true)
        #expect(
            result.schema["eihwaz_sessions"]?.column("session_data") == Column("session_data", .text, nullable: true))
        #expect(result.schema["eihwaz_users_groupes"]?.primaryKey == ["user_id", "groupe_id"])
        #expect(result.schema["eihwaz_users_groupes"]?.foreignKeys.count == 2)
        #expect(result.schema["eihwaz_droits"]?.uniques.map(\.columns) == [["resource_key", "nom"]])
        #expect(result.schema["eihwaz_reset_tokens"]?.uniques.map(\.columns) == [["token_hash"]])
        #expect(result.schema["eihwaz_groupes"]?.column("nom") == Column("nom", .varchar(255)))
    }

    @Test func onlyTablesThatAreWantedComeAlong() throws {
        #expect(try read("model! { A }").schema.tables.map(\.name) == ["a"])
        let result = try read("extend! { table: \"eihwaz_users_groupes\" }")
        #expect(result.frameworkTables == ["eihwaz_groupes", "eihwaz_users", "eihwaz_users_groupes"])
    }

    @Test func blocksForOneTableAddUp() throws {
        let result = try read(
            """
            extend! {
                table: "eihwaz_users",
                enums: { Level: [Junior, Senior] },
                fields: {
                    bio: textarea,
                    avatar: image [upload_to: "avatars/"],
                    is_verified: bool [default: false],
                    level: choice [enum(Level)],
                },
            }
            extend! {
                table: "eihwaz_users",
                { town_id: bigint [renamed_from: "city_id"] },
                relations: { belongs_to: Town via town_id [set_null] },
                meta: { indexes: [(bio)], unique_together: [(avatar, email)], checks: { bio: "bio <> ''" } },
            }
            model! { Town }
            """)
        let users = try #require(result.schema["eihwaz_users"])
        #expect(
            users.columns.suffix(5) == [
                Column("bio", .text, nullable: true), Column("avatar", .varchar(255), nullable: true),
                Column("is_verified", .boolean, nullable: true, default: .boolean(false)),
                Column("level", .enumeration("Level"), nullable: true), Column("town_id", .bigInteger, nullable: true),
            ])
        #expect(users.indexes.map(\.name) == ["idx_eihwaz_users_bio", "idx_eihwaz_users_town_id"])
        #expect(users.uniques.count == 3)
        #expect(users.checks.map(\.name) == ["ck_eihwaz_users_bio"])
        #expect(users.enums.map(\.name) == ["Level"])
        #expect(result.hints.columns == [.init(table: "eihwaz_users", column: "town_id"): "city_id"])
        let base = try #require(result.frameworkBases["eihwaz_users"])
        #expect(base.columns.count == 9)
        #expect(base == (try read([:], known: ["eihwaz_users"]).schema["eihwaz_users"]))
    }

    @Test func aProjectModelReplacesAFrameworkTable() throws {
        let result = try read(
            """
            model! { User, table: "eihwaz_users", pk: id => i64, { name: text } }
            model! { A, { s: int }, relations: { belongs_to: eihwaz_sessions via s } }
            model! { B, { u: i64 }, relations: { belongs_to: EihwazUsers via u } }
            """)
        #expect(result.frameworkTables == ["eihwaz_sessions"])
        #expect(result.schema["eihwaz_users"]?.columns.map(\.name) == ["id", "name"])
        #expect(result.schema["eihwaz_sessions"]?.column("user_id")?.type == .bigInteger)
    }

    @Test func otherFrameworksAreReadFromFiles() throws {
        let base = SourceFile(
            path: "base/user.swift",
            bytes: Array("model! { BaseUser, table: \"base_users\" } model! { EihwazUsers, pk: id => uuid }".utf8))
        let result = try read(
            "extend! { table: \"base_users\", { a: text } } model! { A, { u: uuid [fk(eihwaz_users.id)] } }",
            frameworks: [base])
        #expect(result.frameworkTables == ["base_users", "eihwaz_users"])
        #expect(result.schema["base_users"]?.columns.map(\.name) == ["id", "a"])
        #expect(result.counts.description == "1 model, 1 extension in 1 file")
    }

    @Test(arguments: [("created_at", "timestamp"), ("username", "varchar(255)")])
    func anExtensionNeverChangesTheTypeOfAColumnThatIsThere(column: String, type: String) throws {
        let text = "extend! { table: \"eihwaz_users\", relations: { "
        let error = try #require(throws: DiagnosticsError.self) {
            try read(text + "belongs_to: T via \(column) } }\nmodel! { T }")
        }
        #expect(
            error.diagnostics.map(\.message) == [
                "'\(column)' is \(type), but 't.id' is big_integer; a foreign key has the type of its key"
            ])
        #expect(error.diagnostics.first?.span?.start == text.utf8.count)
        let note = try #require(error.diagnostics.first?.notes.first)
        #expect(note.message == "declared here" && note.span?.path == builtInFrameworkModels.path)
    }

    @Test func anExtensionsKeyDoesNotWidenANumberOfTheFramework() throws {
        let error = try #require(throws: DiagnosticsError.self) {
            try read(
                "extend! { table: \"eihwaz_history\", relations: { belongs_to: T via user_id } } model! { T, pk: id => Pk }"
            )
        }
        #expect(
            error.diagnostics.map(\.message) == [
                "'user_id' is integer, but 't.id' is big_integer; a foreign key has the type of its key"
            ])
        let own = try read(
            "extend! { table: \"eihwaz_users\", { t: int }, relations: { belongs_to: T via t } } model! { T, pk: id => Pk }"
        )
        #expect(own.schema["eihwaz_users"]?.column("t")?.type == .bigInteger)
    }

    @Test func anExtensionAddsSomething() {
        expect(
            """
            1️⃣extend! { table: "eihwaz_users" }
            2️⃣extend! { table: "eihwaz_users", fields: {}, meta: { indexes: [] } }
            extend! { table: "eihwaz_users", meta: { indexes: [(email, username)] } }
            """,
            reports: [
                .warning("1️⃣", "the extension adds nothing to 'eihwaz_users'"),
                .warning("2️⃣", "the extension adds nothing to 'eihwaz_users'"),
            ])
        expect(
            "extend! { table: \"eihwaz_users\", fields: { a: 1️⃣, } }",
            reports: [.error("1️⃣", "expected a type, found ','")])
    }

    @Test func mistakesInExtensionsAreReported() {
        expect(
            [
                "a.swift": """
                // One
                model! { 1️⃣Article, table: "articles" }
                """,
                "b.swift": """
                extend! { table: 2️⃣"articles", fields: { a: text } }
                extend! { table: 3️⃣"eihwaz_user" }
                4️⃣extend! { fields: { a: text } }
                extend! { table: "eihwaz_users", 5️⃣pk: id => i64, 6️⃣renamed_from: "x", meta: { 7️⃣comment: "x" } }
                extend! { table: "eihwaz_users", fields: { 8️⃣a: text } }
                extend! { table: "eihwaz_users", fields: { 9️⃣a: text } }
                """,
            ],
            reports: [
                .error(
                    "2️⃣", "'articles' is a model of this project; add the fields to model! { Article } at a.swift:2",
                    notes: ["1️⃣ declared here"]),
                .error("3️⃣", "no framework declares the table 'eihwaz_user'; did you mean 'eihwaz_users'?"),
                .error("4️⃣", "the extension does not say which table it extends: table: \"…\""),
                .error("5️⃣", "'pk' is not allowed in an extension"),
                .error("6️⃣", "'renamed_from' is not allowed in an extension"),
                .error("7️⃣", "'comment' is not allowed in an extension"),
                .error("9️⃣", "the field 'a' is declared twice", notes: ["8️⃣ first here"]),
            ])
        expect("extend! { 1️⃣User, table: \"eihwaz_users\" }", reports: [.error("1️⃣", "unknown section 'User'")])
    }

    @Test func aColumnThatTheTableHasIsNamedWithItsPlaceInTheFramework() throws {
        let error = try #require(throws: DiagnosticsError.self) {
            try read("extend! { table: \"eihwaz_users\", { email: text } }")
        }
        #expect(error.diagnostics.map(\.message) == ["the field 'email' is declared twice"])
        let place = try #require(error.diagnostics.first?.notes.first?.span)
        #expect(place.path == builtInFrameworkModels.path)
        #expect(builtInFrameworkModels.bytes[place.start..<place.end].elementsEqual("email".utf8))
    }

    @Test func aFrameworkHasNoExtensions() throws {
        let base = SourceFile(path: "base.swift", bytes: Array("extend! { table: \"eihwaz_users\" }".utf8))
        let error = try #require(throws: DiagnosticsError.self) { try read([:], frameworks: [base]) }
        #expect(
            error.diagnostics.map(\.message) == [
                "a framework declares its own tables; use 'extend!' only in the project"
            ])
    }
}

@Suite struct Includes {
    @Test func abstractModelsGiveTheirFields() throws {
        let result = try read(
            """
            model! { Base, meta: { abstract: true, indexes: [(created_at)] }, enums: { E: [X] }, { e: choice [enum(E)], timestamps } }
            model! { Owned, include: Base, meta: { abstract: true }, { owner_id: int }, relations: { belongs_to: eihwaz_users via owner_id } }
            model! { A, include: [Owned], { a: text } }
            model! { B, { b: text, include: Base } }
            """)
        #expect(result.schema.tables.map(\.name) == ["a", "b", "eihwaz_users"])
        #expect(
            result.schema["a"]?.columns.map(\.name) == ["id", "e", "created_at", "updated_at", "owner_id", "a"])
        #expect(result.schema["a"]?.indexes.map(\.name) == ["idx_a_created_at", "idx_a_owner_id"])
        #expect(result.schema["a"]?.foreignKeys.map(\.name) == ["fk_a_owner_id"])
        #expect(result.schema["b"]?.columns.map(\.name) == ["id", "e", "created_at", "updated_at", "b"])
        #expect(result.counts.models == 4)
    }

    @Test func mistakesInIncludesAreReportedOnce() {
        expect(
            """
            model! { Base, meta: { abstract: true }, 1️⃣table: "x", 2️⃣pk: id => i64, { a: 3️⃣txt } }
            model! { A, include: Base }
            model! { B, include: [Base, 4️⃣Base, 5️⃣Bass, 6️⃣A] }
            model! { C, include: 9️⃣D, meta: { abstract: true } }
            model! { D, include: 7️⃣C, meta: { abstract: true } }
            model! { E, include: 8️⃣"Base" }
            model! { F, meta: { abstract: true, 0️⃣comment: "x" } }
            """,
            reports: [
                .error("1️⃣", "an abstract model has no table, and no 'table'"),
                .error("2️⃣", "an abstract model has no table, and no 'pk'"),
                .error("3️⃣", "unknown type 'txt'; did you mean 'text'?"), .error("4️⃣", "'Base' is given twice"),
                .error("5️⃣", "unknown abstract model 'Bass'; did you mean 'Base'?"),
                .error("6️⃣", "'A' has its own table; only models with meta: { abstract: true } are included"),
                .error("9️⃣", "the models include one another: D → C → D"),
                .error("7️⃣", "the models include one another: C → D → C"),
                .error("8️⃣", "expected an abstract model, found a string"),
                .error("0️⃣", "an abstract model has no table, and no 'comment'"),
            ])
    }
}
