import Raido
import RaidoConsole
import RaidoPlatform

/// The messages about problems with another branch.
extension BranchProblem {
    var message: String {
        switch self {
        case .cannotMove(let ids):
            "\(ids.listedInShort()): the name does not begin with m<date>_<time>_<number>, so the migration cannot be moved"
        case .differs(let ids, let reference, _):
            "\(ids.listedInShort()): the file differs from the one in '\(reference)'"
        case .doesNotFit(let reference): "the migrations of this branch do not fit those of '\(reference)'"
        case .git(let reason): "git is needed to compare branches: \(reason)"
        case .missing(let ids, let reference):
            "'\(reference)' has \(ids.count == 1 ? "a migration" : "\(ids.count) migrations") that this folder does not "
                + "have: \(ids.listedInShort())"
        case .noMigrations(let reference, let folder): "'\(reference)' has no migrations in \(folder)/"
        case .unknownReference(let reference): "git knows no commit '\(reference)'"
        }
    }

    var advice: [String] {
        switch self {
        case .cannotMove: ["'raido new' makes a file with a valid name; move the changes there and remove this file"]
        case .differs(let ids, let reference, let folder):
            [
                "copy this branch's changes elsewhere, then take the other branch's version: git checkout \(shellWord(reference)) -- "
                    + ids.map { shellWord(Path.join(folder, $0 + ".swift")) }.joined(separator: " "),
                "put your own changes in a migration of your own",
            ]
        case .doesNotFit(let reference):
            [
                "resolve the conflicts in the models, undo the migrations of this branch with "
                    + "'raido undo --onto \(shellWord(reference))', and run 'raido makemigrations': it writes one that fits"
            ]
        case .git: ["run this in the work tree of the project's repository"]
        case .missing(_, let reference):
            [
                "merge first: 'git merge \(shellWord(reference))' or 'git rebase \(shellWord(reference))'. "
                    + "Conflicts in the snapshots and in the list of migrations do not matter",
                "if they were removed here, restore them: others may have applied them",
            ]
        case .noMigrations: ["name a branch, a tag or a commit that has this project's migrations in that folder"]
        case .unknownReference: ["name a branch, a tag or a commit: main, origin/main, MERGE_HEAD"]
        }
    }

    var diagnostic: Diagnostic {
        Diagnostic(.error, message, at: nil, notes: advice.map { Diagnostic.Note($0) })
    }
}

/// A word, quoted for a shell.
func shellWord(_ word: String) -> String {
    let isPlain =
        !word.isEmpty
        && word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "/._-+@^".utf8.contains(byte)
            }
        }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}
