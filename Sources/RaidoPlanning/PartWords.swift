import Raido

/// A constraint or index in words: `the index on `title``, and whole.
struct PartWords {
    var short: String
    var long: String
}

extension UniqueConstraint {
    var words: PartWords {
        PartWords(short: "the unique constraint on \(columns.ticked)", long: "unique \(columns.keyWords) as \(name)")
    }
}

extension Index {
    var words: PartWords {
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
    var words: PartWords {
        PartWords(short: "the check `\(name)`", long: "check (\(expression.words)) as \(name)")
    }
}

extension ForeignKey {
    var words: PartWords {
        let delete = onDelete == .noAction ? "" : " on delete \(onDelete.words)"
        let update = onUpdate == .noAction ? "" : " on update \(onUpdate.words)"
        return PartWords(
            short: "the foreign key from \(columns.ticked) to `\(referencedTable)`",
            long: "foreign key \(columns.keyWords) → \(referencedTable) \(referencedColumns.keyWords)\(delete)\(update)"
                + " as \(name)")
    }
}

extension ForeignKey.Action {
    fileprivate var words: String {
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
    var words: String {
        let kind = storesText ? "" : " as \(storage)"
        return "enum \(name)\(kind): \(values.map(\.words).joined(separator: ", "))"
    }
}

extension EnumValue {
    var words: String {
        switch self {
        case .text(let text): text
        case .number(let number, let name): "\(name) = \(number)"
        }
    }
}

extension Table {
    /// A line for each column and all else that a new table has.
    var contents: [String] {
        let key = primaryKey.isEmpty ? [] : ["primary key \(primaryKey.keyWords)"]
        let parts = uniques.map(\.words) + indexes.map(\.words) + foreignKeys.map(\.words) + checks.map(\.words)
        return enums.map(\.words) + columns.map(\.words) + key + parts.map(\.long)
    }
}

extension [String] {
    /// `(a, b)`, or `none`.
    var keyWords: String { isEmpty ? "none" : "(\(joined(separator: ", ")))" }

    fileprivate var ticked: String { map { "`\($0)`" }.joined(separator: ", ") }
}

extension SQLFragment {
    /// The common text, or that of the first engine that has one.
    var words: String {
        common
            ?? overrides.sorted { $0.key < $1.key }.map { "\($0.value) (\($0.key.displayName))" }.joined(
                separator: " | ")
    }
}

extension String? {
    var shown: String { map { "“\($0)”" } ?? "none" }
}
