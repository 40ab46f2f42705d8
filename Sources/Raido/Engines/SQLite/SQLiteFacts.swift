/// What is known of SQLite.
struct SQLiteFacts: EngineFacts {
    let displayName = "SQLite"
    let schemes = ["sqlite", "sqlite3"]
    let isServer = false

    let lexicalRules = LexicalRules()
    let identifierMark: Character = "\""
    let foldsNames = false
    let mayReadNamesAsTexts = true
    let lengthFunction = "length"

    let hasUserTypes = false
    let hasTinyInteger = true
    let hasIntervalAndAddressTypes = false
    let hasBinaryJSON = false
    let hasUnsignedBigInteger = false
    let keepsFractionsOfSeconds = false
    let exactWholeDigits = 9

    let comparesConvertedValues = true
    let convertsTimeZones = false
    let readsNumbersFromBytes = false
    let writesRealsWithSixDigits = false
    let roundsNumbersInDocuments = false

    let reportsNullsAsUnfit = false
    let namesFailedColumns = true

    func limit(of type: ColumnType) -> String? {
        type == .unsignedBigInteger ? "numbers above 9223372036854775807 cannot be held" : nil
    }

    func effect(of change: TypeChange) -> ValueEffect? { change.effectOnSQLite }

    func comparesAsStrictly(_ change: TypeChange, from old: Column, to new: Column) -> Bool {
        let after = collation(of: new)
        return after == "BINARY" || after == collation(of: old)
    }

    /// In capital letters. UUIDs are the same in small and capital ones.
    private func collation(of column: Column) -> String {
        column.collation?.uppercased()
            ?? (column.type == .uuid && column.nativeTypes[.sqlite] == nil ? "NOCASE" : "BINARY")
    }

    /// SQLite goes by the letters of a type, and its lengths mean nothing to it (manual, "Datatypes", 3.1).
    func storedType(_ words: NativeTypeWords) -> StoredType? {
        switch words.name {
        case "date": return .type(.date)
        case "time": return .type(.time)
        case "datetime": return .type(.timestamp)
        default: break
        }
        func has(_ parts: String...) -> Bool { parts.contains { words.description.firstRange(of: $0) != nil } }
        if has("int") { return .type(.bigInteger) }
        if has("char", "clob", "text") { return .type(.text) }
        if words.name.isEmpty || has("blob") { return .type(.blob) }
        if has("real", "floa", "doub") { return .type(.double) }
        return .number(.unlimited)
    }
}
