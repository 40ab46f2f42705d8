/// Whether PostgreSQL takes the text for an address of a host, with or without the bits of its network (manual, 8.9.1).
func isInternetAddress(_ text: String) -> Bool {
    isAddress(text, octets: 4...4)
}

/// Whether PostgreSQL takes the text for a network; `10.1` means `10.1.0.0/16` (manual, 8.9.2).
func isNetwork(_ text: String) -> Bool {
    isAddress(text, octets: 1...4)
}

/// Whether the text is six bytes in hexadecimal digits, in one of the groupings that PostgreSQL knows (manual, 8.9.4).
func isHardwareAddress(_ text: String) -> Bool {
    let lengths = text.split(omittingEmptySubsequences: false) { ":-.".contains($0) }.map(\.utf8.count)
    let isGrouped = [[2, 2, 2, 2, 2, 2], [6, 6], [4, 4, 4], [12]].contains(lengths)
    return isGrouped && text.allSatisfy { ":-.".contains($0) || $0.isASCII && $0.isHexDigit }
}

private func isAddress(_ text: String, octets: ClosedRange<Int>) -> Bool {
    let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let isLong = halves[0].contains(":")
    if halves.count == 2 {
        guard let bits = number(halves[1]), bits <= (isLong ? 128 : 32) else { return false }
    }
    return isLong ? isLongAddress(halves[0]) : octets.contains(octetCount(halves[0]))
}

/// How many numbers from 0 to 255 stand between the dots; 0 where something else does.
private func octetCount(_ text: Substring) -> Int {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.allSatisfy { number($0).map { $0 <= 255 } ?? false } ? parts.count : 0
}

/// Whether the text is eight groups of hexadecimal digits, where `::` stands for groups of zeros and the last two may
/// be four octets.
private func isLongAddress(_ text: Substring) -> Bool {
    var groups = text.split(separator: ":", omittingEmptySubsequences: false)
    var isShortened = false
    if text.hasPrefix("::") {
        groups.removeFirst()
    } else if text.hasPrefix(":") {
        return false
    }
    if text.hasSuffix("::") {
        groups.removeLast()
    } else if text.hasSuffix(":") {
        return false
    }
    var count = 0
    for (place, group) in groups.enumerated() {
        if group.isEmpty {
            if isShortened { return false }
            isShortened = true
        } else if place == groups.count - 1, octetCount(group) == 4 {
            count += 2
        } else {
            guard group.utf8.count <= 4, group.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return false }
            count += 1
        }
    }
    return isShortened ? count < 8 : count == 8
}

private func number(_ text: Substring) -> Int? {
    (1...3).contains(text.utf8.count) && text.utf8.allSatisfy(\.isDigit) ? Int(text) : nil
}
