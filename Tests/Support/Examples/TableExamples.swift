package import Raido

/// Tables that use every part, with each option of it left out and set.
package enum TableExamples {
    package static let small = Table("small", columns: [Column("id", .integer)])

    /// Every part is there, and every option of it is left out.
    package static let usual = Table(
        "usual", columns: [Column("a", .text), Column("b", .integer)], primaryKey: ["a"],
        uniques: [UniqueConstraint("u", ["a"])], indexes: [usualIndex], foreignKeys: [usualForeignKey],
        checks: [CheckConstraint("c", "a > 0")], enums: [EnumType("E", [.text("a")])])

    /// Every part is there with every option.
    package static let full = Table(
        "full",
        columns: [Column("a", .text), Column("b", .text)]
            + ColumnExamples.types.enumerated().map { Column("type_\($0)", $1) }
            + ColumnExamples.defaults.enumerated().map { Column("default_\($0)", .text, default: $1) }
            + ColumnExamples.options,
        primaryKey: ["b", "a"],
        uniques: [UniqueConstraint("u_1", ["a"]), UniqueConstraint("u_2", ["b", "a"])],
        indexes: [usualIndex, fullIndex, Index("i_unique", [.descending("b")], unique: true)],
        foreignKeys: foreignKeys,
        checks: [CheckConstraint("c_1", "a > 0"), CheckConstraint("c_2", .sql(sqlite: "a > 1", mysql: "a > 2"))],
        enums: [
            EnumType("Mood", [.text("good"), .text("it's \"fine\"")]),
            EnumType("Level", storage: .smallInteger, [.number(-1, name: "Low"), .number(.max, name: "High")]),
        ],
        comment: "What \"readers\" see\nin two lines")

    package static let usualIndex = Index("i", [.ascending("a")])

    package static let fullIndex = Index(
        "i_full", [.ascending("a"), .descending("b"), .expression("lower(a)"), .expression(.sql(mysql: "(b)"))],
        unique: true, where: .sql("a > 0", postgresql: "a > 1"), using: "gin")

    package static let usualForeignKey = ForeignKey("f", ["a"], references: "other", ["id"])

    /// Every action, in both places.
    package static let foreignKeys: [ForeignKey] =
        ForeignKey.Action.allCases.flatMap { action in
            [
                ForeignKey("f_delete_\(action)", ["a"], references: "other", ["id"], onDelete: action),
                ForeignKey("f_update_\(action)", ["a", "b"], references: "other", ["id", "no"], onUpdate: action),
                ForeignKey("f_\(action)", ["a"], references: "full", ["a"], onDelete: action, onUpdate: action),
            ]
        }
}
