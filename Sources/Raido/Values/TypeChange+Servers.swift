extension TypeChange {
    /// What PostgreSQL, MySQL and MariaDB do. What they do silently is measured.
    var effectOnServer: ValueEffect? {
        switch (old, new) {
        case (.values(let from), .values(let to)): return Set(from).isSubset(of: to) ? nil : .fails
        case (.values(let from), _): return new.holds(texts: from) ? nil : .converted
        case (.unknownValues, .values), (.unknownValues, .unknownValues): return .fails
        case (.unknownValues, _): return new == .type(.text) ? nil : .converted
        case (_, .values), (_, .unknownValues): return .converted
        case (.type, _), (.number, _), (.coarse, _), (.textOfBytes, _), (.unknown, _): break
        }
        if let from = old.exactNumber, let to = new.exactNumber { return effect(from, to) }
        if old == .type(.real), engine.facts.writesRealsWithSixDigits,
            new.isText || new.type == .json || new.type == .jsonb
        {
            return .silent
        }
        if let capacity = new.textCapacity { return effect(toTextOf: capacity) }
        if let from = old.exactNumber, let digits = new.exactDigits { return from.fits(digits: digits) ? nil : .silent }
        if old.isFloating, new.exactNumber != nil { return .silent }
        if let from = old.byteLengths, let to = new.byteLengths { return to.contains(from) ? nil : .fails }
        if let from = old.secondDigits, let to = new.secondDigits, from > to { return .silent }
        return effectOfTypes
    }

    private var effectOfTypes: ValueEffect? {
        guard let from = old.type, let to = new.type else { return .converted }
        if from == to { return nil }
        switch (from, to) {
        case (.real, .double), (.boolean, .tinyInteger), (.boolean, .smallInteger), (.boolean, .integer),
            (.boolean, .bigInteger), (.jsonb, .json), (.cidr, .inet), (.date, .timestamp):
            return nil
        case (.double, .real): return .silent
        // The order and spelling of a document are gone.
        case (.json, .jsonb): return engine.facts.hasBinaryJSON ? .silent : nil
        case (.timestamp, .timestampWithTimeZone), (.timestampWithTimeZone, .timestamp):
            return engine.facts.convertsTimeZones ? .silent : .reinterpreted
        case (.timestamp, .date), (.timestampWithTimeZone, .date), (.timestamp, .time), (.timestampWithTimeZone, .time):
            return .silent
        case (_, .interval) where keepsTexts, (_, .xml) where keepsTexts: return .unchecked
        default: return .converted
        }
    }

    private var keepsTexts: Bool { !engine.facts.hasIntervalAndAddressTypes && old.byteLengths == nil }

    private func effect(_ old: ExactNumber, _ new: ExactNumber) -> ValueEffect? {
        if old.scale > new.scale { return .silent }
        if old.isSigned, !new.isSigned { return .fails }
        return new.holds(old) ? nil : .fails
    }

    private func effect(toTextOf capacity: Int) -> ValueEffect? {
        // Values of `char` have no blanks at their end (PostgreSQL's manual, 8.3; MySQL's, 13.3.2).
        if old.isText, new.isPadded, !old.isPadded { return .silent }
        if let length = old.textCapacity { return capacity >= length ? nil : .fails }
        guard let longest = old.spelledLength else { return .converted }
        return capacity >= longest ? nil : .fails
    }
}

extension StoredType {
    /// How many digits a floating point type holds exactly.
    fileprivate var exactDigits: Int? {
        if type == .real { return 6 }
        return type == .double ? 15 : nil
    }

    /// Whether the type holds these texts.
    fileprivate func holds(texts: [String]) -> Bool {
        let longest = texts.map(\.unicodeScalars.count).max() ?? 0
        guard let textCapacity, textCapacity >= longest else { return false }
        return !isPadded || texts.allSatisfy { $0.last != " " }
    }

    /// Whether it fills texts up with blanks, and so loses those at their end.
    fileprivate var isPadded: Bool {
        if case .type(.char) = self { true } else { false }
    }
}
