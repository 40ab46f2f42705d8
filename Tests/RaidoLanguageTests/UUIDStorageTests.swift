import Raido
import RaidoLanguage
import Testing

@Suite struct UUIDStorage {
    @Test(arguments: [
        ("uuid", nil), ("uuid [storage: text]", nil), ("uuid [storage: blob]", "blob(16)"),
        ("UUID [storage(blob), default: uuid]", "blob(16)"),
    ])
    func aUUIDIsTextOnSQLiteUnlessItSaysBlob(_ written: String, _ native: String?) throws {
        let column = try column("x: \(written)")
        #expect(column.type == .uuid)
        #expect(column.nativeTypes == (native.map { [.sqlite: $0] } ?? [:]))
    }

    @Test func otherWordsAndOtherTypesAreErrors() {
        expect(
            "model! { A, fields: { x: uuid [storage: 1️⃣bytes], y: text [2️⃣storage: blob] } }",
            reports: [
                .error("1️⃣", "expected blob or text, found 'bytes'"),
                .error("2️⃣", "'storage' is not allowed with 'text'"),
            ])
    }

    @Test func bothSidesOfAForeignKeyAreStoredAlike() {
        expect(
            """
            model! { A, pk: id => uuid [storage: blob] }
            model! { B, fields: { a_id: 1️⃣uuid }, relations: { 2️⃣belongs_to: A via a_id } }
            """,
            reports: [
                .error(
                    "2️⃣", "SQLite stores 'a.id' as blob, but not 'a_id'; write [storage: blob] for both",
                    notes: ["1️⃣ declared here"])
            ])
    }

    @Test func aModelWrittenFromADatabaseSaysSo() {
        let id = Column("id", .uuid, default: .uuid, nativeTypes: [.sqlite: "blob(16)"])
        let text = modelText(of: Schema([Table("people", columns: [id], primaryKey: ["id"])]))
        #expect(text.contains("id: uuid [required, storage: blob, default: uuid]"))
    }
}
