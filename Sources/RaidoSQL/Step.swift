import Raido

/// One thing to run for a change.
package enum Step: Hashable, Sendable {
    case statement(SQLStatement)

    /// SQLite only: the table is rebuilt, its rows copied.
    case rebuild(TableRebuild)
}

/// A statement, and what it is for.
package struct SQLStatement: Hashable, Sendable {
    package enum Origin: Hashable, Sendable {
        /// Rendered from a change.
        case rendered
        /// Written by the user; it may hold several statements.
        case raw
    }

    /// The SQL, without the semicolon at the end.
    package var text: String

    /// What it is for, in words: `add column 'phone' to 'users'`.
    package var purpose: String

    package var origin: Origin

    /// A part that is dropped here and made again in another form, or that is redefined.
    package enum Replaced: Hashable, Sendable {
        /// With the collation that migrations know of.
        case column(String, table: String, collation: String?)
        /// The type of a column, and so its collation.
        case type(of: String, table: String, collation: String?)
        case enumType(String, table: String)
    }

    /// What goes for a while, and takes with it what is someone's own.
    package var replaced: Replaced?

    package init(_ text: String, for purpose: String, origin: Origin = .rendered, replacing replaced: Replaced? = nil) {
        self.text = text
        self.purpose = purpose
        self.origin = origin
        self.replaced = replaced
    }
}

extension Step {
    static func statement(_ text: String, for purpose: String) -> Step { .statement(SQLStatement(text, for: purpose)) }

    /// The statements of the step that a change has a say in.
    var statements: [SQLStatement] {
        switch self {
        case .statement(let statement): [statement]
        case .rebuild(let rebuild):
            [rebuild.create, rebuild.rows.statement] + (rebuild.rowsByKey.map { [$0.statement] } ?? [])
                + rebuild.objects
        }
    }

    /// What the step is for, in words.
    package var purpose: String {
        switch self {
        case .statement(let statement): statement.purpose
        case .rebuild(let rebuild): "rebuild table '\(rebuild.before.name)'"
        }
    }
}
