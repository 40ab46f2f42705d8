import Raido
import RaidoConsole

/// The messages about the Swift code of a migration file.
extension SwiftProblem {
    var message: String {
        switch self {
        case .argumentOrder(let label, let next): "the argument '\(label):' must come before '\(next):'"
        case .argumentTwice(let label): "the argument '\(label):' is given twice"
        case .badBatch: "the batch is empty or contains a control character"
        case .depth: "nested too deeply"
        case .emptyName: "the name is empty"
        case .end: "the file ends too early"
        case .escapedLastLineEnd: "the last line of a string cannot end in '\\'"
        case .extraArgument(let owner): "'\(owner)' takes no further argument here"
        case .hiddenConstant(let word): "'\(word)' hides the constant from the list of migrations"
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
        case .nameTwice(let name): "the name '\(name)' is given twice"
        case .noArguments(let owner): "'\(owner)' takes no arguments"
        case .noImport: "the file does not import Raido, which declares 'Migration'"
        case .noMigration: "the file declares no migration"
        case .numberBelow(let number, let least): "\(number) is too small; the least number here is \(least)"
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
        case .unexpectedLabel(let label, let owner): "'\(owner)' takes no argument '\(label):' at this position"
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
        case .badBatch: ["write the time of the run, as in the id; 'up 1' and 'down 1' count batches"]
        case .idDiffers, .nameDiffers:
            [
                "give the file, the constant and the id one name; databases know the migration by its id, so keep the id "
                    + "of one that is applied"
            ]
        case .hiddenConstant(let word): ["remove '\(word)'"]
        case .noImport: ["add 'internal import Raido' above the constant"]
        case .noMigration: ["restore the file from version control, or remove it"]
        case .secondDeclaration: ["move each migration to a file of its own"]
        case .argumentOrder, .argumentTwice, .depth, .emptyName, .end, .escapedLastLineEnd, .extraArgument,
            .indentation, .invalidCharacter, .invalidEscape, .invalidNumber, .keyTwice, .missingArgument,
            .missingArguments, .nameTwice, .noArguments, .numberBelow, .numberOutOfRange, .spaceAroundEquals,
            .textBesideClosingQuotes, .textBesideOpeningQuotes, .tooManyPounds, .unclosedBackticks, .unclosedComment,
            .unclosedString, .unexpected, .unexpectedLabel, .wrongKind:
            ["correct the line, or restore the file from version control"]
        case .unknownArgument(_, _, let known), .unknownMember(_, _, let known), .unknownType(_, let known):
            known.isEmpty ? [] : ["known here: " + known.joined(separator: ", ")]
        }
    }
}

private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
}
