import Raido

/// What pending changes make of the values of one column.
struct PendingValues {
    /// The column and its table after the changes.
    var column: Column
    var table: Table
    var history: ValueHistory
    /// What placeholders put in rows, by the change that adds the column.
    var placeholders: [Change: String]
    var dialect: any RowDialect
    /// Whether no change concerns the column of that name, so that an expression may name it.
    var isUntouched: (String) -> Bool

    /// Whether existing values become others, or are compared otherwise.
    var areWritten: Bool { history.steps.contains(where: writes) }

    /// Whether a value that is computed from this one may become another.
    var areChanged: Bool {
        history.steps.contains { step in
            if case .renamed = step { true } else { writes(step) }
        }
    }

    /// The values after the changes, as an expression over the stored row; nil where the database does not tell.
    var expression: String? {
        guard var value = first else { return nil }
        var exchanges = ValueExchanges()
        for step in history.steps {
            switch step {
            case .altered(let old, let new, let using, let fill, let table):
                guard writes(step) else { continue }
                guard using == nil, old.generated == new.generated, let table,
                    let text = converted(exchanged(value, exchanges), old, new, fill, in: table)
                else { return nil }
                value = text
                exchanges = ValueExchanges()
            case .renamed(_, _, let type) where !type.storesText: continue
            case .exchanged, .renamed:
                guard isOfCommonType, exchanges.add(step, spelled: dialect.text) else { return nil }
            case .renumbered: continue
            }
        }
        return exchanged(value, exchanges)
    }

    private func exchanged(_ value: String, _ exchanges: ValueExchanges) -> String {
        exchanges.applied(to: exchanges.areTexts ? dialect.enumText(value) : value)
    }

    private func writes(_ step: ValueStep) -> Bool {
        switch step {
        case .altered(let old, let new, let using, let fill, let table):
            using != nil || new.generated != old.generated || isFilled(old, new, fill)
                || table.map { conversion(old, new, in: $0).isNeeded } != false
        case .exchanged: true
        case .renamed, .renumbered: false
        }
    }

    private func isFilled(_ old: Column, _ new: Column, _ fill: Fill?) -> Bool {
        fill != nil || (old.isNullable && !new.isNullable && new.defaultValue != nil)
    }

    private func conversion(_ old: Column, _ new: Column, in table: Table) -> ConvertedValues {
        ConvertedValues(old: old, new: new, table: table, dialect: dialect)
    }

    /// What stands in the rows before any of the changes to the column.
    private var first: String? {
        switch history.origin {
        case .start(let element): dialect.name(element.name)
        case .created(by: let change) where placeholders[change] != nil: placeholders[change]
        case .created(by: .addColumn(let column, _, let fill)): commonValue(of: column, fill)
        case .created, .nothing: nil
        }
    }

    private func converted(_ value: String, _ old: Column, _ new: Column, _ fill: Fill?, in table: Table) -> String? {
        guard isFilled(old, new, fill) else {
            return conversion(old, new, in: table).expression(of: value, filledWith: nil)
        }
        return (commonValue(of: new, fill) ?? givenValue(of: new, fill, in: table)).flatMap {
            conversion(old, new, in: table).expression(of: value, filledWith: $0)
        }
    }

    /// What the user's expression gives in place of NULL; nil where it does not tell.
    private func givenValue(of column: Column, _ fill: Fill?, in table: Table) -> String? {
        let family = StoredType(of: column, table.enums, on: dialect.engine).type?.family
        guard case .value(.sql(let fragment)) = fill, column.generated == nil,
            family?.isNumeric == true || family == .boolean || family == .text,
            let text = dialect.expression(fragment, over: table),
            !SQLPieces(text, for: dialect.engine).compactMap(\.token).takesNumberOfSequence,
            dialect.columns(namedIn: text, of: table).allSatisfy(isUntouched)
        else { return nil }
        let value = dialect.typed("(\(text))", of: column, in: table)
        // What does not fit is asked about by itself, and would make other questions fail.
        let unfit = UnfitExpression(text: "(\(text))", column: column, table: table, dialect: dialect).condition
        return unfit.map { "CASE WHEN \($0) THEN NULL ELSE \(value) END" } ?? value
    }

    /// What every row there has in a column that is added; nil where they differ, or nobody knows.
    private func commonValue(of column: Column, _ fill: Fill?) -> String? {
        if column.generated != nil || (column.isIdentity && fill == nil) { return nil }
        switch fill {
        case .placeholder: return nil
        case .value(let value): return dialect.constant(value, of: column, in: table)
        case nil:
            guard let value = column.defaultValue else {
                return column.isNullable ? dialect.typed("NULL", of: column, in: table) : nil
            }
            return dialect.constant(value, of: column, in: table)
        }
    }

    private var isOfCommonType: Bool { column.generated == nil && column.nativeTypes[dialect.engine] == nil }
}
