/// A command line that the program does not understand.
package enum UsageError: Error, Hashable, Sendable {
    case unknownCommand(String, nearest: String?)
    case unknownOption(String, command: String?, nearest: String?)
    case missingValue(String, word: String, command: String)
    case valueForFlag(String, value: String, command: String)
    case optionTwice(String, command: String)
    case unexpectedOperand(String, command: String)
    case badValue(String, value: String, expected: String, command: String)
    case notTogether(String, String, command: String)
    case needs(String, String, command: String)
    case missingOperand(String, command: String)
    /// An argument whose bytes are spelled, since they are no text.
    case notUTF8(String)
    /// An id that the plan of this run does not have.
    case notInPlan(String, nearest: String?, command: String)

    /// The command whose help says more.
    package var command: String? {
        switch self {
        case .notUTF8, .unknownCommand: nil
        case .unknownOption(_, let command, _): command
        case .missingValue(_, _, let command), .valueForFlag(_, _, let command), .optionTwice(_, let command),
            .unexpectedOperand(_, let command), .badValue(_, _, _, let command), .notTogether(_, _, let command),
            .needs(_, _, let command), .missingOperand(_, let command), .notInPlan(_, _, let command):
            command
        }
    }
}

extension UsageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownCommand(let name, let nearest): "unknown command '\(name)'" + suggestion(nearest)
        case .unknownOption(let name, _, let nearest): "unknown option '\(name)'" + suggestion(nearest)
        case .missingValue(let name, let word, _): "'\(name)' needs a value: \(name) \(word)"
        case .valueForFlag(let name, let value, _): "'\(name)' takes no value, but '\(withoutURL(value))' was given"
        case .optionTwice(let name, _): "'\(name)' is given twice"
        case .unexpectedOperand(let text, let command): "'\(command)' does not take the argument '\(withoutURL(text))'"
        case .badValue(let name, let value, let expected, _):
            "'\(name)' must be \(expected), not '\(withoutURL(value))'"
        case .notInPlan(let text, let nearest, _):
            "'\(text)' is not in the plan" + suggestion(nearest) + "; nothing was written"
        case .missingOperand(let word, let command): "'\(command)' needs an argument: \(command) \(word)"
        case .notUTF8(let spelled):
            "the argument '\(spelled)' is not UTF-8; rename the file or folder that it names, or run the command in that folder"
        case .needs(let one, let other, _): "'\(one)' requires '\(other)'"
        case .notTogether(let one, let other, _): "'\(one)' and '\(other)' cannot be combined"
        }
    }

    /// A word as it was given; a URL may hold a password, and there is no knowing where it ends.
    private func withoutURL(_ word: String) -> String {
        guard let scheme = word.firstRange(of: "://") else { return word }
        return word[..<scheme.upperBound] + "…"
    }

    private func suggestion(_ nearest: String?) -> String {
        nearest.map { "; did you mean '\($0)'?" } ?? ""
    }
}
