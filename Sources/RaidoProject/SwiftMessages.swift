import Raido
import RaidoConsole

/// What a person reads about the Swift of a migration's file.
extension SwiftProblem {
    var message: String {
        switch self {
        case .argumentOrder(let label, let next): "the argument '\(label):' must come before '\(next):'"
        case .argumentTwice(let label): "the argument '\(label):' is given twice"
        case .depth: "nested too deeply"
        case .end: "the file ends too early"
        case .escapedLastLineEnd: "the last line of a string cannot end in '\\'"
        case .extraArgument(let owner): "'\(owner)' takes no further argument here"
        case .idDiffers(let id, let file): "the id '\(id)' differs from the file's name, '\(file)'"
        case .indentation: "this line is indented less than the closing '\"\"\"', or with other characters"
        case .invalidCharacter(let byte): "the character U+\(hexadecimal(byte)) is not allowed here"
        case .invalidEscape(let text): "'\(text)' is not a valid escape sequence"
        case .invalidNumber(let text): "'\(text)' is not a valid number"
        case .keyTwice(let key): "the key \(key) is given twice"
        case .missingArgument(let label, let owner):
            "'\(owner)' lacks " + (label.map { "the argument '\($0):'" } ?? "an argument without a label")
        case .missingArguments(let owner): "'\(owner)' lacks its arguments"
        case .nameDiffers(let name, let file): "the constant '\(name)' differs from the file's name, '\(file)'"
        case .noArguments(let owner): "'\(owner)' takes no arguments"
        case .noMigration: "the file declares no migration"
        case .numberOutOfRange(let text, let type): "\(text) is out of the range of '\(type)'"
        case .secondDeclaration: "the file declares more than one constant"
        case .spaceAroundEquals: "'=' needs white space on both sides"
        case .textBesideClosingQuotes: "the closing '\"\"\"' must be on a line of its own"
        case .textBesideOpeningQuotes: "the text must begin on the line after the opening '\"\"\"'"
        case .tooManyPounds: "there are more '#' after the string than before it"
        case .unclosedBackticks: "the closing '`' is missing"
        case .unclosedComment: "the comment has no end"
        case .unclosedString: "the string has no end"
        case .unexpected(let expected): "expected \(expected)"
        case .unexpectedLabel(let label, let owner): "the argument '\(label):' of '\(owner)' has no such label here"
        case .unknownArgument(let label, let owner, let known):
            "'\(owner)' has no argument '\(label):'" + suggestion(for: label, among: known)
        case .unknownMember(let name, let owner, let known):
            "'\(owner)' has no '\(name)'" + suggestion(for: name, among: known)
        case .unknownType(let name, let known): "unknown type '\(name)'" + suggestion(for: name, among: known)
        case .wrongKind(let expected, let found): "expected \(expected), found \(found)"
        }
    }

    var advice: [String] {
        switch self {
        case .idDiffers, .nameDiffers:
            [
                "give the file, the constant and the id one name; databases know the migration by its id, so keep the id "
                    + "of one that is applied"
            ]
        case .noMigration: ["restore the file from version control, or remove it"]
        case .secondDeclaration: ["move each migration to a file of its own"]
        case .argumentOrder, .argumentTwice, .depth, .end, .escapedLastLineEnd, .extraArgument, .indentation,
            .invalidCharacter, .invalidEscape, .invalidNumber, .keyTwice, .missingArgument, .missingArguments,
            .noArguments, .numberOutOfRange, .spaceAroundEquals, .textBesideClosingQuotes, .textBesideOpeningQuotes,
            .tooManyPounds,
            .unclosedBackticks, .unclosedComment, .unclosedString, .unexpected, .unexpectedLabel, .wrongKind:
            ["correct the place, or restore the file from version control"]
        case .unknownArgument(_, _, let known), .unknownMember(_, _, let known), .unknownType(_, let known):
            known.isEmpty ? [] : ["known here: " + known.joined(separator: ", ")]
        }
    }
}

private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
}
