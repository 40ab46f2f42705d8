import Raido
import Testing

/// Every change, made and taken back, leaves the schema as it was.
@Suite struct InverseTests {
    private static let unique = UniqueConstraint("uq", ["title"])
    private static let index = Index("ix", [.descending("author_id")], where: "title <> ''")
    private static let key = ForeignKey("fk", ["author_id"], references: "authors", ["id"])
    private static let check = CheckConstraint("ck", "id > 0")
    private static let status = EnumType("Status", [.text("a"), .text("b"), .text("c")])
    private static let level = EnumType(
        "Level", storage: .integer, [.number(1, name: "low"), .number(2, name: "high")])
    private static let title = Column("title", .varchar(200), default: .string("x"))
    private static let spare = Column("spare", .text)

    private static let schema = Schema([
        Table(
            "articles",
            columns: [
                Column("id", .bigInteger, identity: true), title, spare,
                Column("status", .enumeration("Status"), default: .string("a")), Column("author_id", .bigInteger),
                Column("upper", .text, nullable: true, generated: "upper(title)"),
            ],
            primaryKey: ["id"], uniques: [unique], indexes: [index], foreignKeys: [key], checks: [check],
            enums: [status, level], comment: "c"),
        Table("authors", columns: [Column("id", .bigInteger, identity: true)], primaryKey: ["id"]),
        Table("tags", columns: [Column("name", .text)]),
    ])

    static let changes: [Change] = [
        .createTable(Table("words", columns: [spare])), .dropTable(Table("tags", columns: [Column("name", .text)])),
        .renameTable("authors", to: "people"), .changeTableComment(of: "articles", from: "c", to: nil),
        .adoptTable(Table("users", columns: [spare])), .releaseTable(Table("tags", columns: [Column("name", .text)])),
        .addColumn(Column("body", .text, nullable: true), to: "articles"), .dropColumn(spare, from: "articles"),
        .renameColumn("title", to: "name", in: "articles"), .renameColumn("id", to: "key", in: "authors"),
        .alterColumn(in: "articles", from: title, to: Column("title", .text, nullable: true)),
        .changePrimaryKey(of: "articles", from: ["id"], to: ["author_id", "id"]),
        .addUnique(UniqueConstraint("u2", ["id", "title"]), to: "articles"), .dropUnique(unique, from: "articles"),
        .changeUnique(in: "articles", from: unique, to: UniqueConstraint("uq", ["id"])),
        .renameUnique("uq", to: "uq2", in: "articles"),
        .addIndex(Index("i2", [.expression("lower(title)")], unique: true, using: "hash"), to: "articles"),
        .dropIndex(index, from: "articles"),
        .changeIndex(in: "articles", from: index, to: Index("ix", [.ascending("id")])),
        .renameIndex("ix", to: "ix2", in: "articles"),
        .addForeignKey(ForeignKey("f2", ["id"], references: "articles", ["id"]), to: "articles"),
        .dropForeignKey(key, from: "articles"),
        .changeForeignKey(
            in: "articles", from: key,
            to: ForeignKey("fk", ["author_id"], references: "authors", ["id"], onDelete: .cascade)),
        .renameForeignKey("fk", to: "fk2", in: "articles"),
        .addCheck(CheckConstraint("c2", "1 = 1"), to: "articles"), .dropCheck(check, from: "articles"),
        .changeCheck(in: "articles", from: check, to: CheckConstraint("ck", "id > 1")),
        .renameCheck("ck", to: "ck2", in: "articles"),
        .createEnum(EnumType("Kind", [.text("k")]), in: "articles"), .dropEnum(level, from: "articles"),
        .renameEnum("Status", to: "State", in: "articles"),
        .addEnumValue(.text("z"), to: "Status", in: "articles", before: "b"),
        .addEnumValue(.text("z"), to: "Status", in: "articles"),
        .dropEnumValue(.text("b"), from: "Status", in: "articles", before: "c", replacement: "a"),
        .renameEnumValue("a", to: "first", of: "Status", in: "articles"),
        .renumberEnumValue("low", from: 1, to: 7, of: "Level", in: "articles"),
        .reorderEnum("Status", from: ["a", "b", "c"], to: ["c", "a", "b"], in: "articles"),
        .sql(RawSQL(up: ["SELECT 1"], down: ["SELECT 2"], effect: [.dropUnique(unique, from: "articles")])),
    ]

    @Test(arguments: changes)
    func aChangeIsTakenBackByItsInverse(change: Change) throws {
        let changed = try Self.schema.applying([change])
        #expect(changed != Self.schema)
        let inverse = try #require(change.inverse)
        #expect(try changed.applying([inverse]) == Self.schema)
    }

    @Test func aDroppedColumnThatTakesNoNullComesBackWithPlaceholders() {
        #expect(
            Change.dropColumn(Self.spare, from: "articles").inverse
                == .addColumn(Self.spare, to: "articles", fill: .placeholder))
        #expect(Change.dropColumn(Self.title, from: "articles").inverse == .addColumn(Self.title, to: "articles"))
    }

    @Test func rawSQLWithoutAWayBackMakesAMigrationIrreversible() throws {
        let change = Change.sql(RawSQL(up: ["VACUUM"]))
        let migration = Migration(id: "m1", batch: "b", changes: [.renameTable("tags", to: "words"), change])
        #expect(change.inverse == nil)
        #expect(throws: IrreversibleChange.self) { try migration.inverse() }
        do throws(IrreversibleChange) {
            _ = try migration.inverse()
        } catch {
            #expect(error.change == change)
            #expect(
                error.description
                    == "m1 cannot be reverted: its raw SQL gives no 'down'; add one to the migration's file")
        }
    }

    @Test func inversesComeInTheOppositeOrder() throws {
        let migration = Migration(
            id: "m1", batch: "b", changes: [.renameTable("a", to: "b"), .renameTable("c", to: "d")])
        #expect(try migration.inverse() == [.renameTable("d", to: "c"), .renameTable("b", to: "a")])
    }
}
