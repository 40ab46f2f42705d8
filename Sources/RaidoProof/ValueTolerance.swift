import Raido
import RaidoRunner

/// How close a value has to be to the one that was in its place before a change of the column's type.
enum ValueTolerance: Hashable {
    /// It is that value, as read.
    case same
    /// It is that value, in the words of another type.
    case alike
    /// It is that number, rounded to so many digits after the point.
    case rounded(scale: Int)
    /// It is that number, as far as floating point of 32 bits holds it.
    case approximate
    /// It exists; what it has become only the user can tell.
    case present

    /// What the engine makes of the values of one type when they become those of another.
    init(_ change: TypeChange) {
        switch change.effect {
        case nil, .fails, .unchecked, .reinterpreted: self = change.isOfSinglePrecision ? .approximate : .alike
        case .silent:
            if change.new.isFloating {
                self = .approximate
            } else if change.old == .type(.real) {
                // How a server shows such a number is not yet the number that it holds.
                self = .present
            } else if let number = change.new.exactNumber {
                self = .rounded(scale: number.scale)
            } else {
                // A text loses the blanks at its end.
                let keepsText = change.old.isText && change.new.isText
                self = change.new.secondDigits == 6 || change.new == .type(.date) || keepsText ? .alike : .present
            }
        case .converted:
            guard change.old.isText, let number = change.new.exactNumber else {
                self = .present
                return
            }
            self = .rounded(scale: number.scale)
        case .unknown: self = .present
        }
    }

    /// The looser one of two that come one after the other.
    func combined(with other: ValueTolerance) -> ValueTolerance {
        switch (self, other) {
        case (.same, _): other
        case (_, .same), (_, .alike): self
        case (.alike, _): other
        case (.rounded(let left), .rounded(let right)): .rounded(scale: min(left, right))
        case (.rounded, _), (.approximate, _), (.present, _): self == other ? self : .present
        }
    }

    func holds(_ value: SQLValue, for before: SQLValue) -> Bool {
        if value == before { return true }
        if value == .null || before == .null { return false }
        switch self {
        case .same: return false
        case .alike: return value.isLike(before)
        case .present: return true
        case .rounded(let scale):
            guard let (left, right) = numbers(value, before) else { return value.isLike(before) }
            let step = (0..<scale).reduce(0.5) { step, _ in step / 10 }
            return abs(left - right) <= step * 1.000001 + abs(right) * 1e-14
        case .approximate:
            guard let (left, right) = numbers(value, before) else { return value.isLike(before) }
            return abs(left - right) <= abs(right) * 1e-6
        }
    }

    private func numbers(_ left: SQLValue, _ right: SQLValue) -> (Double, Double)? {
        guard let left = left.number, let right = right.number else { return nil }
        return (left, right)
    }
}

extension TypeChange {
    fileprivate var isOfSinglePrecision: Bool { old == .type(.real) || new == .type(.real) }
}

extension SQLValue {
    fileprivate var number: Double? {
        switch self {
        case .null: nil
        case .integer(let number): Double(number)
        case .real(let number): number
        case .text(let text): Double(text.trimmed.drop { $0 == " " })
        case .blob(let bytes): Double(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Whether both are one value in two types: as texts, as numbers, or as a moment and its day or time.
    fileprivate func isLike(_ other: SQLValue) -> Bool {
        let (new, old) = (words, other.words)
        if new == old || isMoment(new, of: old) { return true }
        guard let left = number, let right = other.number else { return false }
        return abs(left - right) <= abs(right) * 1e-14
    }

    private func isMoment(_ new: String, of old: String) -> Bool {
        guard new.count > 7, old.count > 7 else { return false }
        // A moment that was a day or a time for a while has that in common with what it was.
        return old.hasPrefix(new) || old.hasSuffix(new) || new.hasPrefix(old)
            || min(old.utf8.count, new.utf8.count) >= 19
                && (old.prefix(10) == new.prefix(10) || old.suffix(8) == new.suffix(8))
    }

    /// The value as a text, without what a type fills it up with.
    private var words: String {
        switch self {
        case .null: ""
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .text(let text): text.trimmed
        case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension String {
    /// Without blanks at the end.
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
