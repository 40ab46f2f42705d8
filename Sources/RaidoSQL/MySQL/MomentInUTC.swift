/// A moment without the distance to UTC that it is written with: `2020-01-01 01:30:00+02:00` is
/// `2019-12-31 23:30:00`. What is no such moment stays as it is.
func momentInUTC(_ text: String) -> String {
    guard let (moment, distance) = splitZone(text), let minutes = minutes(of: moment.dropFirst(11).prefix(5)) else {
        return text
    }
    let total = minutes - distance
    let day = total < 0 ? -1 : total >= 1440 ? 1 : 0
    guard let date = date(String(moment.prefix(10)), movedBy: day) else { return text }
    let (hour, minute) = ((total - day * 1440) / 60, (total - day * 1440) % 60)
    return "\(date) \(twoDigits(hour)):\(twoDigits(minute))\(moment.dropFirst(16))"
}

/// The date and time, and the minutes that they are ahead of UTC.
private func splitZone(_ text: String) -> (Substring, Int)? {
    guard text.utf8.count > 16 else { return nil }
    if text.hasSuffix("Z") || text.hasSuffix("z") { return (text.dropLast(), 0) }
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }),
        text.distance(from: text.startIndex, to: sign) >= 16
    else { return nil }
    let zone = text[text.index(after: sign)...]
    guard let distance = minutes(of: zone.count == 2 ? zone + ":00" : zone) else { return nil }
    return (text[..<sign], text[sign] == "-" ? -distance : distance)
}

private func minutes(of time: Substring) -> Int? {
    let parts = time.split(separator: ":").compactMap { Int($0) }
    return time.count == 5 && parts.count == 2 ? parts[0] * 60 + parts[1] : nil
}

private func date(_ text: String, movedBy days: Int) -> String? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else { return nil }
    var (year, month, day) = (parts[0], parts[1], parts[2] + days)
    if day < 1 {
        (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
        day = length(ofMonth: month, in: year)
    } else if day > length(ofMonth: month, in: year) {
        (year, month, day) = month == 12 ? (year + 1, 1, 1) : (year, month + 1, 1)
    }
    let digits = String(year)
    return "\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)-\(twoDigits(month))-\(twoDigits(day))"
}

private func length(ofMonth month: Int, in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
