extension TypeChange {
    /// Whether no value of the old type is one of the new: there is no time in a day, no day in a time, none of either
    /// in a number, and no number or moment in a UUID or a network address. None of these but numbers is a document, nor
    /// is a document one of them. Engines that make something of it all the same do not agree in what, and some ask the
    /// clock.
    package var sharesNoValue: Bool {
        switch (old.kind, new.kind) {
        case (.number, .day), (.number, .time), (.number, .moment), (.day, .number), (.time, .number),
            (.moment, .number), (.time, .day), (.time, .moment), (.day, .time):
            true
        case (.identifier, .number), (.identifier, .day), (.identifier, .time), (.identifier, .moment),
            (.number, .identifier), (.day, .identifier), (.time, .identifier), (.moment, .identifier):
            true
        case (.document, .day), (.document, .time), (.document, .moment), (.document, .identifier),
            (.day, .document), (.time, .document), (.moment, .document), (.identifier, .document):
            true
        case (.number, _), (.day, _), (.time, _), (.moment, _), (.identifier, _), (.document, _), (.other, _): false
        }
    }
}

private enum ValueKind {
    case number, day, time, moment, identifier, document, other
}

extension StoredType {
    fileprivate var kind: ValueKind {
        if exactNumber != nil { return .number }
        guard let type else { return .other }
        return switch type.family {
        case .boolean, .integer, .floatingPoint, .decimal: .number
        case .date: .day
        case .time: .time
        case .timestamp: .moment
        case .uuid, .networkAddress: .identifier
        case .document: .document
        case .text, .interval, .bytes, .xml, .enumeration, .custom: .other
        }
    }
}
