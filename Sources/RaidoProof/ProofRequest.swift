package import Raido
package import RaidoPlanning

/// A plan that is to be proved: what it starts from, what it makes, and what it must come to.
package struct ProofRequest: Sendable {
    package var before: Schema
    package var after: Schema
    package var migrations: [Migration]

    /// What the guard found about the plan, and the user allowed: rows may be in the way of that.
    package var hazards: [Hazard]

    /// The engines about which the guard was asked. On others nobody could be warned.
    package var targets: Set<Engine>

    package init(before: Schema, after: Schema, migrations: [Migration], hazards: [Hazard], targets: Set<Engine>) {
        self.before = before
        self.after = after
        self.migrations = migrations
        self.hazards = hazards
        self.targets = targets
    }
}

/// How a proof ended.
package enum ProofResult: Sendable {
    case proved(ProofRecord)
    /// The engine cannot tell: it does not take the old or the new schema itself, by this reason.
    case impossible(String)
    /// It took longer than it was given: so many seconds of computing.
    case stopped(after: Int)
    case failed(ProofFailure)
}

/// What was proved on.
package struct ProofRecord: Hashable, Sendable {
    package var engine: Engine
    package var version: String
    /// How many rows the database held when the plan was applied to it.
    package var rows: Int

    /// What stopped the way back, where rows that the new schema takes had to be left out for it.
    package var stoppedByRows: String?
}

/// A plan that does not do what it must: a fault of the tool, but where what the user gives rows does not fit.
package struct ProofFailure: Hashable, Sendable {
    package enum Fault: Hashable, Sendable {
        /// The database refused the migration, in these words, with rows in it that get what the user gives them: by
        /// `fill`, by a default or by `using`.
        case givenValues(migration: String, String)
        /// The database refused a migration, in these words.
        case refused(migration: String, String)
        /// Something is not as it must be; with the tables, as statements that would make them.
        case differs(SchemaDifference, expected: String, found: String)
        /// Rows are others than before, or gone.
        case lostRows(migration: String, [String])
    }

    package var engine: Engine
    package var version: String
    package var isReverting: Bool
    package var fault: Fault
}
