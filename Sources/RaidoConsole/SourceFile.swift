/// A file of models: its path as messages show it, and its bytes.
package struct SourceFile: Hashable, Sendable {
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// A stretch of a source file, as byte offsets.
package struct SourceSpan: Hashable, Sendable {
    package var path: String
    package var start: Int
    package var end: Int

    package init(path: String, start: Int, end: Int) {
        self.path = path
        self.start = start
        self.end = end
    }
}
