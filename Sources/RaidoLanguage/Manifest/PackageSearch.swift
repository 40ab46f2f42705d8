/// Walks through a manifest and finds `let package = Package(`.
struct PackageSearch {
    private var cursor: ByteCursor

    /// Where the call's opening parenthesis is.
    static func call(in bytes: [UInt8]) throws(ManifestProblem) -> Int {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var search = PackageSearch(cursor: ByteCursor(bytes: bytes, position: start))
        return try search.call()
    }

    private mutating func call() throws(ManifestProblem) -> Int {
        var places: [Int] = []
        var (conditions, isConditional) = (0, false)
        while !cursor.isAtEnd {
            if cursor.skipTrivia() { continue }
            if cursor.sees("#if") { conditions += 1 }
            if cursor.sees("#endif") { conditions -= 1 }
            if cursor.skipSwiftLiteral() { continue }
            guard cursor.byte.isWordPart else {
                cursor.position += 1
                continue
            }
            let word = cursor.takeWord()
            guard word == "let" || word == "var", let place = declaration() else { continue }
            places.append(place)
            if conditions > 0 { isConditional = true }
        }
        guard let place = places.first, places.count == 1 else { throw .noPackage }
        if isConditional { throw .conditions }
        return place
    }

    /// Reads `package = Package(` after `let` and returns the offset of the parenthesis; nil for any other declaration.
    private mutating func declaration() -> Int? {
        guard take("package") else { return nil }
        cursor.skipTrivia()
        if cursor.byte == UInt8(ascii: ":") {
            cursor.position += 1
            guard take("Package") else { return nil }
            cursor.skipTrivia()
        }
        guard cursor.byte == UInt8(ascii: "=") else { return nil }
        cursor.position += 1
        guard take("Package"), cursor.byte == UInt8(ascii: "(") else { return nil }
        return cursor.position
    }

    private mutating func take(_ word: String) -> Bool {
        cursor.skipTrivia()
        return cursor.takeWord() == word
    }
}
