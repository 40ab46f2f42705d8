/// Places in a list that wait for their turn: the smallest comes first.
struct SmallestFirst {
    /// A binary heap.
    private var places: [Int] = []

    mutating func insert(_ place: Int) {
        places.append(place)
        var child = places.count - 1
        while child > 0, places[child] < places[(child - 1) / 2] {
            places.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popFirst() -> Int? {
        guard let first = places.first, let last = places.popLast() else { return nil }
        guard !places.isEmpty else { return first }
        places[0] = last
        var parent = 0
        while let least = children(of: parent).min(by: { places[$0] < places[$1] }), places[least] < places[parent] {
            places.swapAt(parent, least)
            parent = least
        }
        return first
    }

    private func children(of parent: Int) -> Range<Int> {
        min(parent * 2 + 1, places.count)..<min(parent * 2 + 3, places.count)
    }
}
