extension Table {
    /// Changes the values of an enum.
    mutating func alterEnum(_ typeName: String, by change: Change) throws(SchemaMismatch) {
        guard let place = enums.firstIndex(where: { $0.name == typeName }) else {
            throw .missing(.enumType(typeName, table: name))
        }
        var type = enums[place]
        switch change {
        case .addEnumValue(let value, _, _, let next): try type.add(value, before: next, in: name)
        case .dropEnumValue(let value, _, _, let next, let replacement):
            try type.drop(value, before: next, replacement: replacement, in: name)
        case .renameEnumValue(let old, let new, _, _):
            try type.rename(old, to: new, in: name)
            // Also where numbers are stored: a default may name its value.
            mapColumns { column in
                guard column.type == .enumeration(typeName), column.defaultValue == .string(old) else { return }
                column.defaultValue = .string(new)
            }
        case .renumberEnumValue(let value, let old, let new, _, _):
            try type.renumber(value, from: old, to: new, in: name)
        case .reorderEnum(_, let old, let new, _): try type.reorder(from: old, to: new, in: name)
        default: preconditionFailure("not a change of an enum's values")
        }
        enums[place] = type
    }
}

extension EnumType {
    package var identities: [String] { values.map(\.identity) }

    fileprivate mutating func add(_ value: EnumValue, before next: String?, in table: String) throws(SchemaMismatch) {
        guard !identities.contains(value.identity) else { throw .exists(element(value.identity, table)) }
        values.insert(value, at: try place(next, in: table))
    }

    fileprivate mutating func drop(
        _ value: EnumValue, before next: String?, replacement: String?, in table: String
    ) throws(SchemaMismatch) {
        guard let place = values.firstIndex(of: value) else { throw .missing(element(value.identity, table)) }
        values.remove(at: place)
        let expected = try self.place(next, in: table)
        guard expected == place else {
            throw .differs(
                element(value.identity, table), expected: next.map { "it before '\($0)'" } ?? "it at the end",
                found: "it at place \(place + 1)")
        }
        if let replacement { _ = try self.place(replacement, in: table) }
    }

    fileprivate mutating func rename(_ old: String, to new: String, in table: String) throws(SchemaMismatch) {
        guard let place = identities.firstIndex(of: old) else { throw .missing(element(old, table)) }
        guard !identities.contains(new) else { throw .exists(element(new, table)) }
        switch values[place] {
        case .text: values[place] = .text(new)
        case .number(let number, _): values[place] = .number(number, name: new)
        }
    }

    fileprivate mutating func renumber(
        _ name: String, from old: Int64, to new: Int64, in table: String
    ) throws(SchemaMismatch) {
        guard let place = identities.firstIndex(of: name) else { throw .missing(element(name, table)) }
        guard values[place] == .number(old, name: name) else {
            throw .differs(
                element(name, table), expected: EnumValue.number(old, name: name).words, found: values[place].words)
        }
        values[place] = .number(new, name: name)
    }

    fileprivate mutating func reorder(
        from old: [String], to new: [String], in table: String
    ) throws(SchemaMismatch) {
        guard identities == old, old.sorted() == new.sorted() else {
            throw .differs(.enumType(name, table: table), expected: old.listed, found: identities.listed)
        }
        let byIdentity = Dictionary(values.map { ($0.identity, $0) }) { first, _ in first }
        values = new.compactMap { byIdentity[$0] }
    }

    private func place(_ next: String?, in table: String) throws(SchemaMismatch) -> Int {
        guard let next else { return values.count }
        guard let place = identities.firstIndex(of: next) else { throw .missing(element(next, table)) }
        return place
    }

    private func element(_ value: String, _ table: String) -> SchemaElement {
        .enumValue(value, enumType: name, table: table)
    }
}
