import Raido
import RaidoPlanning
import RaidoTestSupport
import Testing

@Suite struct `What planning costs` {
    private func reads(_ before: Schema, _ after: Schema) -> Int {
        tableReads { _ = plan(PlanRequest(before: before, after: after, batch: "1")) }
    }

    @Test func `grows with the number of tables and no faster`() {
        let (few, many) = (Schema(large: 30), Schema(large: 120))
        let ways: [(Schema) -> (Schema, Schema)] = [
            { (Schema(), $0) }, { ($0, Schema()) }, { ($0, $0.growing(every: 1)) }, { ($0, $0) },
        ]
        for (place, way) in ways.enumerated() {
            let (cheap, dear) = (reads(way(few).0, way(few).1), reads(way(many).0, way(many).1))
            #expect(dear <= cheap * 9 / 2, "way \(place): \(cheap) tables are read, then \(dear)")
        }
    }

    @Test func `does not change the order in which tables are created`() {
        let tables = Schema(large: 40).tables
        let created = plan(PlanRequest(before: Schema(), after: Schema(tables), batch: "1")).migrations
            .flatMap(\.changes).compactMap { change in
                if case .createTable(let table) = change { table } else { nil }
            }
        var known: Set<String> = []
        var waiting = tables.sorted { $0.name < $1.name }
        for table in created {
            // Of those whose parents are there, the first by name.
            let free = waiting.firstIndex { table in
                table.foreignKeys.allSatisfy { known.contains($0.referencedTable) || $0.referencedTable == table.name }
            }
            #expect(free.map { waiting.remove(at: $0).name } == table.name)
            known.insert(table.name)
        }
        #expect(waiting.isEmpty)
    }
}
