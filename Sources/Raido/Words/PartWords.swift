/// A constraint or index in words: `the index on `title``, and whole.
package struct PartWords {
    package var short: String
    package var long: String
}

extension UniqueConstraint {
    package var words: PartWords {
        PartWords(short: "the unique constraint on \(columns.ticked)", long: "unique \(columns.keyWords) as \(name)")
    }
}

extension Index {
    package var words: PartWords {
        let shown = parts.map { part in
            switch part {
            case .ascending(let column): column
            case .descending(let column): "\(column) desc"
            case .expression(let text): text.words
            }
        }
        let kind = isUnique ? "unique index" : "index"
        return PartWords(
            short: "the \(kind) on \(shown.ticked)",
            long: "\(kind) \(shown.keyWords)" + (predicate.map { " where \($0.words)" } ?? "")
                + (method.map { " using \($0)" } ?? "") + " as \(name)")
    }
}

extension CheckConstraint {
    package var words: PartWords {
        PartWords(short: "the check `\(name)`", long: "check (\(expression.words)) as \(name)")
    }
}

extension ForeignKey {
    package var words: PartWords {
        let delete = onDelete == .noAction ? "" : " on delete \(onDelete.words)"
        let update = onUpdate == .noAction ? "" : " on update \(onUpdate.words)"
        return PartWords(
            short: "the foreign key from \(columns.ticked) to `\(referencedTable)`",
            long: "foreign key \(columns.keyWords) → \(referencedTable) \(referencedColumns.keyWords)\(delete)\(update)"
                + " as \(name)")
    }
}

extension ForeignKey.Action {
    package var words: String {
        switch self {
        case .noAction: "no action"
        case .restrict: "restrict"
        case .cascade: "cascade"
        case .setNull: "set null"
        case .setDefault: "set default"
        }
    }
}

extension EnumType {
    package var words: String {
        let kind = storesText ? "" : " as \(storage)"
        return "enum \(name)\(kind): \(values.map(\.words).joined(separator: ", "))"
    }
}

extension EnumValue {
    package var words: String {
        switch self {
        case .text(let text): text
        case .number(let number, let name): "\(name) = \(number)"
        }
    }
}

extension [String] {
    /// `(a, b)`, or `none`.
    package var keyWords: String { isEmpty ? "none" : "(\(joined(separator: ", ")))" }

    fileprivate var ticked: String { map { "`\($0)`" }.joined(separator: ", ") }
}

extension SQLFragment {
    /// The common text, or that of the first engine that has one.
    package var words: String {
        common
            ?? overrides.sorted { $0.key < $1.key }.map { "\($0.value) (\($0.key.displayName))" }.joined(
                separator: " | ")
    }
}
