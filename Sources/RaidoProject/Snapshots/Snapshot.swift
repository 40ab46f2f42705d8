package import Raido

/// What one table looked like when migrations were last made, as `snapshots/<table>.json` holds it.
package struct Snapshot: Hashable, Sendable {
    /// The format that this tool writes, and the newest that it reads.
    package static let format = 1

    package var table: Table
    /// The identity of the last migration that touched the table.
    package var lastMigration: String
    /// Whether something else owns the table: its snapshot is in `framework/`.
    package var isFramework: Bool
    /// The file as it was read, or nil where there is none yet.
    package var bytes: [UInt8]?

    package init(table: Table, lastMigration: String, isFramework: Bool, bytes: [UInt8]? = nil) {
        self.table = table
        self.lastMigration = lastMigration
        self.isFramework = isFramework
        self.bytes = bytes
    }

    /// The file's path below the snapshots folder: `articles.json`, `framework/eihwaz_users.json`.
    package var path: String { (isFramework ? Self.frameworkFolder + "/" : "") + table.name + Self.suffix }

    static let frameworkFolder = "framework"
    static let suffix = ".json"
}
