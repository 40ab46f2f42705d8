import RaidoConsole

/// What keeps migrations from being compared with those of another branch. `BranchMessages.swift` has the words.
enum BranchProblem: Hashable {
    /// Migrations with names that no run gives, of which no order is known.
    case cannotMove([String])
    /// Migrations of a folder that the other branch has in other words.
    case differs([String], reference: String, folder: String)
    case git(String)
    /// The other branch has migrations that are not in the working folder.
    case missing([String], reference: String)
    /// Migrations of this branch that do not fit those of the other, which has no error of its own.
    case doesNotFit(reference: String)
    /// The other branch has no folder of migrations.
    case noMigrations(String, folder: String)
    case unknownReference(String)
}

extension Failure {
    init(_ problem: BranchProblem) {
        self.init([problem.diagnostic])
    }
}
