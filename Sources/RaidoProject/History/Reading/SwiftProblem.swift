/// What is wrong in the Swift of a migration's file. `SwiftMessages.swift` has the words.
package enum SwiftProblem: Hashable, Sendable {
    // Tokens
    case escapedLastLineEnd
    case indentation
    case invalidCharacter(UInt8)
    case invalidEscape(String)
    case invalidNumber(String)
    case textBesideClosingQuotes
    case textBesideOpeningQuotes
    case tooManyPounds
    case unclosedBackticks
    case unclosedComment
    case unclosedString

    // Expressions
    case depth
    case end
    case spaceAroundEquals
    case unexpected(expected: String)

    // Arguments, with what they belong to: `Column`, `.addColumn`
    case argumentOrder(String, before: String)
    case argumentTwice(String)
    case extraArgument(of: String)
    case missingArgument(String?, of: String)
    case missingArguments(of: String)
    case noArguments(of: String)
    case unexpectedLabel(String, of: String)
    case unknownArgument(String, of: String, known: [String])

    // Values
    case badBatch
    case emptyName
    case keyTwice(String)
    case nameTwice(String)
    case numberBelow(Int, least: Int)
    case numberOutOfRange(String, type: String)
    case unknownMember(String, of: String, known: [String])
    case unknownType(String, known: [String])
    case wrongKind(expected: String, found: String)

    // The file
    /// With the access level that hides it.
    case hiddenConstant(String)
    case idDiffers(id: String, file: String)
    case nameDiffers(name: String, file: String)
    case noImport
    case noMigration
    case secondDeclaration
}
