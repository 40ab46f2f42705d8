// What the scanner says about SQL that stands in models.
extension LanguageMessage {
    static func bracketInSQL(_ bracket: String) -> Self {
        Self("'\(bracket)' closes nothing in this SQL")
    }

    static let commentInSQL = Self("this SQL holds a comment, which would swallow what follows it")

    static let emptySQL = Self("the SQL is empty")

    static func missingBracketInSQL(_ bracket: String) -> Self {
        Self("'\(bracket)' is missing in this SQL")
    }

    static let semicolonInSQL = Self("';' ends a statement, and this SQL is a part of one")

    static func unknownEnumValue(_ value: String, of type: String, nearest: String?) -> Self {
        let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return Self("\(type) has no value '\(value)', so no row is equal to it, and PostgreSQL refuses it\(hint)")
    }

    static let unclosedQuoteInSQL = Self("a quotation mark in this SQL is not closed")

    static func unquotedCase(_ name: String, of column: String) -> Self {
        Self(
            "PostgreSQL reads '\(name)' as '\(name.lowercased())', which is no column; write it in quotation marks: "
                + "\\\"\(column)\\\"")
    }
}
