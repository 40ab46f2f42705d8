import Raido
import RaidoPlanning
import RaidoProof

/// Columns that become a text enum by a conversion that a person wrote for all engines.
enum ConversionsToEnum {
    static func requests(for engine: Engine) -> [ProofRequest] {
        let numbers = EnumType("Level", storage: .integer, [.number(1, name: "Low"), .number(2, name: "High")])
        return [
            request(from: Column("level", .integer), [], engine),
            request(from: Column("level", .varchar(20)), [], engine),
            // The new enum has the name of the old one, and another one until that is gone.
            request(from: Column("level", .enumeration("Level")), [numbers], engine),
        ]
    }

    private static func request(from old: Column, _ enums: [EnumType], _ engine: Engine) -> ProofRequest {
        let key = Column("id", .bigInteger, identity: true)
        let before = Schema([Table("t", columns: [key, old], primaryKey: ["id"], enums: enums)])
        let after = Schema([
            Table(
                "t", columns: [key, Column("level", .enumeration("Level"), default: .string("High"))],
                primaryKey: ["id"], enums: [EnumType("Level", [.text("Low"), .text("High")])])
        ])
        var hints = Hints()
        let isText = old.type == .varchar(20)
        hints.usings[.init(table: "t", column: "level")] = SQLFragment(
            "case when level = \(isText ? "'1'" : "1") then 'Low' else 'High' end")
        let plan = plan(PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: [engine]))
        return ProofRequest(
            before: before, after: after, migrations: plan.migrations, hazards: plan.hazards, targets: [engine])
    }
}
