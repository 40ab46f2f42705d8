/// Which properties and options the values of some examples use, found by reflection: what is added to the vocabulary
/// is missing until it has an example.
package struct ExampleCoverage {
    /// The different values of each property, as `Column.name`, and of each part of an enum's case, as `addColumn.fill`.
    private var values: [String: Set<String>] = [:]
    private var optionals: Set<String> = []

    package init(_ examples: [Any]) {
        for example in examples { visit(example) }
    }

    /// Properties with one and the same value in all examples, and options that are never left out or never set.
    package var missing: [String] {
        values.filter { name, values in
            optionals.contains(name) ? !values.contains("nil") || values == ["nil"] : values.count < 2
        }.keys.sorted()
    }

    private mutating func visit(_ value: Any) {
        let mirror = Mirror(reflecting: value)
        for child in mirror.children {
            switch mirror.displayStyle {
            case .struct: note(child, of: "\(mirror.subjectType)")
            case .enum:
                let parts = Mirror(reflecting: child.value)
                guard parts.displayStyle == .tuple else { break }
                for part in parts.children { notePart(part, of: child.label ?? "") }
            default: break
            }
            visit(child.value)
        }
    }

    private mutating func note(_ child: Mirror.Child, of owner: String) {
        guard let label = child.label else { return }
        values["\(owner).\(label)", default: []].insert(String(reflecting: child.value))
        if Mirror(reflecting: child.value).displayStyle == .optional { optionals.insert("\(owner).\(label)") }
    }

    /// Parts that must be given may be the same in all examples.
    private mutating func notePart(_ part: Mirror.Child, of owner: String) {
        if Mirror(reflecting: part.value).displayStyle == .optional { note(part, of: owner) }
    }
}
