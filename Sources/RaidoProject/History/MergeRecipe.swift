/// What to do after two branches changed the same table. Every message about such a conflict gives this advice.
package enum MergeRecipe {
    /// For conflicts that only two branches can make.
    package static let advice = [
        "resolve the models in entities/, then run 'raido rebase --onto BRANCH': it moves the migrations that BRANCH does "
            + "not have after those that it has, and rebuilds the list and the snapshots",
        "BRANCH is the branch whose migrations others may have applied, like main",
    ]

    /// For conflicts that an edited migration can make, too.
    package static let possibleAdvice = conditionalAdvice("they")

    /// - Parameter migrations: What may come from two branches, as a sentence names it.
    static func conditionalAdvice(_ migrations: String) -> String {
        "if \(migrations) come from two branches, run 'raido rebase --onto BRANCH', where BRANCH is "
            + "the branch whose migrations others may have applied, like main"
    }
}
