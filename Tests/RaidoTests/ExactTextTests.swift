import Raido
import Testing

private let composed = "caf\u{E9}"
private let decomposed = "cafe\u{301}"

/// Swift's `==` takes texts of two normal forms for equal; a database does not.
@Suite struct `Texts are compared by their bytes` {
    @Test func `each text of a column counts`() {
        let column = Column("a", .text)
        let changes: [(inout Column, String) -> Void] = [
            { $0.defaultValue = .string($1) }, { $0.defaultValue = .sql(SQLFragment("'\($1)'")) }, { $0.comment = $1 },
            { $0.collation = $1 }, { $0.generated = SQLFragment("'\($1)'") }, { $0.nativeTypes = [.sqlite: $1] },
            { $0.generated = .sql(mysql: "'\($1)'") },
        ]
        for change in changes {
            let (one, other) = (changed(column, change, composed), changed(column, change, decomposed))
            #expect(one != other)
            #expect(one == changed(column, change, composed))
            #expect(Set([one, changed(column, change, composed)]).count == 1)
        }
    }

    private func changed(_ column: Column, _ change: (inout Column, String) -> Void, _ text: String) -> Column {
        var column = column
        change(&column, text)
        return column
    }

    @Test func `each text of a table counts`() {
        func tables(_ text: String) -> [Table] {
            [
                Table("t", columns: [], comment: text),
                Table("t", columns: [], checks: [CheckConstraint("c", SQLFragment("a <> '\(text)'"))]),
                Table("t", columns: [], indexes: [Index("i", [.ascending("a")], where: SQLFragment("a <> '\(text)'"))]),
                Table("t", columns: [], indexes: [Index("i", [.expression(SQLFragment("a || '\(text)'"))])]),
                Table("t", columns: [], enums: [EnumType("E", [.text(text)])]),
                Table("t", columns: [], enums: [EnumType("E", storage: .integer, [.number(1, name: text)])]),
            ]
        }
        for (one, other) in zip(tables(composed), tables(decomposed)) {
            #expect(one != other)
            #expect(Schema([one]) != Schema([other]))
            #expect(one.firstDifference(from: other) != nil)
        }
        #expect(tables(composed) == tables(composed))
    }

    @Test func `a change that expects another form does not fit`() throws {
        let schema = Schema([Table("t", columns: [Column("a", .text, comment: composed)], comment: composed)])
        #expect(throws: SchemaMismatch.self) {
            try schema.applying([.changeTableComment(of: "t", from: decomposed, to: nil)])
        }
        #expect(throws: SchemaMismatch.self) {
            try schema.applying([.dropColumn(Column("a", .text, comment: decomposed), from: "t")])
        }
        let after = try schema.applying([.changeTableComment(of: "t", from: composed, to: decomposed)])
        #expect(after["t"]?.comment.isExactly(decomposed) == true)
    }
}
