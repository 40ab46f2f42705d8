/// How much was read: `24 models, 1 extension, 3 enums in 21 files`.
package struct ModelCounts: Hashable, Sendable, CustomStringConvertible {
    package var models = 0
    package var extensions = 0
    package var enums = 0
    /// The files that hold at least one block.
    package var files = 0

    package init() {}

    init(_ files: [[BlockSyntax]]) {
        for blocks in files where !blocks.isEmpty {
            self.files += 1
            for block in blocks {
                switch block.keyword {
                case .model: models += 1
                case .extend: extensions += 1
                }
                enums += block.enums.count
            }
        }
    }

    package var description: String {
        var parts = [counted(models, "model")]
        if extensions > 0 { parts.append(counted(extensions, "extension")) }
        if enums > 0 { parts.append(counted(enums, "enum")) }
        return "\(parts.joined(separator: ", ")) in \(counted(files, "file"))"
    }

    private func counted(_ count: Int, _ word: String) -> String {
        "\(count) \(word)\(count == 1 ? "" : "s")"
    }
}
