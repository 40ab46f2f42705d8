import Raido
import RaidoLanguage
import Testing

@Suite struct Keys {
    /// The columns and the primary key of a model.
    private func keyed(_ sections: String) throws -> ([Column], [String]) {
        let table = try table(sections)
        return (table.columns, table.primaryKey)
    }

    @Test(
        arguments: [
            ("i32", .integer), ("i64", .bigInteger), ("Int32", .integer), ("Int64", .bigInteger), ("Int", .bigInteger),
            ("Pk", .bigInteger), ("int", .integer), ("bigint", .bigInteger),
        ] as [(String, ColumnType)])
    func integersAreIdentityColumns(_ word: String, _ type: ColumnType) throws {
        #expect(try keyed("pk: id => \(word)") == ([Column("id", type, identity: true)], ["id"]))
    }

    @Test func withoutASectionTheKeyIsABigIdentity() throws {
        #expect(try keyed("{}") == ([Column("id", .bigInteger, identity: true)], ["id"]))
    }

    @Test func theEngineMakesUUIDs() throws {
        #expect(try keyed("pk: id => uuid") == ([Column("id", .uuid, default: .uuid)], ["id"]))
        #expect(try keyed("pk: key => UUID") == ([Column("key", .uuid, default: .uuid)], ["key"]))
    }

    @Test func aNaturalKeyIsAnyTypeWithOptions() throws {
        #expect(
            try keyed("pk: code => text [max_length: 20, default: \"x\"]")
                == ([Column("code", .varchar(20), default: .string("x"))], ["code"]))
        #expect(try keyed("pk: n => u32") == ([Column("n", .unsignedInteger)], ["n"]))
    }

    @Test func aCompositeKeyNamesItsFields() throws {
        let (columns, key) = try keyed("pk: (tenant_id, user_id), fields: { user_id: int, a: text, tenant_id: int }")
        #expect(key == ["tenant_id", "user_id"])
        #expect(
            columns == [
                Column("user_id", .integer), Column("a", .varchar(255), nullable: true), Column("tenant_id", .integer),
            ])
        #expect(try keyed("pk: code, fields: { code: text }").1 == ["code"])
        #expect(try keyed("pk: none, fields: { code: text }").1 == [])
        #expect(try keyed("pk: (none), fields: { none: text }").1 == ["none"])
    }

    @Test func mistakesInKeysAreReported() {
        expect(
            "model! { A, pk: (a, 1️⃣b, 2️⃣a), fields: { a: int [3️⃣nullable] } } model! { B, pk: id => 4️⃣it64 }",
            reports: [
                .error("1️⃣", "no field 'b' is declared; did you mean 'a'?"), .error("2️⃣", "'a' is given twice"),
                .error("3️⃣", "'a' is in the primary key and cannot be NULL"),
                .error("4️⃣", "unknown type 'it64'; did you mean 'i64'?"),
            ].sorted { $0.marker < $1.marker })
        expect(
            "model! { A, pk: 1️⃣id } model! { B, pk: id => i64 [2️⃣default: 5] } model! { C, pk: 3️⃣() }",
            reports: [
                .error("1️⃣", "no field 'id' is declared; write pk: id => i64"),
                .error("2️⃣", "the engine generates this key; it cannot have a default"),
                .error("3️⃣", "expected a field between the brackets"),
            ])
        expect(
            "model! { A, pk: 2️⃣code => text, fields: { 1️⃣code: text } }",
            reports: [.error("1️⃣", "the field 'code' is declared twice", notes: ["2️⃣ first here"])])
        expect("model! { A, pk: 1️⃣\"id\" }", reports: [.error("1️⃣", "expected the key's field, found a string")])
    }
}
