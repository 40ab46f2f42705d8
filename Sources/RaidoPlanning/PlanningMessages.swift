import Raido

/// All that the planner says, in alphabetical order.
enum PlanningMessages {
    static func addCascade(_ columns: String, of table: String, to parent: String) -> String {
        "deleting a row of '\(parent)' starts to delete the rows of '\(table)' that refer to it by '\(columns)'"
    }

    static func addCheck(_ name: String, of table: String) -> String {
        "rows of '\(table)' that do not meet the check '\(name)' make the migration fail"
    }

    static func addForeignKey(_ columns: String, of table: String, to parent: String) -> String {
        "rows of '\(table)' whose '\(columns)' has no row in '\(parent)' make the migration fail"
    }

    static func addForeignKey(_ columns: String, of table: String, toNew parent: String) -> String {
        "'\(parent)' is new and has no rows yet: rows of '\(table)' that have a value in '\(columns)' make the migration fail"
    }

    static func addNotNull(_ column: String, to table: String) -> String {
        "'\(column)' takes no NULL, and the rows of '\(table)' have no value for it: the migration fails where there are any"
    }

    static func addUnique(_ columns: String, of table: String) -> String {
        "rows of '\(table)' that agree in '\(columns)' make the migration fail"
    }

    static func becomesGenerated(_ column: String, of table: String) -> String {
        "the values of '\(table).\(column)' are replaced by generated ones"
    }

    static func changeCollation(_ column: String, of table: String, from old: String?, to new: String?) -> String {
        "'\(table).\(column)' is compared by \(new ?? "the engine's collation") instead of "
            + "\(old ?? "the engine's collation"): order, equality and uniqueness of its values can change"
    }

    static func changeNativeType(_ column: String, of table: String) -> String {
        "'\(table).\(column)' gets another native type: values that it cannot hold are changed or make the migration fail"
    }

    static func changePrimaryKey(of table: String, from old: [String], to new: [String]) -> String {
        let before = old.isEmpty ? "none" : "(\(old.joined(separator: ", ")))"
        let after = new.isEmpty ? "none" : "(\(new.joined(separator: ", ")))"
        return "the primary key of '\(table)' changes from \(before) to \(after): "
            + (new.isEmpty
                ? "rows can no longer be told apart"
                : "rows that agree in it, or have NULL there, make the migration fail")
    }

    static func changeType(
        _ column: String, of table: String, from old: String, to new: String, _ effects: [Engine: ValueEffect],
        areAlike: Bool
    ) -> String {
        let consequences = ValueEffect.allCases.compactMap { effect -> String? in
            let engines = effects.filter { $0.value == effect }.keys.sorted()
            return engines.isEmpty ? nil : consequence(effect) + (areAlike ? "" : on(engines))
        }
        return "'\(table).\(column)' changes from \(old) to \(new): \(consequences.joined(separator: "; "))"
    }

    private static func consequence(_ effect: ValueEffect) -> String {
        switch effect {
        case .fails: "values that do not fit make the migration fail"
        case .silent: "values are changed to fit, without an error"
        case .converted: "values are converted, and those that cannot be make the migration fail"
        case .unchecked: "values are kept as they are, also those that are none of the new type"
        }
    }

    static func dropCheck(_ name: String, of table: String) -> String {
        "nothing keeps rows of '\(table)' to the check '\(name)' any more"
    }

    static func dropColumn(_ column: String, of table: String) -> String {
        "the values of '\(table).\(column)' are deleted"
    }

    static func dropDefault(_ column: String, of table: String) -> String {
        "'\(table).\(column)' has no default any more: inserts that leave it out fail"
    }

    static func dropDefaultOfNullable(_ column: String, of table: String) -> String {
        "'\(table).\(column)' has no default any more: inserts that leave it out store NULL"
    }

    static func dropForeignKey(_ columns: String, of table: String, to parent: String) -> String {
        "'\(table).\(columns)' can refer to rows of '\(parent)' that do not exist"
    }

    static func dropNumber(
        _ number: Int64, named name: String, of type: String, in table: String, successor: String?
    ) -> String {
        "rows of '\(table)' that hold \(number), which was '\(name)' of \(type), keep it: "
            + (successor.map { "it means '\($0)' from now on" } ?? "it has no name any more")
    }

    static func dropForeignKey(_ columns: String, of table: String, toDropped parent: String) -> String {
        "what '\(table).\(columns)' refers to in '\(parent)' is dropped: its values stay, and refer to nothing"
    }

    static func dropTable(_ table: String) -> String {
        "the table '\(table)' and all its rows are deleted"
    }

    static func dropUnique(_ columns: String, of table: String) -> String {
        "rows of '\(table)' may agree in '\(columns)' from now on"
    }

    static func dropValue(_ value: String, of type: String, in table: String, replacement: String?) -> String {
        if let replacement {
            return "rows of '\(table)' that hold '\(value)' of \(type) get '\(replacement)'"
        }
        return "rows of '\(table)' that hold '\(value)' of \(type) make the migration fail"
    }

    static func fillAdvice(for column: String) -> String {
        "give '\(column)' a value for the rows that are there: fill: … (once), or default: … (lasting)"
    }

    static func fillForeignKey(_ column: String, of table: String, to parent: String) -> String {
        "'\(column)' takes no NULL: the value that rows of '\(table)' get for it has to be there in '\(parent)', else the "
            + "migration fails"
    }

    static func generatedNull(_ column: String, of table: String) -> String {
        "'\(column)' takes no NULL: rows of '\(table)' for which its expression is NULL make the migration fail"
    }

    /// ` (on PostgreSQL, MySQL and MariaDB)`
    static func on(_ engines: [Engine]) -> String {
        " (on \(engines.map(\.displayName).listedInWords))"
    }

    static func renameColumnAdvice(from old: String, to new: String, in table: String) -> String {
        "if '\(new)' is what '\(old)' was, write [renamed_from: \"\(old)\"] on '\(new)' of '\(table)': nothing is lost then"
    }

    static func renameTableAdvice(from old: String, to new: String) -> String {
        "if '\(new)' is what '\(old)' was, write renamed_from: \"\(old)\" into its model: nothing is lost then"
    }

    static func renameValue(_ rename: InferredRename, number: Int64?) -> String {
        "'\(rename.new)' stands where '\(rename.old)' stood in \(rename.enumType): inferred that it was renamed; "
            + (number.map {
                "rows of '\(rename.table)' that hold \($0) keep it, and it means '\(rename.new)' from now on"
            }
                ?? "rows of '\(rename.table)' that hold '\(rename.old)' get '\(rename.new)'")
    }

    static func renameValueAdvice(_ rename: InferredRename) -> String {
        "if that is right, write [renamed_from: \"\(rename.old)\"] on '\(rename.new)' of \(rename.enumType); "
            + "if '\(rename.old)' is gone, say what replaces it: \(rename.old) [removed, to: …]"
    }

    static func renumber(
        _ name: String, of type: String, in table: String, from old: Int64, to new: Int64
    ) -> String {
        "'\(name)' of \(type) changes from \(old) to \(new): rows of '\(table)' that hold \(old) keep it, and no longer mean '\(name)'"
    }

    static func replaceValueAdvice(_ value: String) -> String {
        "say what rows that hold it get: \(value) [removed, to: …]"
    }

    static func setNotNull(_ column: String, of table: String) -> String {
        "rows of '\(table)' whose '\(column)' is NULL make the migration fail"
    }

    static func staleHint(_ old: String, _ new: String, _ reason: StaleHint.Reason) -> String {
        switch reason {
        case .claimedTwice: "'\(old)' was renamed to something else already; '\(new)' is taken for new"
        case .neitherKnown: "neither '\(old)' nor '\(new)' was there before, so nothing is renamed"
        case .newNameTaken: "'\(new)' was there before, so '\(old)' cannot become it; it is dropped"
        case .oldNameStillDeclared:
            "'\(old)' is still declared, so it is not renamed to '\(new)'. If it is to be another one from now on, rename in "
                + "two runs: '\(old)' comes back in the second; if not, remove the hint"
        case .swapCannotBeTold:
            "'\(old)' and '\(new)' look alike, so it cannot be told whether '\(old)' became '\(new)' in an earlier run; "
                + "nothing is renamed. If it did, remove the hint; if not, rename in two runs: in the first one of the "
                + "names that change places becomes a third name, in the second that one gets its new name"
        }
    }

    static func unusedExpression(_ unused: UnusedExpression) -> String {
        "'\(unused.column)' keeps the enum \(unused.enumType), so 'using' converts nothing; say in the enum what replaces "
            + "each value that is gone, as in 'old [removed, to: new]', or give the enum of the new values another name"
    }

    static func usingAdvice(for column: String) -> String {
        "say how old values become new ones: using: \"…\" on '\(column)'"
    }
}

extension StaleHint {
    /// The warning, in words.
    package var message: String {
        let new =
            switch key {
            case .table(let name), .column(_, let name), .expression(_, let name), .enumType(_, let name),
                .enumValue(_, _, let name):
                name
            }
        return PlanningMessages.staleHint(oldName, new, reason)
    }
}
