import Raido

extension Column {
    /// What a column that takes no NULL any more has in rows without a value. What a person's own expression makes NULL
    /// is a mistake of it, which a default must not hide.
    func filling(_ fill: Fill?, using: SQLFragment?) -> Fill? {
        fill ?? (using == nil ? defaultValue.map(Fill.value) : nil)
    }
}
