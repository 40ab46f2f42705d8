/// A small seeded generator: the same seed gives the same schemas on every machine.
package struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, and without, `bound`.
    package mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    /// True in so many of a hundred cases.
    package mutating func chance(_ percent: Int) -> Bool {
        below(100) < percent
    }

    /// One of the items; nil where there is none.
    package mutating func pick<Item>(_ items: [Item]) -> Item? {
        items.isEmpty ? nil : items[below(items.count)]
    }

    /// One of the items that are given, of which there is at least one.
    package mutating func one<Item>(of first: Item, _ others: Item...) -> Item {
        let place = below(others.count + 1)
        return place == 0 ? first : others[place - 1]
    }

    /// The items in another order.
    package mutating func shuffle<Item>(_ items: [Item]) -> [Item] {
        var items = items
        for place in items.indices.dropFirst() { items.swapAt(place, below(place + 1)) }
        return items
    }
}
