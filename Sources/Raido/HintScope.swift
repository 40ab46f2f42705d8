/// What the SQL of a hint can name when it runs: `using` and `fill` run in the middle of a plan, after its renames and
/// before it drops columns.
package struct HintScope: Hashable, Sendable {
    package var key: HintKey
    package var table: String

    /// The columns that the table has then.
    package var columns: [String]

    /// Those that it gets later in the same plan.
    package var laterColumns: [String]

    /// Former names of columns, renamed by then, to present ones.
    package var renamedColumns: [String: String]

    /// The former name of the table, where it was renamed by then.
    package var formerTable: String?

    package init(
        key: HintKey, table: String, columns: [String], laterColumns: [String] = [],
        renamedColumns: [String: String] = [:], formerTable: String? = nil
    ) {
        self.key = key
        self.table = table
        self.columns = columns
        self.laterColumns = laterColumns
        self.renamedColumns = renamedColumns
        self.formerTable = formerTable
    }
}
