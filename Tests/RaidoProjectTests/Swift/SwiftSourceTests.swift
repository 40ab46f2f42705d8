import Raido
import RaidoProject
import Testing

@Suite struct SwiftSourceTests {
    private func migration(_ changes: [Change], id: String = "m20260131_120000_001_alter_employees") -> Migration {
        Migration(id: id, batch: "20260131_120000", changes: changes)
    }

    /// The lines of the list of changes.
    private func changes(_ changes: Change...) throws -> String {
        let source = try swiftSource(of: migration(changes), summary: "")
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0 != "    changes: [" }.dropFirst().dropLast(2).map { $0 + "\n" }.joined()
    }

    @Test func aMigrationReadsLikeThis() throws {
        let source = try swiftSource(
            of: migration([
                .addColumn(Column("phone", .varchar(20), nullable: true), to: "employees"),
                .renameColumn("job_title", to: "title", in: "employees"),
                .dropColumn(Column("fax", .varchar(20)), from: "employees"),
            ]), summary: "Adds `phone`, renames `job_title` to `title`, drops `fax`.")
        #expect(
            source == """
                // Written by 'raido makemigrations'. The file is yours now: it is never written again.
                // swift-format-ignore-file: AlwaysUseLowerCamelCase

                internal import Raido

                /// Adds `phone`, renames `job_title` to `title`, drops `fax`.
                let m20260131_120000_001_alter_employees = Migration(
                    id: "m20260131_120000_001_alter_employees",
                    batch: "20260131_120000",
                    changes: [
                        .addColumn(Column("phone", .varchar(20), nullable: true), to: "employees"),
                        .renameColumn("job_title", to: "title", in: "employees"),
                        // Reverting brings the column back, and not its values.
                        .dropColumn(Column("fax", .varchar(20)), from: "employees"),
                    ])

                """)
    }

    @Test func whatIsLostAlikeIsSaidOnce() throws {
        let source = try changes(
            .dropColumn(Column("a", .integer), from: "t"), .dropColumn(Column("b", .integer), from: "t"))
        #expect(source.split(separator: "\n").count { $0.contains("Reverting brings the column back") } == 1)
    }

    @Test func aNewTableHasOneColumnALine() throws {
        let table = Table(
            "articles",
            columns: [
                Column("id", .bigInteger, identity: true), Column("title", .varchar(200), default: .string("Untitled")),
            ], primaryKey: ["id"], uniques: [UniqueConstraint("uq_articles_title", ["title"])])
        #expect(
            try changes(.createTable(table)) == """
                        .createTable(
                            Table(
                                "articles",
                                columns: [
                                    Column("id", .bigInteger, identity: true),
                                    Column("title", .varchar(200), default: .string("Untitled")),
                                ],
                                primaryKey: ["id"],
                                uniques: [
                                    UniqueConstraint("uq_articles_title", ["title"])
                                ]))

                """)
    }

    @Test func aLongTextGoesOverSeveralLines() throws {
        let comment =
            "A comment that says so much about the column that no line of a hundred and twenty characters holds it."
        let source = try changes(.addColumn(Column("a", .text, comment: comment + "\nSecond."), to: "b"))
        #expect(
            source == """
                        .addColumn(
                            Column(
                                "a", .text,
                                comment: \"""
                                    A comment that says so much about the column that no line of a hundred and twenty characters \\
                                    holds it.
                                    Second.
                                    \"""),
                            to: "b")

                """)
    }

    @Test(arguments: [
        (Change.dropTable(Samples.small), "Reverting brings the table back, and not its rows."),
        (
            .alterColumn(in: "a", from: Column("b", .timestamp), to: Column("b", .date)),
            "Reverting brings the type back, and not what the new one cut, rounded or replaced."
        ),
        (
            .alterColumn(
                in: "a", from: Column("b", .text, nullable: true), to: Column("b", .text), fill: .value(.string(""))),
            "Reverting allows NULL again, and does not bring back those that were filled."
        ),
        (
            .dropEnumValue(.text("a\nb"), from: "E", in: "t", replacement: "c"),
            "Reverting brings the value 'a b' back, and not the rows that held it."
        ),
        (.sql(RawSQL(up: ["A"])), "Cannot be reverted: there is no 'down'."),
    ])
    func whatCannotBeUndoneIsSaidWhereItStands(change: Change, comment: String) throws {
        #expect(try changes(change).hasPrefix("        // \(comment)\n        ."))
    }

    @Test(arguments: [
        Change.alterColumn(in: "a", from: Column("b", .varchar(9)), to: Column("b", .text)),
        .alterColumn(in: "a", from: Column("b", .integer), to: Column("b", .bigInteger)),
        .alterColumn(in: "a", from: Column("b", .text), to: Column("b", .text, nullable: true)),
        .dropColumn(Column("b", .text, generated: "a"), from: "a"), .dropIndex(Samples.table.indexes[0], from: "a"),
        // Rows that hold it make the migration fail.
        .dropEnumValue(.text("a"), from: "E", in: "t"), .sql(RawSQL(up: ["A"], down: [])),
    ])
    func whatCanBeUndoneHasNoComment(change: Change) throws {
        #expect(try !changes(change).contains("//"))
    }

    @Test func whatAnotherEngineLosesIsNotSaid() throws {
        let change = Change.alterColumn(in: "a", from: Column("b", .json), to: Column("b", .jsonb))
        for (engine, isSaid) in [(Engine.postgresql, true), (.sqlite, false), (.mysql, false), (.mariadb, false)] {
            let source = try swiftSource(of: migration([change]), summary: "", for: [engine])
            #expect((source.firstRange(of: "Reverting brings the type back") != nil) == isSaid, "\(engine)")
        }
    }

    @Test func wordsStayInTheirComment() throws {
        let source = try swiftSource(
            of: migration([]), summary: "Adds `a`\n\nlet x = 1\r\n\u{2028}/* " + String(repeating: "long ", count: 60))
        let lines = source.split(separator: "\n").filter { $0.hasPrefix("///") }
        #expect(lines.first?.hasPrefix("/// Adds `a` let x = 1 /* long") == true)
        #expect(lines.count > 2 && lines.allSatisfy { $0.count <= 120 })
        #expect(source.hasSuffix("    changes: [])\n"))
    }

    @Test func aNULIsRefused() {
        for change in [
            Change.addColumn(Column("a", .text, comment: "a\0b"), to: "c"),
            .sql(RawSQL(up: [], down: [.sql(mysql: "\0")])), .addCheck(CheckConstraint("a", "\0"), to: "b"),
        ] {
            let error = problem { () throws(ProjectError) in try swiftSource(of: migration([change]), summary: "") }
            #expect(
                error?.description
                    == "m20260131_120000_001_alter_employees.swift: a text in m20260131_120000_001_alter_employees "
                    + "contains a NUL character, which no engine can store; remove the NUL character from the model")
        }
    }

    @Test func anIdentityThatIsNoNameIsRefused() {
        let error = problem { () throws(ProjectError) in
            try swiftSource(of: migration([], id: "m20260131_120000_001_a\"b"), summary: "")
        }
        #expect(error?.message == "'m20260131_120000_001_a\"b' is not a valid migration id")
    }
}
