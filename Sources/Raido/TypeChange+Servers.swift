extension TypeChange {
    /// What PostgreSQL, MySQL and MariaDB do. What they do silently is measured.
    func effectOnServer(_ engine: Engine) -> ValueEffect? {
        switch (old, new) {
        case (.values(let from), .values(let to)): Set(from).isSubset(of: to) ? nil : .fails
        case (.values(let from), .type(let to)): to.holds(texts: from) ? nil : .converted
        case (.unknownValues, .type(let to)): to == .text ? nil : .converted
        case (.values, .unknownValues), (.unknownValues, .values), (.unknownValues, .unknownValues): .fails
        case (.type, .values), (.type, .unknownValues): .converted
        case (.type(let from), .type(let to)): effect(on: engine, from, to)
        }
    }

    private func effect(on engine: Engine, _ old: ColumnType, _ new: ColumnType) -> ValueEffect? {
        if let from = old.exactNumber, let to = new.exactNumber { return effect(from, to) }
        // These engines write such numbers with six digits.
        if old == .real, engine.isOfMySQLFamily, new.textCapacity != nil || new == .json || new == .jsonb {
            return .silent
        }
        if let capacity = new.textCapacity { return effect(old, toTextOf: capacity) }
        if let from = old.exactNumber, let digits = new.exactDigits { return from.fits(digits: digits) ? nil : .silent }
        if old.exactDigits != nil, new.exactNumber != nil { return .silent }
        if let from = old.byteLengths, let to = new.byteLengths { return to.contains(from) ? nil : .fails }
        return switch (old, new) {
        case (.real, .double), (.boolean, .tinyInteger), (.boolean, .smallInteger), (.boolean, .integer),
            (.boolean, .bigInteger), (.jsonb, .json), (.cidr, .inet), (.date, .timestamp):
            nil
        case (.double, .real): .silent
        case (.json, .jsonb), (.timestamp, .timestampWithTimeZone), (.timestampWithTimeZone, .timestamp):
            // The order and spelling of a document are gone; a moment is shifted by the session's zone.
            engine == .postgresql ? .silent : nil
        case (.timestamp, .date), (.timestampWithTimeZone, .date), (.timestamp, .time), (.timestampWithTimeZone, .time):
            .silent
        default: .converted
        }
    }

    private func effect(_ old: ExactNumber, _ new: ExactNumber) -> ValueEffect? {
        if old.scale > new.scale { return .silent }
        if old.isSigned, !new.isSigned { return .fails }
        return new.holds(old) ? nil : .fails
    }

    private func effect(_ old: ColumnType, toTextOf capacity: Int) -> ValueEffect? {
        if let length = old.textCapacity { return capacity >= length ? nil : .fails }
        guard let longest = old.spelledLength else { return .converted }
        return capacity >= longest ? nil : .fails
    }
}

extension ColumnType {
    /// How many digits a floating point type holds exactly.
    fileprivate var exactDigits: Int? {
        if self == .real { return 6 }
        return self == .double ? 15 : nil
    }

    /// Whether the type holds these texts.
    func holds(texts: [String]) -> Bool {
        let longest = texts.map(\.unicodeScalars.count).max() ?? 0
        return textCapacity.map { $0 >= longest } == true
    }
}
