import Raido
import Testing

@Test func aRenamedColumnIsFollowedEverywhere() throws {
    let table = Table(
        "a", columns: [Column("x", .integer), Column("y", .integer)],
        checks: [CheckConstraint("ck", "x > 0 AND 'x' <> \"x\" || x(x)")])
    let after = try Schema([table]).applying([.renameColumn("x", to: "z", in: "a")])
    #expect(after["a"]?.checks.first?.expression == "z > 0 AND 'x' <> \"z\" || x(z)")
}

@Test func aNameThatNeedsQuotationMarksGetsThemAndLosesThem() {
    let fragment: SQLFragment = "views >= 0 AND \"views\" < 9"
    #expect(fragment.renamingColumn("views", to: "order") == "\"order\" >= 0 AND \"order\" < 9")
    let plain: SQLFragment = "views >= 0"
    #expect(plain.renamingColumn("views", to: "order").renamingColumn("order", to: "views") == plain)
}
