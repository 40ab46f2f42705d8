package import Raido

/// A `renamed_from` that renames nothing, and is no harmless remnant of a rename done before.
package struct StaleHint: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// The new name was there before, and something else has the old one now, or still: the rename is done.
        case alreadyDone
        /// The old name is still declared, so it is not the old name of something else.
        case oldNameStillDeclared
        /// Neither the old nor the new name was there before.
        case neitherKnown
        /// Something of the new name was there before, so nothing else can become it.
        case newNameTaken
        /// Another thing with a name before this one claims the same old name.
        case claimedTwice
        /// Names that change places, among things that look alike: it cannot be told whether they did already.
        case ambiguousSwap
    }

    package var key: HintKey
    package var oldName: String
    package var reason: Reason

    /// The names that are gone, for a hint that names something else: one of them may be meant.
    package var candidates: [String]

    package init(key: HintKey, oldName: String, reason: Reason, candidates: [String] = []) {
        self.key = key
        self.oldName = oldName
        self.reason = reason
        self.candidates = candidates
    }
}
