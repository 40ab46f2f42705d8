package import Raido

/// The values that a change of a column makes into others, or may make: what a database has to be asked.
package struct ChangedValues: Hashable, Sendable {
    package enum Effect: Hashable, Sendable {
        /// The engine changes them to fit the new type.
        case changed(SilentChange)
        /// The column is generated from then on.
        case generated
        /// Nothing tells what the engine makes of the values of one type as ones of another.
        case unknown
    }

    package var effect: Effect

    /// Counts the rows; nil where nothing tells which these are.
    package var countQuery: String?
}

/// Finds the values that changes, one after the other, make into others: in the terms of a database as it is before
/// the first of them.
package struct ChangedValuesSearch {
    private let engine: Engine
    private var pending: PendingRows

    package init(_ engine: Engine) {
        self.engine = engine
        pending = PendingRows(engine)
    }

    /// - Parameter schema: The schema before the change.
    package mutating func follow(_ change: Change, on schema: Schema) { pending.follow(change, in: schema) }

    /// The values that the change makes into others; nil where each value stays what it is, or is refused.
    ///
    /// - Parameters:
    ///   - before: The schema before the change.
    ///   - after: The schema after it.
    package func values(changedBy change: Change, from before: Schema, to after: Schema) -> ChangedValues? {
        guard case .alterColumn(let name, let old, let new, nil, _) = change, old.generated == nil,
            let table = before[name], let target = after[name]
        else { return nil }
        guard new.generated == nil else { return generated(new, in: table) }
        let typeChange = TypeChange(from: old, to: new, enums: table.enums, target.enums, on: engine)
        for want in WantedRows(engine, change, before: before, after: after).found {
            guard case .exactly(_, _, let silent) = want.rule else { continue }
            return ChangedValues(effect: .changed(silent), countQuery: want.check(pending)?.countQuery)
        }
        guard typeChange.needsTrial else { return nil }
        guard let condition = trial(old, new, typeChange, table, target) else { return ChangedValues(effect: .unknown) }
        return ChangedValues(
            effect: .changed(typeChange.silentChange), countQuery: countQuery([old.name], of: table, where: condition))
    }

    private var dialect: any RowDialect { engine.rowDialect }

    /// What the column holds that its expression does not give.
    private func generated(_ new: Column, in table: Table) -> ChangedValues {
        var values = ChangedValues(effect: .generated)
        guard let text = new.generated.flatMap({ dialect.expression($0, over: table) }) else { return values }
        let name = dialect.name(new.name)
        let isText = StoredType(of: new, table.enums, on: engine).isText
        let (left, right) = isText ? (dialect.exactText(name), dialect.exactText("(\(text))")) : (name, "(\(text))")
        let columns = [new.name] + dialect.columns(namedIn: text, of: table)
        values.countQuery = countQuery(columns, of: table, where: dialect.differs(left, from: right))
        return values
    }

    /// The condition that a value, converted there and back, is another one; nil where nothing shows it. A value that
    /// cannot be of the new type gives NULL: it is asked for by a question of its own.
    private func trial(
        _ old: Column, _ new: Column, _ change: TypeChange, _ table: Table, _ target: Table
    ) -> String? {
        let name = dialect.name(old.name)
        if change.new.type == .time, let changed = dialect.changedAsTime(name) { return changed }
        let there = ConvertedValues(old: old, new: new, table: table, dialect: dialect)
        let back = ConvertedValues(old: new, new: old, table: target, dialect: dialect)
        guard let value = there.expression(of: name, filledWith: nil),
            let returned = back.expression(of: "(\(value))", filledWith: nil)
        else { return nil }
        return "\(dialect.exactText("(\(returned))")) <> \(dialect.exactText(name))"
    }

    private func countQuery(_ columns: [String], of table: Table, where condition: String) -> String? {
        pending.source(table, columns: columns).map { "SELECT count(*) FROM \($0) WHERE \(condition)" }
    }
}
