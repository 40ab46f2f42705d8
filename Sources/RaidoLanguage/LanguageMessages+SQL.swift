// The messages of the scanner about SQL in models.
extension LanguageMessage {
    static func bracketInSQL(_ bracket: String) -> Self {
        Self("unmatched '\(bracket)' in this SQL")
    }

    static let commentInSQL = Self("this SQL has a comment, which would hide the text after it")

    static func columnComesLater(_ name: String, of table: String) -> Self {
        Self("'\(table)' gets the column '\(name)' only after this SQL runs")
    }

    static func columnIsRenamed(_ name: String, to new: String) -> Self {
        Self("'\(name)' is already renamed to '\(new)' when this SQL runs; write \(new)")
    }

    static let emptySQL = Self("the SQL is empty")

    static func missingBracketInSQL(_ bracket: String) -> Self {
        Self("'\(bracket)' is missing in this SQL")
    }

    static let semicolonInSQL = Self("unexpected ';': this SQL is a part of a statement")

    static func unknownEnumValue(_ value: String, of type: String, nearest: String?) -> Self {
        let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return Self("\(type) has no value '\(value)', so no row can equal it, and PostgreSQL rejects it\(hint)")
    }

    static func unknownColumnThen(_ name: String, of table: String, nearest: String?) -> Self {
        let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return Self("'\(table)' has no column '\(name)' when this SQL runs\(hint)")
    }

    static let unclosedQuoteInSQL = Self("a quotation mark in this SQL is not closed")

    static func unquotedCase(_ name: String, of column: String) -> Self {
        Self(
            "PostgreSQL reads '\(name)' as '\(name.lowercased())', which is not a column; write it in quotation marks: "
                + "\\\"\(column)\\\"")
    }
}
