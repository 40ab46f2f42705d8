import Raido

/// What a column's change makes of the values that exist, as an expression over them.
///
/// Values that cannot be of the new type become NULL there, so that nothing that is asked of the others fails on them:
/// they are counted by a question of their own.
struct ConvertedValues {
    var old: Column
    var new: Column
    var table: Table
    var dialect: any RowDialect

    /// Whether rows may have other values afterwards, or the same ones that are compared otherwise.
    var isNeeded: Bool {
        guard dialect.collation(of: old) == dialect.collation(of: new) else { return true }
        return change.losesValues || (dialect.addsTimeToDates && change.old == .type(.date) && change.new.isMoment)
    }

    /// - Parameter fill: What stands for NULL, as the engine spells it.
    /// - Returns: Nil where nothing shows it.
    func expression(of value: String, filledWith fill: String?) -> String? {
        guard new.generated == nil, old.generated == nil, !change.sharesNoValue,
            let converted = change.old == change.new ? value : dialect.converted(value, by: self)
        else { return nil }
        let filled = fill.map { "COALESCE(\(converted), \($0))" } ?? converted
        return dialect.collated(unfit(value).map { "CASE WHEN \($0) THEN NULL ELSE \(filled) END" } ?? filled, by: self)
    }

    var change: TypeChange { TypeChange(from: old, to: new, enums: table.enums, on: dialect.engine) }

    private func unfit(_ value: String) -> String? {
        UnfitValues(column: value, change: change, dialect: dialect).condition.map {
            "\(value) IS NOT NULL AND (\($0))"
        }
    }

    /// The value as it is compared from then on.
    ///
    /// - Parameter name: The collation of a column that has no other.
    func collated(_ value: String, otherwise name: String) -> String {
        let collation = dialect.collation(of: new)
        return dialect.collation(of: old) == collation ? value : "(\(value)) COLLATE \(quote(collation ?? name))"
    }
}
