import Raido

extension Column {
    /// What a column that takes no NULL any more has in rows without a value. What the user's own expression makes NULL
    /// is an error of it, which a default must not hide.
    func filling(_ fill: Fill?, using: SQLFragment?) -> Fill? {
        fill ?? (using == nil ? defaultValue.map(Fill.value) : nil)
    }
}
