package import Raido

/// The triggers that set a table's `setOnUpdate` columns of types that cannot have `ON UPDATE CURRENT_TIMESTAMP`, and
/// those of instants, which are in UTC.
///
///     CREATE TRIGGER `tr_articles_changed_on` BEFORE UPDATE ON `articles` FOR EACH ROW
///     SET NEW.`changed_on` = IF(NEW.`changed_on` <=> OLD.`changed_on`
///     AND NOT (NEW.`id` <=> OLD.`id` AND NEW.`title` <=> OLD.`title`), CURRENT_DATE, NEW.`changed_on`)
///
/// A value that the statement itself sets is kept, and a row that stays the same keeps its day.
package func mysqlUpdateTriggers(of table: Table, for engine: Engine) -> [(name: String, column: String, text: String)]
{
    let dialect = mysqlDialect(of: engine)
    let watched = table.columns.filter { !$0.isSetOnUpdate && $0.generated == nil }.map { backtickQuote($0.name) }
    guard !watched.isEmpty else { return [] }
    let same = watched.sorted().map { "NEW.\($0) <=> OLD.\($0)" }.joined(separator: " AND ")
    return table.columns.filter { $0.isSetOnUpdate && $0.generated == nil && !dialect.isSetByEngine($0) }.map {
        let name = DerivedName.updateTrigger(table.name, $0.name)
        let set = backtickQuote($0.name)
        return (
            name, $0.name,
            """
            CREATE TRIGGER \(backtickQuote(name)) BEFORE UPDATE ON \(backtickQuote(table.name)) FOR EACH ROW
            SET NEW.\(set) = IF(NEW.\(set) <=> OLD.\(set) AND NOT (\(same)), \(dialect.moment(for: $0)), NEW.\(set))
            """
        )
    }
}
