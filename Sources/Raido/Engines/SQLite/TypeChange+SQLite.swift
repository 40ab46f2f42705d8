/// How SQLite keeps values of a type, as RaidoSQL declares its column.
private enum SQLiteKind: Hashable {
    /// Texts of at most so many characters.
    case text(Int)
    /// Texts that a condition looks at: a UUID, a document.
    case checkedText
    /// Texts that nothing looks at: a network address, an interval.
    case looseText
    case date, time, timestamp
    case integer(isSigned: Bool)
    case boolean
    /// 64-bit floating point.
    case real
    /// An integer or floating point, whatever the digits.
    case decimal(precision: Int, scale: Int)
    /// Bytes, so many of them.
    case bytes(ClosedRange<Int>)
    /// Texts of an enum; nil where they are not at hand.
    case values([String]?)
    case unknown
}

extension TypeChange {
    /// What SQLite does. It keeps every value as its column's affinity makes it (manual, "Datatypes", 3); what is of
    /// another storage class than the type wants makes the migration fail, and some values are converted on the way.
    var effectOnSQLite: ValueEffect? {
        let (from, to) = (old.sqliteKind, new.sqliteKind)
        return switch to {
        case .text(let capacity): sqliteText(from, capacity)
        case .checkedText: isDocument(old) && isDocument(new) ? nil : checked(from)
        case .looseText: old == .type(.cidr) && new == .type(.inet) ? nil : loose(from)
        case .date, .time, .timestamp: sqliteMoment(from, to)
        case .integer(let isSigned): sqliteInteger(from, isSigned: isSigned)
        case .boolean: from.isTextual ? .converted : .fails
        case .real: sqliteReal(from)
        case .decimal: sqliteDecimal(from)
        case .bytes(let lengths): sqliteBytes(from, lengths)
        case .values(let values): sqliteValues(from, values)
        case .unknown: .converted
        }
    }

    private func isDocument(_ type: StoredType) -> Bool { type == .type(.json) || type == .type(.jsonb) }

    private func sqliteText(_ from: SQLiteKind, _ capacity: Int) -> ValueEffect? {
        switch from {
        case .text(let length): capacity >= length ? nil : .fails
        case .values(let values):
            capacity == .max || values?.allSatisfy { $0.unicodeScalars.count <= capacity } == true ? nil : .fails
        case .checkedText, .looseText, .date, .time, .timestamp, .integer:
            capacity >= (old.spelledLength ?? .max) ? nil : .fails
        case .boolean: capacity >= 1 ? nil : .fails
        // Floating point numbers become texts of 15 digits.
        case .decimal(let precision, _):
            precision > 15 ? .silent : capacity >= (old.spelledLength ?? .max) ? nil : .fails
        case .real: .silent
        case .bytes: .fails
        case .unknown: .converted
        }
    }

    private func checked(_ from: SQLiteKind) -> ValueEffect? {
        switch from {
        case .real, .decimal: .silent
        case .unknown: .converted
        case .text, .checkedText, .looseText, .date, .time, .timestamp, .integer, .boolean, .bytes, .values: .fails
        }
    }

    private func loose(_ from: SQLiteKind) -> ValueEffect? {
        switch from {
        case .real, .decimal: .silent
        case .bytes: .fails
        case .text, .checkedText, .looseText, .date, .time, .timestamp, .integer, .boolean, .values, .unknown:
            .unchecked
        }
    }

    private func sqliteMoment(_ from: SQLiteKind, _ to: SQLiteKind) -> ValueEffect? {
        switch (from, to) {
        case (.date, .date), (.time, .time), (.timestamp, .timestamp), (.date, .timestamp): nil
        case (.timestamp, _): .silent
        // By itself the column would make numbers of texts that look like some.
        case (.integer, _), (.boolean, _), (.real, _), (.decimal, _), (.bytes, _), (.text, _), (.values, _),
            (.checkedText, _), (.looseText, _), (.date, _), (.time, _):
            .fails
        case (.unknown, _): .unchecked
        }
    }

    private func sqliteInteger(_ from: SQLiteKind, isSigned: Bool) -> ValueEffect? {
        switch from {
        case .integer(let wasSigned): wasSigned && !isSigned ? .fails : nil
        case .boolean: nil
        case .decimal(let precision, let scale): isSigned && scale == 0 && precision <= 18 ? nil : .fails
        case .real, .bytes: .fails
        case .text, .checkedText, .looseText, .date, .time, .timestamp, .values, .unknown: .converted
        }
    }

    private func sqliteReal(_ from: SQLiteKind) -> ValueEffect? {
        switch from {
        case .real, .boolean: nil
        case .decimal(let precision, _): precision <= 15 ? nil : .fails
        case .integer: (old.spelledLength ?? .max) <= 16 ? nil : .fails
        case .bytes: .fails
        case .text, .checkedText, .looseText, .date, .time, .timestamp, .values, .unknown: .converted
        }
    }

    private func sqliteDecimal(_ from: SQLiteKind) -> ValueEffect? {
        switch from {
        case .integer, .boolean, .real, .decimal: nil
        case .bytes: .fails
        case .text, .checkedText, .looseText, .date, .time, .timestamp, .values, .unknown: .converted
        }
    }

    private func sqliteBytes(_ from: SQLiteKind, _ lengths: ClosedRange<Int>) -> ValueEffect? {
        switch from {
        case .bytes(let old): lengths.contains(old) ? nil : .fails
        case .text, .unknown: .converted
        case .checkedText, .looseText, .date, .time, .timestamp, .integer, .boolean, .real, .decimal, .values: .fails
        }
    }

    private func sqliteValues(_ from: SQLiteKind, _ values: [String]?) -> ValueEffect? {
        switch from {
        case .values(let old?): values.map { Set(old).isSubset(of: $0) } == true ? nil : .fails
        case .real, .decimal: .silent
        case .unknown: .converted
        case .text, .checkedText, .looseText, .date, .time, .timestamp, .integer, .boolean, .bytes, .values: .fails
        }
    }
}

extension SQLiteKind {
    fileprivate var isTextual: Bool {
        switch self {
        case .text, .checkedText, .looseText, .date, .time, .timestamp, .values, .unknown: true
        case .integer, .boolean, .real, .decimal, .bytes: false
        }
    }
}

extension StoredType {
    fileprivate var sqliteKind: SQLiteKind {
        switch self {
        case .values(let values): .values(values)
        case .unknownValues: .values(nil)
        case .type(let type), .coarse(let type, _): type.sqliteKind
        case .number(let number): .decimal(precision: number.precision, scale: number.scale)
        case .textOfBytes: .text(.max)
        case .unknown: .unknown
        }
    }
}

extension ColumnType {
    fileprivate var sqliteKind: SQLiteKind {
        let traits = traits
        return switch traits.family {
        case .text: .text(traits.textCapacity ?? .max)
        case .uuid, .document: .checkedText
        case .interval, .networkAddress, .xml: .looseText
        case .date: .date
        case .time: .time
        case .timestamp: .timestamp
        case .integer: .integer(isSigned: traits.exactNumber?.isSigned == true)
        case .boolean: .boolean
        case .floatingPoint: .real
        case .decimal: .decimal(precision: traits.exactNumber?.precision ?? 0, scale: traits.exactNumber?.scale ?? 0)
        case .bytes: traits.byteLengths.map(SQLiteKind.bytes) ?? .unknown
        case .enumeration, .custom: .unknown
        }
    }
}
