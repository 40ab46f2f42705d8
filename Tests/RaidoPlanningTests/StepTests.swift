import Raido
import RaidoPlanning
import RaidoTestSupport
import Testing

/// Every change is valid when it is made, on the way there and on the way back.
@Suite struct StepTests {
    @Test(arguments: Seeds.first(400))
    func everyStepLeavesASchemaThatHoldsTogether(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let before = randomSchema(using: &generator)
        let (after, hints) = randomSuccessor(of: before, using: &generator)
        let plan = plan(PlanRequest(before: before, after: after, hints: hints, batch: "20260131_120000"))
        var schema = before
        for change in plan.migrations.flatMap(\.changes) {
            schema = try schema.applying([change])
            #expect(faults(of: schema) == [], "after \(change)")
        }
        for change in try plan.migrations.reversed().flatMap({ try $0.inverse() }) {
            schema = try schema.applying([change])
            #expect(faults(of: schema) == [], "after taking back by \(change)")
        }
    }

    /// What no engine would accept, even for a moment.
    private func faults(of schema: Schema) -> [String] {
        var faults: [String] = []
        let names = schema.tables.flatMap { table in
            table.uniques.map(\.name) + table.indexes.map(\.name) + table.foreignKeys.map(\.name)
                + table.checks.map(\.name)
        }
        if Set(names).count != names.count { faults.append("a name is given twice") }
        for table in schema.tables {
            faults += self.faults(of: table)
            for key in table.foreignKeys { faults += self.faults(of: key, table, schema) }
        }
        return faults
    }

    private func faults(of table: Table) -> [String] {
        var faults: [String] = []
        let columns = Set(table.columns.map(\.name))
        let lists =
            [table.primaryKey] + table.uniques.map(\.columns)
            + table.indexes.map { $0.parts.compactMap(\.column) } + table.foreignKeys.map(\.columns)
        for list in lists where !columns.isSuperset(of: list) { faults.append("\(table.name): \(list) does not exist") }
        if columns.isEmpty { faults.append("\(table.name) has no column") }
        for name in table.primaryKey where table.column(name)?.isNullable == true {
            faults.append("\(table.name).\(name) is a key and can be NULL")
        }
        for column in table.columns {
            guard case .enumeration(let name) = column.type else { continue }
            guard let type = table.enumType(name) else {
                faults.append("\(table.name).\(column.name) has no enum")
                continue
            }
            guard type.storage == .text, case .string(let value) = column.defaultValue else { continue }
            if !type.identities.contains(value) { faults.append("\(table.name).\(column.name): default \(value)") }
        }
        return faults
    }

    private func faults(of key: ForeignKey, _ table: Table, _ schema: Schema) -> [String] {
        guard let target = schema[key.referencedTable] else { return ["\(key.name) refers to no table"] }
        var faults: [String] = []
        if target.primaryKey != key.referencedColumns,
            !target.uniques.contains(where: { $0.columns == key.referencedColumns })
        {
            faults.append("\(key.name) refers to no key")
        }
        for (here, there) in zip(key.columns, key.referencedColumns) {
            guard let left = table.column(here)?.type, let right = target.column(there)?.type else { continue }
            if left != right, !(left.isVarying && right.isVarying) { faults.append("\(key.name) joins two types") }
        }
        return faults
    }
}

extension ColumnType {
    fileprivate var isVarying: Bool {
        if case .varchar = self { true } else { false }
    }
}
