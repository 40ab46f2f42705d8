/// The lines that a merge leaves around the two sides of a conflict.
package enum MergeMarkers {
    /// How each of them begins.
    package static let all = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
    /// How those at the two ends of a conflict begin.
    package static let ends = ["<<<<<<<", ">>>>>>>"]
    /// The length of each beginning, in bytes.
    package static let length = 7

    package static let message = "merge markers"
    package static let advice = "resolve the conflict and run the command again"

    /// Whether a line is one of them.
    package static func include(_ line: ArraySlice<UInt8>) -> Bool {
        all.contains { line.starts(with: $0.utf8) }
    }
}
