package import Raido

/// A `renamed_from` that renames nothing, and is no harmless remnant of a rename done before.
package struct StaleHint: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// The old name is still declared, so it is not the old name of something else.
        case oldNameStillDeclared
        /// Neither the old nor the new name was there before.
        case neitherKnown
        /// Something of the new name was there before, so nothing else can become it.
        case newNameTaken
        /// Another thing with a name before this one claims the same old name.
        case claimedTwice
        /// Names that change places, among things that look alike: it cannot be told whether they did already.
        case swapCannotBeTold
    }

    package var key: HintKey
    package var oldName: String
    package var reason: Reason

    package init(key: HintKey, oldName: String, reason: Reason) {
        self.key = key
        self.oldName = oldName
        self.reason = reason
    }
}
