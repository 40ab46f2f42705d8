import Raido

/// The messages of the planner, in alphabetical order.
enum PlanningMessages {
    static func addCascade(_ columns: String, of table: String, to parent: String) -> String {
        "deleting a row of '\(parent)' will also delete the rows of '\(table)' that refer to it by '\(columns)'"
    }

    static func addCheck(_ name: String, of table: String) -> String {
        "rows of '\(table)' that violate the check '\(name)' make the migration fail"
    }

    static func addForeignKey(_ columns: String, of table: String, to parent: String) -> String {
        "rows of '\(table)' whose '\(columns)' has no matching row in '\(parent)' make the migration fail"
    }

    static func addForeignKey(_ columns: String, of table: String, toNew parent: String) -> String {
        "'\(parent)' is new and has no rows yet: rows of '\(table)' that have a value in '\(columns)' make the migration fail"
    }

    static func addNotNull(_ column: String, to table: String) -> String {
        "'\(column)' is NOT NULL, and existing rows of '\(table)' have no value for it: the migration fails if there are any"
    }

    static func addUnique(_ columns: String, of table: String) -> String {
        "rows of '\(table)' with duplicate '\(columns)' make the migration fail"
    }

    static func becomesGenerated(_ column: String, of table: String) -> String {
        "the values of '\(table).\(column)' are replaced by generated ones"
    }

    static func changeCollation(_ column: String, of table: String, from old: String?, to new: String?) -> String {
        "'\(table).\(column)' is compared with \(new ?? "the engine's collation") instead of "
            + "\(old ?? "the engine's collation"): order, equality and uniqueness of its values can change"
    }

    static func changeNativeType(_ column: String, of table: String) -> String {
        "'\(table).\(column)' gets a different native type: values that do not fit it are changed or make the migration fail"
    }

    static func changePrimaryKey(of table: String, from old: [String], to new: [String]) -> String {
        let before = old.isEmpty ? "none" : "(\(old.joined(separator: ", ")))"
        let after = new.isEmpty ? "none" : "(\(new.joined(separator: ", ")))"
        return "the primary key of '\(table)' changes from \(before) to \(after): "
            + (new.isEmpty
                ? "rows can no longer be told apart"
                : "rows with duplicate or NULL values in it make the migration fail")
    }

    static func changeType(
        _ column: String, of table: String, from old: String, to new: String, _ consequences: [Engine: String]
    ) -> String {
        let sentences = Set(consequences.values).map { text in
            (engines: consequences.filter { $0.value == text }.keys.sorted(), text: text)
        }
        let words = sentences.sorted { $0.engines.lexicographicallyPrecedes($1.engines) }.map { sentence in
            sentence.text + (sentences.count == 1 ? "" : on(sentence.engines))
        }
        return "'\(table).\(column)' changes from \(old) to \(new): \(words.joined(separator: "; "))"
    }

    /// What a change of a type does to values.
    static func consequence(_ effect: ValueEffect, of change: TypeChange) -> String {
        switch effect {
        case .fails where change.putsBytesInPlaceOfNumbers:
            "bytes are no numbers, so any value makes the migration fail"
        case .fails: "values that do not fit make the migration fail"
        case .silent: change.silentChange.consequence
        case .reinterpreted:
            change.new.type == .timestampWithTimeZone
                ? "values are kept as they are, and what was written as local time is read as UTC from now on"
                : "values are kept as they are, and what was written as UTC is read as local time from now on"
        case .converted: "values are converted, and values that cannot be converted make the migration fail"
        case .unchecked: "values are kept as they are, even if they are not valid for the new type"
        case .unknown: "raido does not know what the engine does to values there"
        }
    }

    static func dropCheck(_ name: String, of table: String) -> String {
        "rows of '\(table)' are no longer checked by '\(name)'"
    }

    static func dropColumn(_ column: String, of table: String) -> String {
        "the values of '\(table).\(column)' are deleted"
    }

    static func dropDefault(_ column: String, of table: String) -> String {
        "'\(table).\(column)' no longer has a default: inserts that omit it fail"
    }

    static func dropDefaultOfNullable(_ column: String, of table: String) -> String {
        "'\(table).\(column)' no longer has a default: inserts that omit it store NULL"
    }

    static func dropForeignKey(_ columns: String, of table: String, to parent: String) -> String {
        "'\(table).\(columns)' can refer to rows of '\(parent)' that do not exist"
    }

    static func dropNumber(
        _ number: Int64, named name: String, of type: String, in table: String, successor: String?
    ) -> String {
        "rows of '\(table)' with \(number), which was '\(name)' of \(type), keep it: "
            + (successor.map { "from now on it means '\($0)'" } ?? "it no longer has a name")
    }

    static func dropForeignKey(_ columns: String, of table: String, toDropped parent: String) -> String {
        "the columns of '\(parent)' that '\(table).\(columns)' refers to are dropped: its values stay but refer to nothing"
    }

    static func dropTable(_ table: String) -> String {
        "the table '\(table)' and all its rows are deleted"
    }

    static func dropUnique(_ columns: String, of table: String) -> String {
        "rows of '\(table)' may have duplicate '\(columns)' from now on"
    }

    static func dropValue(_ value: String, of type: String, in table: String, replacement: String?) -> String {
        if let replacement {
            return "rows of '\(table)' with '\(value)' of \(type) get '\(replacement)'"
        }
        return "rows of '\(table)' with '\(value)' of \(type) make the migration fail"
    }

    static func fillAdvice(for column: String) -> String {
        "give '\(column)' a value for existing rows: fill: … (once), or default: … (permanent)"
    }

    static func fillForeignKey(_ column: String, of table: String, to parent: String) -> String {
        "'\(column)' is NOT NULL: the value that rows of '\(table)' get for it must exist in '\(parent)', otherwise the "
            + "migration fails"
    }

    static func fillNull(_ column: String, of table: String) -> String {
        "'\(column)' is NOT NULL: rows of '\(table)' for which the SQL of its 'fill' gives NULL make the migration fail"
    }

    static func fillNullAdvice(for column: String) -> String {
        "give '\(column)' a value there too: fill: sql(\"coalesce(…, …)\")"
    }

    static func generatedNull(_ column: String, of table: String) -> String {
        "'\(column)' is NOT NULL: rows of '\(table)' for which its expression is NULL make the migration fail"
    }

    /// ` (on PostgreSQL, MySQL and MariaDB)`
    static func on(_ engines: [Engine]) -> String {
        " (on \(engines.map(\.displayName).listedInWords))"
    }

    static func renameColumnAdvice(from old: String, to new: String, in table: String) -> String {
        "if '\(new)' is the new name of '\(old)', write [renamed_from: \"\(old)\"] on '\(new)' of '\(table)' to keep its data"
    }

    static func renameTableAdvice(from old: String, to new: String) -> String {
        "if '\(new)' is the new name of '\(old)', write renamed_from: \"\(old)\" in its model to keep its data"
    }

    static func renameValue(_ rename: InferredRename, number: Int64?) -> String {
        "'\(rename.new)' replaces '\(rename.old)' in \(rename.enumType), so a rename is assumed; "
            + (number.map {
                "rows of '\(rename.table)' with \($0) keep it, and from now on it means '\(rename.new)'"
            }
                ?? "rows of '\(rename.table)' with '\(rename.old)' get '\(rename.new)'")
    }

    static func renameValueAdvice(_ rename: InferredRename) -> String {
        "if that is correct, write [renamed_from: \"\(rename.old)\"] on '\(rename.new)' of \(rename.enumType); "
            + "if '\(rename.old)' was removed, name its replacement: \(rename.old) [removed, to: …]"
    }

    static func renameValueAdvice(from old: String, to new: String, of type: String) -> String {
        "if '\(new)' is the new name of '\(old)', write [renamed_from: \"\(old)\"] on '\(new)' of \(type)"
    }

    static func renumber(
        _ name: String, of type: String, in table: String, from old: Int64, to new: Int64
    ) -> String {
        "'\(name)' of \(type) changes from \(old) to \(new): rows of '\(table)' with \(old) keep it, and no longer mean '\(name)'"
    }

    static func replaceValueAdvice(_ value: String) -> String {
        "name the replacement for rows that have it: \(value) [removed, to: …]"
    }

    static func setNotNull(_ column: String, of table: String) -> String {
        "rows of '\(table)' whose '\(column)' is NULL make the migration fail"
    }

    static func staleHint(
        _ old: String, _ new: String, _ reason: StaleHint.Reason, ofValue isValue: Bool
    ) -> String {
        switch reason {
        case .alreadyDone: "'\(new)' already exists: its rename from '\(old)' is done; remove the hint"
        case .claimedTwice: "'\(old)' was already renamed to something else; '\(new)' is treated as new"
        case .neitherKnown where isValue:
            "neither '\(old)' nor '\(new)' was stored before, so nothing is renamed; hints name stored values"
        case .neitherKnown: "neither '\(old)' nor '\(new)' existed before, so nothing is renamed"
        case .newNameTaken: "'\(new)' already existed, so '\(old)' cannot be renamed to it; '\(old)' is dropped"
        case .oldNameStillDeclared:
            "'\(old)' is still declared, so it is not renamed to '\(new)'. To rename it and add a new '\(old)', use "
                + "two runs and add '\(old)' in the second; otherwise, remove the hint"
        case .ambiguousSwap:
            "'\(old)' and '\(new)' look alike, so Raido cannot tell whether an earlier run already renamed '\(old)' to '\(new)'; "
                + "nothing is renamed. If it did, remove the hint. If not, swap the names in two runs: give one of them "
                + "a temporary name first, and its new name in the second run"
        }
    }

    static func unusedExpression(_ unused: UnusedExpression) -> String {
        switch unused.reason {
        case .sameEnum(let type):
            "'\(unused.column)' keeps the enum \(type), so 'using' has no effect; in the enum, name the replacement "
                + "of each removed value, as in 'old [removed, to: new]', or give the enum with the new values another name"
        case .sameType:
            "'\(unused.column)' keeps its type, so 'using' has no effect; remove the hint if the conversion is done. To "
                + "change the values of existing rows, write SQL in a migration that 'raido new' makes"
        }
    }

    static func usingAdvice(for column: String) -> String {
        "define the conversion of existing values: using: \"…\" on '\(column)'"
    }

    /// - Parameter engine: The engine that the expression is for, where there are others.
    static func zoneAdvice(for column: String, _ expression: String, on engine: Engine?) -> String {
        let hint = engine.map { "using(\($0.rawValue): \"\(expression)\")" } ?? "using: \"\(expression)\""
        return "if existing values are in another time zone: \(hint) on '\(column)'"
    }
}

extension StaleHint {
    /// The text of the warning, with a suggestion.
    ///
    /// - Parameter nearest: The name that the hint may have meant.
    package func message(nearest: String?) -> String {
        message + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    }

    /// The text of the warning.
    package var message: String {
        let new =
            switch key {
            case .table(let name), .column(_, let name), .expression(_, let name), .fill(_, let name),
                .enumType(_, let name),
                .enumValue(_, _, let name):
                name
            }
        var isValue = false
        if case .enumValue = key { isValue = true }
        return PlanningMessages.staleHint(oldName, new, reason, ofValue: isValue)
    }
}
