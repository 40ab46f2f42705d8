// Swift takes two texts for equal that differ only in their Unicode normal form: "é" as one scalar equals "e" with a
// combining accent. A database, a snapshot and a checksum tell them apart. So texts that are stored, or sent to an
// engine, are compared by their bytes, here and nowhere else. Their hash values may stay those of Swift: texts of the
// same bytes have the same one.

extension String {
    /// Whether the other text has the same bytes.
    package func isExactly(_ other: String) -> Bool { self == other && utf8.elementsEqual(other.utf8) }

    /// Whether the other text is the same but for its Unicode normal form.
    package func differsInFormOnly(from other: String) -> Bool { self == other && !utf8.elementsEqual(other.utf8) }
}

extension String? {
    /// Whether both are nil, or have the same bytes.
    package func isExactly(_ other: String?) -> Bool {
        switch (self, other) {
        case (nil, nil): true
        case (let text?, let other?): text.isExactly(other)
        case (nil, _?), (_?, nil): false
        }
    }
}

extension Sequence<String> {
    /// Whether one of the texts has the same bytes.
    package func containsExactly(_ text: String) -> Bool { contains { $0.isExactly(text) } }
}

extension [String] {
    /// Whether the other texts have the same bytes, one by one.
    package func isExactly(_ other: [String]) -> Bool {
        count == other.count && zip(self, other).allSatisfy { $0.isExactly($1) }
    }
}

extension [Engine: String] {
    /// Whether each engine has the same bytes.
    package func isExactly(_ other: [Engine: String]) -> Bool {
        count == other.count && allSatisfy { $0.value.isExactly(other[$0.key]) }
    }
}

extension String {
    fileprivate func isExactly(_ other: String?) -> Bool { other.map(isExactly) ?? false }
}
