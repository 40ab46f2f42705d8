/// What a first fast look at a file tells.
enum Glance: Hashable {
    /// The byte there begins no UTF-8 character.
    case notUTF8(at: Int)
    /// No `!` follows the word `model` or `extend`, so there is no block.
    case noBlock
    case mayHoldBlocks
}

/// Looks at every byte once, eight at a time where they are ASCII without an exclamation mark.
func glance(at bytes: [UInt8]) -> Glance {
    bytes.withUnsafeBytes { glance(at: $0) }
}

private func glance(at bytes: UnsafeRawBufferPointer) -> Glance {
    let highBits: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    let marks = ones &* UInt64(UInt8(ascii: "!"))
    var found = false
    var position = 0
    while position < bytes.count {
        if position + 8 <= bytes.count {
            let chunk = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let difference = chunk ^ marks
            let hasMark = (difference &- ones) & ~difference & highBits
            if chunk & highBits == 0, found || hasMark == 0 {
                position += 8
                continue
            }
        }
        let byte = bytes[position]
        if byte < 0x80 {
            if byte == UInt8(ascii: "!"), !found { found = mayFollowKeyword(bytes, at: position) }
            position += 1
        } else {
            let length = characterLength(bytes, at: position)
            guard length > 0 else { return .notUTF8(at: position) }
            position += length
        }
    }
    return found ? .mayHoldBlocks : .noBlock
}

/// Whether the mark may follow `model` or `extend`, with spaces or a comment between.
private func mayFollowKeyword(_ bytes: UnsafeRawBufferPointer, at mark: Int) -> Bool {
    var end = mark
    var crossesLine = false
    while end > 0, bytes[end - 1].isSpace {
        end -= 1
        crossesLine = crossesLine || bytes[end].isLineEnd
    }
    guard end > 0 else { return false }
    return crossesLine || bytes[end - 1] == UInt8(ascii: "/") || ends(bytes, before: end, in: "model")
        || ends(bytes, before: end, in: "extend")
}

private func ends(_ bytes: UnsafeRawBufferPointer, before end: Int, in word: StaticString) -> Bool {
    let start = end - word.utf8CodeUnitCount
    guard start >= 0 else { return false }
    for place in 0..<word.utf8CodeUnitCount where bytes[start + place] != word.utf8Start.advanced(by: place).pointee {
        return false
    }
    return true
}

/// The length of the character that begins there with a byte above 0x7F, or zero where there is none (Unicode, table 3-7).
private func characterLength(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Int {
    let (length, second): (Int, ClosedRange<UInt8>)
    switch bytes[start] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard start + length <= bytes.count, second.contains(bytes[start + 1]) else { return 0 }
    for place in 2..<max(2, length) where bytes[start + place] & 0xC0 != 0x80 { return 0 }
    return length
}
