/// Whether the text has the form of a span of time: `1 day 02:30:00`, `3 months ago`, `P1Y2M`, `1-2` (PostgreSQL
/// manual, 8.5.4).
func isInterval(_ text: String) -> Bool {
    let text = text.lowercased()
    if text == "infinity" || text == "-infinity" { return true }
    if text.hasPrefix("p") { return isISOInterval(text.dropFirst()) }
    var words = text.split(separator: " ")
    if words.first == "@" { words.removeFirst() }
    if words.last == "ago" { words.removeLast() }
    var mayTakeUnit = false
    for word in words {
        let amount = word.prefix { isPartOfAmount($0) }
        let unit = word.dropFirst(amount.count)
        if !amount.isEmpty {
            guard amount.contains(where: \.isNumber) else { return false }
        } else if !mayTakeUnit {
            return false
        }
        if !unit.isEmpty, !units.contains(String(unit)) { return false }
        mayTakeUnit = unit.isEmpty
    }
    return !words.isEmpty
}

private func isISOInterval(_ text: Substring) -> Bool {
    text.contains(where: \.isNumber) && text.allSatisfy { isPartOfAmount($0) || "tymwdhs".contains($0) }
}

private func isPartOfAmount(_ character: Character) -> Bool {
    "0123456789+-.:".contains(character)
}

private let units: Set<String> = [
    "c", "cent", "centuries", "century", "d", "day", "days", "dec", "decade", "decades", "decs", "h", "hour", "hours",
    "hr", "hrs", "m", "microsecond", "microseconds", "mil", "millennia", "millennium", "millenniums", "millisecond",
    "milliseconds", "mils", "min", "mins", "minute", "minutes", "mon", "mons", "month", "months", "ms", "msec", "msecs",
    "s", "sec", "second", "seconds", "secs", "us", "usec", "usecs", "w", "week", "weeks", "y", "year", "years", "yr",
    "yrs",
]
