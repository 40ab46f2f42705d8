/// A value of a JSON text, with the place where it is.
struct JSONValue: Sendable {
    indirect enum Content: Sendable {
        case object([Member])
        case array([JSONValue])
        case string(String)
        /// As written.
        case number(String)
        case boolean(Bool)
        case null
    }

    /// A member of an object. Keys are unique.
    struct Member: Sendable {
        var key: String
        var keyStart: Int
        var keyEnd: Int
        var value: JSONValue
    }

    var content: Content
    /// Byte offsets.
    var start: Int
    var end: Int
}
