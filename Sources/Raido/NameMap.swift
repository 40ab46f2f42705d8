/// Values by name. A copy that is changed shares all but a small part with the original, so keeping one schema for each
/// migration of a long history costs little.
struct NameMap<Value: Sendable>: Sendable {
    private static var partCount: UInt { 64 }

    private var parts: [[String: Value]] = Array(repeating: [:], count: Int(Self.partCount))

    private static func part(of name: String) -> Int { Int(UInt(bitPattern: name.hashValue) % partCount) }

    subscript(name: String) -> Value? {
        get { parts[Self.part(of: name)][name] }
        set { parts[Self.part(of: name)][name] = newValue }
    }

    /// Changes a value in place.
    mutating func update(_ name: String, _ change: (inout Value?) -> Void) {
        change(&parts[Self.part(of: name)][name])
    }

    var isEmpty: Bool { parts.allSatisfy(\.isEmpty) }

    /// In no particular order.
    var values: some Sequence<Value> { parts.lazy.flatMap(\.values) }
}

extension NameMap: Equatable where Value: Equatable {}
extension NameMap: Hashable where Value: Hashable {}
