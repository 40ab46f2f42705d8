package import Raido

/// What running a statement costs those who use the database in the meantime.
package struct StatementCost: Hashable, Sendable {
    /// What is held while the statement runs.
    package enum Hold: Hashable, Sendable, Comparable {
        case nothing
        /// Rows that it reads or changes.
        case rows
        /// The names and shapes of the tables, for a moment (MySQL and MariaDB).
        case metadata
        /// How MySQL and MariaDB change the table.
        case algorithm(Algorithm)
        /// A lock on the table (PostgreSQL, manual 13.3.1).
        case table(TableLock)
        /// The right to write to the database (SQLite).
        case database
    }

    package enum Algorithm: Int, Hashable, Sendable, Comparable {
        case instant, noCopy, inPlace, copy

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        /// As `ALGORITHM=` takes it.
        package var keyword: String {
            switch self {
            case .instant: "INSTANT"
            case .noCopy: "NOCOPY"
            case .inPlace: "INPLACE"
            case .copy: "COPY"
            }
        }
    }

    package enum TableLock: Int, Hashable, Sendable, Comparable {
        case rowExclusive, shareUpdateExclusive, share, shareRowExclusive, accessExclusive

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        package var keyword: String {
            switch self {
            case .rowExclusive: "ROW EXCLUSIVE"
            case .shareUpdateExclusive: "SHARE UPDATE EXCLUSIVE"
            case .share: "SHARE"
            case .shareRowExclusive: "SHARE ROW EXCLUSIVE"
            case .accessExclusive: "ACCESS EXCLUSIVE"
            }
        }
    }

    package enum Rewrite: Int, Hashable, Sendable, Comparable {
        case never
        /// Every row is read.
        case scan
        /// An index is built of every row.
        case index
        case sometimes
        case always

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package var isTransactional: Bool
    package var hold: Hold
    package var rewrite: Rewrite
    /// What more there is to say.
    package var note: String?

    package init(isTransactional: Bool, hold: Hold, rewrite: Rewrite, note: String? = nil) {
        self.isTransactional = isTransactional
        self.hold = hold
        self.rewrite = rewrite
        self.note = note
    }

    /// What a statement costs on that engine; nil where nothing is known.
    package init?(of sql: String, on engine: Engine) {
        self.init(of: StatementKind.kinds(of: sql), on: engine)
    }

    /// Of several things that one statement does the worst counts.
    package init?(of kinds: [StatementKind], on engine: Engine) {
        let known = engine.dialect.costs
        let costs = kinds.compactMap { known[$0] }
        guard costs.count == kinds.count, let first = costs.first else { return nil }
        self = costs.dropFirst().reduce(first) { $0.together(with: $1) }
    }

    private func together(with other: StatementCost) -> StatementCost {
        let notes = [note, other.note].compactMap { $0 }
        return StatementCost(
            isTransactional: isTransactional && other.isTransactional, hold: max(hold, other.hold),
            rewrite: max(rewrite, other.rewrite),
            note: notes.last == notes.first ? notes.first : notes.joined(separator: "; "))
    }
}

extension StatementCost: CustomStringConvertible {
    /// As the comment before a statement has it: `transactional; ACCESS EXCLUSIVE lock; no rewrite`.
    package var description: String {
        var parts = [isTransactional ? "transactional" : "commits by itself"]
        switch hold {
        case .nothing: parts.append("locks nothing")
        case .rows: parts.append("locks rows")
        case .metadata: parts.append("locks the table for a moment")
        case .algorithm(let algorithm):
            parts.append("ALGORITHM=\(algorithm.keyword)" + (algorithm == .copy ? ", blocks writes" : ""))
        case .table(let lock): parts.append("\(lock.keyword) lock")
        case .database: parts.append("locks the database for writing")
        }
        switch rewrite {
        case .never: parts.append("no rewrite")
        case .scan: parts.append("no rewrite, reads all rows")
        case .index: parts.append("no rewrite, builds an index")
        case .sometimes: parts.append("may rewrite the table")
        case .always: parts.append("rewrites the table")
        }
        return (parts + [note].compactMap { $0 }).joined(separator: "; ")
    }
}
