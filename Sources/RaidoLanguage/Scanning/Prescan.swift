/// What a first fast look at a file tells.
enum Prescan: Hashable {
    /// The byte there begins no UTF-8 character.
    case notUTF8(at: Int)
    /// There is no block, and nothing that might have been meant as one.
    case noBlock
    case mayHoldBlocks
}

/// Looks at every byte once, eight at a time where they are ASCII without an exclamation mark or an opening brace.
func prescan(at bytes: [UInt8]) -> Prescan {
    bytes.withUnsafeBytes { bytes in
        // A byte order mark would look like the beginning of the first word.
        guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return prescan(at: bytes) }
        let found = prescan(at: UnsafeRawBufferPointer(rebasing: bytes[3...]))
        if case .notUTF8(let place) = found { return .notUTF8(at: place + 3) }
        return found
    }
}

private let highBits: UInt64 = 0x8080_8080_8080_8080
private let ones: UInt64 = 0x0101_0101_0101_0101

private func prescan(at bytes: UnsafeRawBufferPointer) -> Prescan {
    var found = false
    var position = 0
    while position < bytes.count {
        if position + 8 <= bytes.count {
            let chunk = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            let signs = found ? 0 : zeroBytes(chunk ^ (ones &* 0x21)) | zeroBytes(chunk ^ (ones &* 0x7B))
            let stops = signs | chunk & highBits
            guard stops != 0 else {
                position += 8
                continue
            }
            // The lowest bit that is set belongs to the first byte that matters.
            position += stops.trailingZeroBitCount / 8
        }
        let byte = bytes[position]
        if byte < 0x80 {
            if !found { found = mayBelongToBlock(bytes, at: position) }
            position += 1
        } else {
            let length = characterLength(bytes, at: position)
            guard length > 0 else { return .notUTF8(at: position) }
            position += length
        }
    }
    return found ? .mayHoldBlocks : .noBlock
}

/// The high bit of each byte that is zero. Above the first such byte, others may be marked as well.
private func zeroBytes(_ chunk: UInt64) -> UInt64 { (chunk &- ones) & ~chunk & highBits }

private func mayBelongToBlock(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
    switch bytes[place] {
    case UInt8(ascii: "!"): mayFollowKeyword(bytes, at: place)
    case UInt8(ascii: "{"): mayOpenNearMiss(bytes, at: place)
    default: false
    }
}

/// Whether the mark may follow a keyword, or a word near to one, with spaces or a comment between.
private func mayFollowKeyword(_ bytes: UnsafeRawBufferPointer, at mark: Int) -> Bool {
    var end = mark
    var crossesLine = false
    while end > 0, bytes[end - 1].isSpace {
        end -= 1
        crossesLine = crossesLine || bytes[end].isLineEnd
    }
    guard end > 0 else { return false }
    return crossesLine || bytes[end - 1] == UInt8(ascii: "/") || nearKeyword(bytes[word(in: bytes, before: end)]) != nil
}

/// Whether the brace may open what was meant as a block: `model {`, `model Article {`. What follows it must begin as
/// the contents of a block do, since `Model {` is common in other code.
private func mayOpenNearMiss(_ bytes: UnsafeRawBufferPointer, at brace: Int) -> Bool {
    var last = word(in: bytes, before: brace)
    if nearKeyword(bytes[last]) == nil {
        guard !last.isEmpty else { return false }
        last = word(in: bytes, before: last.lowerBound)
        guard nearKeyword(bytes[last]) != nil else { return false }
    }
    var next = brace + 1
    func skipSpaces() { while next < bytes.count, bytes[next].isSpace { next += 1 } }
    skipSpaces()
    while next < bytes.count, bytes[next].isWordPart { next += 1 }
    skipSpaces()
    guard next < bytes.count else { return false }
    return [UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/")].contains(bytes[next])
}

/// The word that ends there, with spaces between, or the end of a longer one than any keyword.
private func word(in bytes: UnsafeRawBufferPointer, before place: Int) -> Range<Int> {
    var end = place
    while end > 0, bytes[end - 1].isSpace { end -= 1 }
    var start = end
    while start > 0, end - start < greatestWordLength, bytes[start - 1].isWordPart { start -= 1 }
    return start..<end
}

/// How much of a word is looked at: names of models may be as long.
private let greatestWordLength = 64

/// The length of the character that begins there with a byte above 0x7F, or zero where there is none (Unicode, table
/// 3-7).
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
