/// A moment to the second, in UTC.
package struct Timestamp: Hashable, Sendable, Comparable {
    /// Since 1970-01-01T00:00:00Z, without leap seconds.
    package var seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    package struct Parts: Hashable, Sendable {
        package var year: Int, month: Int, day: Int
        package var hour: Int, minute: Int, second: Int
    }

    /// The moment in the calendar that has been in use since 1582, drawn backwards before that.
    package var parts: Parts {
        let days = Int(seconds.flooredQuotient(86_400))
        let rest = Int(seconds - Int64(days) * 86_400)
        let (year, month, day) = Self.date(ofDay: days)
        return Parts(
            year: year, month: month, day: day, hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60)
    }

    /// Nil where the parts name no moment: a 30th of February, a 25th hour, a leap second.
    package init?(_ parts: Parts) {
        guard (1...12).contains(parts.month), (0...23).contains(parts.hour), (0...59).contains(parts.minute),
            (0...59).contains(parts.second), parts.day >= 1
        else { return nil }
        let day = Self.day(parts.year, parts.month, parts.day)
        guard Self.date(ofDay: day) == (parts.year, parts.month, parts.day) else { return nil }
        seconds = Int64(day) * 86_400 + Int64(parts.hour * 3600 + parts.minute * 60 + parts.second)
    }

    /// Days since 1970-01-01. Years start in March here, so that the leap day is the last of one.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year.flooredQuotient(400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
        let day = day + 719_468
        let era = day.flooredQuotient(146_097)
        let dayOfEra = day - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let calendarMonth = month < 10 ? month + 3 : month - 9
        return (
            yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0), calendarMonth, dayOfYear - (153 * month + 2) / 5 + 1
        )
    }
}

extension Timestamp: CustomStringConvertible {
    /// `2026-01-31T12:00:00Z`
    package var description: String { text("yyyy-mm-ddThh:mm:ssZ") }

    /// `20260131_120000`
    package var compact: String { text("yyyymmdd_hhmmss") }

    /// The moment that ``description`` writes so, and nothing else.
    package init?(_ text: String) { self.init(text, shape: "nnnn-nn-nnTnn:nn:nnZ") }

    /// The moment that ``compact`` writes so, and nothing else.
    package init?(compact text: String) { self.init(text, shape: "nnnnnnnn_nnnnnn") }

    private init?(_ text: String, shape: String) {
        guard text.utf8.count == shape.utf8.count else { return nil }
        var digits: [Int] = []
        for (byte, wanted) in zip(text.utf8, shape.utf8) {
            if wanted == UInt8(ascii: "n"), (0x30...0x39).contains(byte) {
                digits.append(Int(byte) - 0x30)
            } else if wanted == UInt8(ascii: "n") || byte != wanted {
                return nil
            }
        }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        self.init(
            Parts(
                year: number(0..<4), month: number(4..<6), day: number(6..<8), hour: number(8..<10),
                minute: number(10..<12), second: number(12..<14)))
    }

    private func text(_ shape: String) -> String {
        let parts = parts
        var digits: [Character] = []
        for (number, width) in [
            (parts.year, 4), (parts.month, 2), (parts.day, 2), (parts.hour, 2), (parts.minute, 2), (parts.second, 2),
        ] {
            let text = String(number)
            digits += String(repeating: "0", count: max(0, width - text.count)) + text
        }
        var left = digits[...]
        return String(shape.compactMap { "ymdhs".contains($0) ? left.popFirst() : $0 })
    }
}

extension FixedWidthInteger {
    /// The quotient rounded down, for a positive divisor.
    fileprivate func flooredQuotient(_ divisor: Self) -> Self {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
