extension TypeChange {
    /// Whether two values that a unique key tells apart before a column's change are still two after it: each stays what
    /// it is, and they are compared no more loosely.
    package static func keepsApart(
        from old: Column, to new: Column, enums oldEnums: [EnumType] = [], _ newEnums: [EnumType]? = nil,
        on engine: Engine
    ) -> Bool {
        guard old.generated == new.generated else { return false }
        let change = TypeChange(from: old, to: new, enums: oldEnums, newEnums, on: engine)
        return !change.losesValues && change.comparesAsStrictly(from: old, to: new)
    }

    private func comparesAsStrictly(from old: Column, to new: Column) -> Bool {
        switch engine {
        case .sqlite:
            let after = new.sqliteCollation
            return after == "BINARY" || after == old.sqliteCollation
        case .postgresql:
            // Of its own collations each takes for equal what is the same letter by letter (manual, 23.2.2.4).
            guard let after = new.collation, after != old.collation else { return true }
            return ["c", "posix", "default", "ucs_basic", "unicode"].contains(after.lowercased())
        case .mysql, .mariadb: return comparesAsStrictlyOnMySQL(from: old.collation, to: new.collation)
        }
    }

    private func comparesAsStrictlyOnMySQL(from before: String?, to after: String?) -> Bool {
        // Numbers, moments and UUIDs are written with letters of one case.
        guard new.isText, old.isText else { return true }
        let after = after?.lowercased()
        // These look at each byte, and at blanks at the end.
        if after == "binary" || after == "utf8mb4_0900_bin" { return true }
        if after?.hasSuffix("_bin") == true { return before.padsBlanks }
        if case .values(let values) = old {
            if case .values = new { return before == after }
            let words = values.map { $0.lowercased() }
            return Set(words).count == words.count && words.allSatisfy { $0.allSatisfy(\.isASCII) && $0.last != " " }
        }
        return before?.lowercased() == after
    }
}

extension Column {
    /// In capital letters. UUIDs are the same in small and capital ones.
    fileprivate var sqliteCollation: String {
        collation?.uppercased() ?? (type == .uuid && nativeTypes[.sqlite] == nil ? "NOCASE" : "BINARY")
    }
}

extension String? {
    /// Whether a collation of MySQL's, or the usual one, takes texts for equal that differ in blanks at their end.
    fileprivate var padsBlanks: Bool {
        guard let name = self?.lowercased() else { return true }
        return name != "binary" && name.firstRange(of: "_0900_") == nil && name.firstRange(of: "nopad") == nil
    }
}
