extension TypeChange {
    /// Whether no value of the old type is one of the new: there is no time in a day, no day in a time, and none of
    /// either in a number. Engines that make something of it all the same do not agree in what, and some ask the clock.
    package var sharesNoValue: Bool {
        switch (old.kind, new.kind) {
        case (.number, .day), (.number, .time), (.number, .moment), (.day, .number), (.time, .number),
            (.moment, .number), (.time, .day), (.time, .moment), (.day, .time):
            true
        case (.number, _), (.day, _), (.time, _), (.moment, _), (.other, _): false
        }
    }
}

private enum ValueKind {
    case number, day, time, moment, other
}

extension StoredType {
    fileprivate var kind: ValueKind {
        guard case .type(let type) = self else { return .other }
        return switch type {
        case .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
            .unsignedInteger, .unsignedBigInteger, .real, .double, .decimal:
            .number
        case .date: .day
        case .time: .time
        case .timestamp, .timestampWithTimeZone: .moment
        case .varchar, .char, .text, .interval, .uuid, .json, .jsonb, .blob, .binary, .varbinary, .inet, .cidr,
            .macAddress, .xml, .enumeration, .custom:
            .other
        }
    }
}
