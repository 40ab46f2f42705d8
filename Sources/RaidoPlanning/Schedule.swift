import Raido

/// Changes that become one migration.
struct Unit {
    var owner: Owner
    var changes: [Change]
}

/// Brings together the changes of one owner, as far as the changes of others allow.
///
/// - Parameter changes: in an order in which they are valid. That order is kept within an owner, and between changes
///   that concern one thing.
func schedule(_ changes: [PlannedChange]) -> [Unit] {
    var schedule = Schedule(changes)
    var units: [Unit] = []
    while let unit = schedule.next() { units.append(unit) }
    return units
}

/// What is left to do, owner by owner.
private struct Schedule {
    private struct Queue {
        var owner: Owner
        var places: [Int] = []
        var done = 0
        var rank = 0

        /// How many conditions outside this queue its changes still wait for.
        var unmet = 0
        var isDone: Bool { done == places.count }
    }

    private let changes: [PlannedChange]

    /// For each change, the later changes of other owners that wait for it, and how many it waits for.
    private var dependents: [[Int]]
    private var unmet: [Int]
    private var queues: [Queue] = []
    private var queueOf: [Int]
    /// The queues all of whose changes can be made.
    private var whole = SmallestFirst()

    init(_ changes: [PlannedChange]) {
        self.changes = changes
        dependents = Array(repeating: [], count: changes.count)
        unmet = Array(repeating: 0, count: changes.count)
        queueOf = Array(repeating: 0, count: changes.count)
        findDependencies()
        makeQueues()
    }

    private mutating func findDependencies() {
        var writer: [Resource: Int] = [:]
        var readers: [Resource: [Int]] = [:]
        for (place, planned) in changes.enumerated() {
            let footprint = Footprint(of: planned.change)
            var before: Set<Int> = []
            for resource in footprint.reads + footprint.writes {
                if let last = writer[resource] { before.insert(last) }
            }
            for resource in footprint.writes { before.formUnion(readers[resource] ?? []) }
            for resource in footprint.reads { readers[resource, default: []].append(place) }
            for resource in footprint.writes {
                writer[resource] = place
                readers[resource] = nil
            }
            for earlier in before where changes[earlier].owner != planned.owner {
                dependents[earlier].append(place)
                unmet[place] += 1
            }
        }
    }

    private mutating func makeQueues() {
        var byOwner: [Owner: Queue] = [:]
        for (place, planned) in changes.enumerated() {
            byOwner[planned.owner, default: Queue(owner: planned.owner)].places.append(place)
        }
        queues = byOwner.values.map { queue in
            var queue = queue
            queue.rank = rank(queue.places, of: queue.owner)
            queue.unmet = queue.places.reduce(0) { $0 + unmet[$1] }
            return queue
        }.sorted { ($0.rank, $0.owner.sortingName) < ($1.rank, $1.owner.sortingName) }
        for (number, queue) in queues.enumerated() {
            for place in queue.places { queueOf[place] = number }
            if queue.unmet == 0 { whole.insert(number) }
        }
    }

    /// Which owner goes first where nothing else decides: renamed tables, dropped ones that another change waits for,
    /// new ones, altered ones, the other dropped ones.
    private func rank(_ places: [Int], of owner: Owner) -> Int {
        if owner == .droppedRelations { return 1 }
        if owner == .relations { return 4 }
        let own = places.map { changes[$0].change }
        if own.contains(where: \.renamesTable) { return 0 }
        if let drop = places.first(where: { changes[$0].change.dropsTable }) {
            return dependents[drop].contains { !changes[$0].change.dropsTable } ? 1 : 5
        }
        return own.contains(where: \.introducesTable) ? 2 : 3
    }

    /// The next migration: of an owner all of whose changes can be made, else of the first one that others wait for.
    mutating func next() -> Unit? {
        while let number = whole.popFirst() {
            if !queues[number].isDone { return take(queues[number].places.count, from: number) }
        }
        for number in queues.indices where !queues[number].isDone {
            let ready = readyCount(of: number)
            let range = queues[number].places[queues[number].done..<queues[number].done + ready]
            if range.contains(where: { !dependents[$0].isEmpty }) {
                return take(queues[number].done + ready, from: number)
            }
        }
        return nil
    }

    private func readyCount(of number: Int) -> Int {
        queues[number].places[queues[number].done...].prefix { unmet[$0] == 0 }.count
    }

    private mutating func take(_ end: Int, from number: Int) -> Unit {
        let places = queues[number].places[queues[number].done..<end]
        queues[number].done = end
        for place in places {
            for dependent in dependents[place] {
                unmet[dependent] -= 1
                queues[queueOf[dependent]].unmet -= 1
                if queues[queueOf[dependent]].unmet == 0 { whole.insert(queueOf[dependent]) }
            }
            dependents[place] = []
        }
        return Unit(owner: queues[number].owner, changes: places.map { changes[$0].change })
    }
}

extension Owner {
    fileprivate var sortingName: String {
        switch self {
        case .table(let name), .base(let name): name
        case .relations, .droppedRelations: ""
        }
    }
}

extension Change {
    fileprivate var renamesTable: Bool {
        if case .renameTable = self { true } else { false }
    }

    fileprivate var dropsTable: Bool {
        if case .dropTable = self { return true }
        if case .releaseTable = self { return true }
        return false
    }

    fileprivate var introducesTable: Bool {
        if case .createTable = self { return true }
        if case .adoptTable = self { return true }
        return false
    }
}
