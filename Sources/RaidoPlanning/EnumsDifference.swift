import Raido

/// What happens to the enums of a table.
struct EnumsDifference {
    var created: [EnumType] = []
    var dropped: [EnumType] = []

    /// Those whose values change.
    var changed: [Pair<EnumType>] = []

    /// Those that are stored in another way: the new one is made under a temporary name and takes the place of the old.
    var replaced: [Pair<EnumType>] = []
    /// Those of numbers that get another size, and maybe other numbers.
    var resized: [ResizedEnum] = []
    private var temporaryNames: [String: String] = [:]

    init(_ old: Table, _ new: Table) {
        var taken = Set(old.enums.map(\.name) + new.enums.map(\.name))
        created = new.enums.filter { old.enumType($0.name) == nil }
        dropped = old.enums.filter { new.enumType($0.name) == nil }
        for type in old.enums {
            guard let successor = new.enumType(type.name), successor != type else { continue }
            let pair = Pair(old: type, new: successor)
            if type.storage == successor.storage {
                changed.append(pair)
                continue
            }
            let temporary = temporaryName(for: type.name, taken: &taken)
            if type.storesText || successor.storesText {
                replaced.append(pair)
                temporaryNames[type.name] = temporary
            } else {
                let resizing = ResizedEnum(pair, temporaryName: temporary)
                resized.append(resizing)
                if !resizing.changesValuesFirst { temporaryNames[type.name] = temporary }
            }
        }
    }

    /// Those whose values change, whatever else does.
    var revalued: [Pair<EnumType>] { changed + resized.map(\.pair) }

    /// The type that replaces one, while both are there.
    func temporary(_ type: EnumType) -> EnumType {
        var type = type
        type.name = temporaryNames[type.name] ?? type.name
        return type
    }

    /// Whether the enum's values are stored in another way than before.
    func restores(_ type: String) -> Bool {
        replaced.contains { $0.new.name == type } || resized.contains { $0.pair.new.name == type }
    }

    /// The columns of the enums that lose values.
    func shrunkColumns(of table: Table) -> Set<String> {
        let types = revalued.filter { !$0.removedValues.isEmpty }.map { ColumnType.enumeration($0.new.name) }
        return Set(table.columns.filter { types.contains($0.type) }.map(\.name))
    }

    /// The column while the enums that are replaced have their temporary names.
    func meanwhile(_ column: Column) -> Column {
        guard case .enumeration(let name) = column.type, let temporary = temporaryNames[name] else { return column }
        var column = column
        column.type = .enumeration(temporary)
        return column
    }
}

/// An enum of numbers that is stored in a type of another size. No engine knows of it, so rows keep their numbers but for
/// those that the user maps: these have to fit both the type and the list of values of that moment.
struct ResizedEnum {
    let pair: Pair<EnumType>
    let temporaryName: String

    init(_ pair: Pair<EnumType>, temporaryName: String) {
        self.pair = pair
        self.temporaryName = temporaryName
    }

    /// Whether there are old numbers for which the new size has no room, so that the values change before the size does.
    var changesValuesFirst: Bool {
        pair.old.values.contains { value in value.number.map(pair.new.storage.holds) == false }
    }

    /// The enum whose values change, under the name that it has then.
    var values: Pair<EnumType> {
        var (old, new) = (pair.old, pair.new)
        if changesValuesFirst {
            new.storage = old.storage
        } else {
            old.storage = new.storage
            (old.name, new.name) = (temporaryName, temporaryName)
        }
        return Pair(old: old, new: new)
    }

    /// The enum that takes the place of the old one, as it is created.
    var created: EnumType {
        guard changesValuesFirst else { return values.old }
        var type = pair.new
        type.name = temporaryName
        return type
    }

    /// The enum whose place is taken, as it is dropped.
    var dropped: EnumType { changesValuesFirst ? values.new : pair.old }
}

/// The changes that make one list of values another one, in three parts between which columns change.
struct ValueChanges {
    var adding: [Change] = []
    var dropping: [Change] = []

    init(_ pair: Pair<EnumType>, in table: String, replacements: (String) -> String?) {
        let name = pair.new.name
        var current = pair.old.identities
        let wanted = pair.new.identities

        // From the last to the first, so that the value that follows already exists.
        for (place, value) in pair.new.values.enumerated().reversed() where !current.contains(value.identity) {
            let next = wanted.indices.contains(place + 1) ? wanted[place + 1] : nil
            adding.append(.addEnumValue(value, to: name, in: table, before: next))
            current.insert(value.identity, at: next.flatMap { current.firstIndex(of: $0) } ?? current.count)
        }
        // First, so that rows of a removed name get the number that its replacement has from now on.
        for renumbering in pair.renumberings {
            dropping.append(
                .renumberEnumValue(
                    renumbering.name, from: renumbering.old, to: renumbering.new, of: name, in: table))
        }
        for value in pair.old.values where !wanted.contains(value.identity) {
            guard let place = current.firstIndex(of: value.identity) else { continue }
            current.remove(at: place)
            let next = current.indices.contains(place) ? current[place] : nil
            dropping.append(
                .dropEnumValue(
                    value, from: name, in: table, before: next, replacement: replacements(value.identity)))
        }
        if current != wanted { dropping.append(.reorderEnum(name, from: current, to: wanted, in: table)) }
    }
}

extension Pair<EnumType> {
    var removedValues: [EnumValue] { old.values.filter { new.value($0.identity) == nil } }

    /// The names that stay and get another number.
    var renumberings: [(name: String, old: Int64, new: Int64)] {
        old.values.compactMap { value in
            guard let before = value.number,
                let after = new.values.first(where: { $0.identity == value.identity })?.number, before != after
            else { return nil }
            return (value.identity, before, after)
        }
    }
}
