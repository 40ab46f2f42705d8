import Raido
import RaidoPlanning
import Testing

@Suite struct FrameworkTests {
    private let base = Table.with("users", [Column("name", .varchar(50))])
    private let bio = Column("bio", .text, nullable: true)

    private func request(_ before: [Table], _ after: [Table], external: Bool = false) -> PlanRequest {
        PlanRequest(
            before: Schema(before), after: Schema(after), frameworkTables: ["users"], frameworkBases: ["users": base],
            frameworkIsExternal: external, batch: "20260131_120000")
    }

    private var extended: Table {
        var table = base
        table.columns.append(bio)
        return table
    }

    @Test func anExtensionAddsColumns() throws {
        let plan = try planned(request([base], [extended]))
        #expect(plan.names == ["001_extend_users"])
        #expect(plan.changes == [.addColumn(bio, to: "users")])
    }

    @Test func aFrameworkTableMetForTheFirstTimeIsCreatedAndThenExtended() throws {
        let article = Table.with(
            "articles", [Column("user_id", .bigInteger)],
            foreignKeys: [ForeignKey("fk_articles_user_id", ["user_id"], references: "users", ["id"])])
        let plan = try planned(request([], [extended, article]))
        #expect(plan.names == ["001_create_users", "002_create_articles", "003_extend_users"])
        #expect(plan.migrations[0].changes == [.createTable(base)])
        #expect(plan.hazards == [])
    }

    @Test func anExternalFrameworkTableIsAdoptedAndNeverCreated() throws {
        let plan = try planned(request([], [extended], external: true))
        #expect(plan.names == ["001_extend_users"])
        #expect(plan.changes == [.adoptTable(base), .addColumn(bio, to: "users")])
        let adopted = try planned(request([], [base], external: true))
        #expect(adopted.names == ["001_adopt_users"])
    }

    @Test func theLastExtensionRemovedDropsItsColumnsAlone() throws {
        let plan = try planned(request([extended], [base]))
        #expect(plan.changes == [.dropColumn(bio, from: "users")])
        #expect(plan.names == ["001_alter_users"])
        #expect(plan.hazardIDs == ["drop-column:users.bio"])
    }

    @Test func aFrameworkTableThatIsNoLongerWantedIsLetGoAndNotDropped() throws {
        let plan = try planned(request([base], []))
        #expect(plan.changes == [.releaseTable(base)])
        #expect(plan.hazards == [])
    }
}
