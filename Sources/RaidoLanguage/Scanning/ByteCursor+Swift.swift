/// How deep string literals in interpolations are followed. Nobody nests deeper, and the stack is finite.
private let greatestInterpolationDepth = 64

extension ByteCursor {
    /// Moves past a Swift string or regex literal, if one begins here.
    mutating func skipSwiftLiteral() -> Bool {
        switch byte {
        case UInt8(ascii: "\""):
            skipSwiftString(pounds: 0, depth: 0)
            return true
        case UInt8(ascii: "#"): return skipPoundLiteral(depth: 0)
        case UInt8(ascii: "/"): return skipBareRegex()
        default: return false
        }
    }

    /// Moves past `#"…"#`, `#"""…"""#` or `#/…/#` with any number of signs.
    private mutating func skipPoundLiteral(depth: Int) -> Bool {
        var pounds = 0
        while byte(after: pounds) == UInt8(ascii: "#") { pounds += 1 }
        switch byte(after: pounds) {
        case UInt8(ascii: "\""):
            position += pounds
            skipSwiftString(pounds: pounds, depth: depth)
            return true
        case UInt8(ascii: "/"):
            return skipPoundRegex(pounds: pounds)
        default: return false
        }
    }

    /// Moves past a string whose quotation marks begin here, after so many number signs.
    private mutating func skipSwiftString(pounds: Int, depth: Int) {
        let isMultiline = sees("\"\"\"")
        position += isMultiline ? 3 : 1
        while !isAtEnd {
            if byte == UInt8(ascii: "\\"), hasPounds(pounds, after: 1) {
                position += 1 + pounds
                if byte == UInt8(ascii: "("), depth < greatestInterpolationDepth {
                    skipInterpolation(depth: depth + 1)
                } else if !isAtEnd, isMultiline || !byte.isLineEnd {
                    position += 1
                }
            } else if isMultiline ? sees("\"\"\"") : byte == UInt8(ascii: "\""),
                hasPounds(pounds, after: isMultiline ? 3 : 1)
            {
                position += (isMultiline ? 3 : 1) + pounds
                return
            } else if !isMultiline, byte.isLineEnd {
                return
            } else {
                position += 1
            }
        }
    }

    /// Moves past the parenthesis that begins here and all that is in it.
    private mutating func skipInterpolation(depth: Int) {
        var open = 0
        while !isAtEnd {
            if skipComment() { continue }
            switch byte {
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"):
                open -= 1
                if open == 0 {
                    position += 1
                    return
                }
            case UInt8(ascii: "\""):
                skipSwiftString(pounds: 0, depth: depth)
                continue
            case UInt8(ascii: "#"):
                if skipPoundLiteral(depth: depth) { continue }
            default: break
            }
            position += 1
        }
    }

    private func hasPounds(_ count: Int, after distance: Int) -> Bool {
        for place in 0..<count where byte(after: distance + place) != UInt8(ascii: "#") { return false }
        return true
    }

    private mutating func skipPoundRegex(pounds: Int) -> Bool {
        position += pounds + 1
        while !isAtEnd {
            if byte == UInt8(ascii: "\\") {
                position += 2
            } else if byte == UInt8(ascii: "/"), hasPounds(pounds, after: 1) {
                position += 1 + pounds
                return true
            } else {
                position += 1
            }
        }
        return true
    }

    /// Moves past `/…/` where Swift's own lexer takes the slash for the beginning of a regex: not bound to an operand
    /// on its left, not followed by a space, closed on the same line, with balanced parentheses.
    private mutating func skipBareRegex() -> Bool {
        guard !isBoundOnTheLeft, !byte(after: 1).isSpace else { return false }
        var end = position + 1
        var depth = 0
        while end < bytes.count, !bytes[end].isLineEnd {
            switch bytes[end] {
            case UInt8(ascii: "\\"): end += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth < 0 { return false }
            case UInt8(ascii: "/"):
                guard depth == 0, end > position + 1, !bytes[end - 1].isSpace || bytes[end - 2] == UInt8(ascii: "\\")
                else { return false }
                position = end + 1
                return true
            default: break
            }
            end += 1
        }
        return false
    }

    private var isBoundOnTheLeft: Bool {
        guard position > 0 else { return false }
        switch bytes[position - 1] {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: ":"):
            return false
        case let before: return !before.isSpace
        }
    }
}
