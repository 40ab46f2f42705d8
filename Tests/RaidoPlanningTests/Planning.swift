import Raido
import RaidoPlanning
import Testing

/// The plan from some tables to others, which is checked for the laws on the way.
func planned(
    _ before: [Table], _ after: [Table], hints: Hints = Hints(), targets: Set<Engine> = Set(Engine.allCases),
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> Plan {
    try planned(
        PlanRequest(
            before: Schema(before), after: Schema(after), hints: hints, batch: "20260131_120000", targets: targets),
        sourceLocation: sourceLocation)
}

func planned(_ request: PlanRequest, sourceLocation: SourceLocation = #_sourceLocation) throws -> Plan {
    let result = plan(request)
    #expect(result.fault == nil, sourceLocation: sourceLocation)
    #expect(result.after == request.after, sourceLocation: sourceLocation)
    #expect(result.migrations.map(\.id) == result.summaries.map(\.id), sourceLocation: sourceLocation)
    var schema = result.after
    for migration in result.migrations.reversed() { schema = try schema.applying(try migration.inverse()) }
    #expect(schema == request.before, sourceLocation: sourceLocation)
    var again = request
    again.before = request.after
    #expect(plan(again).migrations == [], "the second plan is empty", sourceLocation: sourceLocation)
    return result
}

extension Plan {
    var changes: [Change] { migrations.flatMap(\.changes) }
    var hazardIDs: [String] { hazards.map(\.id) }
    var names: [String] { migrations.map { String($0.id.dropFirst("m20260131_120000_".count)) } }
}

extension Table {
    /// A table with an identity column `id`, and more.
    static func with(
        _ name: String = "articles", _ columns: [Column] = [], uniques: [UniqueConstraint] = [],
        indexes: [Index] = [], foreignKeys: [ForeignKey] = [], checks: [CheckConstraint] = [], enums: [EnumType] = [],
        comment: String? = nil
    ) -> Table {
        Table(
            name, columns: [Column("id", .bigInteger, identity: true)] + columns, primaryKey: ["id"], uniques: uniques,
            indexes: indexes, foreignKeys: foreignKeys, checks: checks, enums: enums, comment: comment)
    }
}

extension Hints {
    static func columns(_ renames: [String: String], of table: String = "articles") -> Hints {
        var hints = Hints()
        for (new, old) in renames { hints.columns[.init(table: table, column: new)] = old }
        return hints
    }

    static func tables(_ renames: [String: String]) -> Hints {
        var hints = Hints()
        hints.tables = renames
        return hints
    }

    static func values(_ renames: [String: String], of type: String = "Status", in table: String = "articles") -> Hints
    {
        var hints = Hints()
        for (new, old) in renames { hints.enumValues[.init(table: table, enumType: type, value: new)] = old }
        return hints
    }

    static func fills(_ fills: [String: DefaultValue], of table: String = "articles") -> Hints {
        var hints = Hints()
        for (column, value) in fills { hints.fills[.init(table: table, column: column)] = value }
        return hints
    }
}
