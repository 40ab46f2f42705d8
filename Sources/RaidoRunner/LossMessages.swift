import Raido

// The messages about what reverting loses, and about values for columns that it brings back.

extension DataLoss: CustomStringConvertible {
    public var description: String {
        let rows = rows.map { $0 == 1 ? "1 row" : "\($0) rows" }
        let count = rows.map { " (\($0))" } ?? ""
        switch kind {
        case .absence(let column, let table):
            return "\(migration) fills in missing values of '\(table).\(column)'\(count)"
        case .column(let column, let table): return "\(migration) drops column '\(table).\(column)'\(count)"
        case .invented(let value):
            let traits = value.traits.joined(separator: " and ")
            let end = value.referencedTable == nil ? "would get \(value.value)" : "would have no value"
            return "\(migration) brings back '\(value.column)', \(traits): \(rows ?? "rows") \(end)"
        case .table(let table): return "\(migration) drops table '\(table)'\(count)"
        case .values(let column, let table, let loss):
            let values = "values of '\(table).\(column)'\(count)"
            return switch loss {
            case .changed(let change): "\(migration) changes \(values): they \(change.words(isOne: false))"
            case .generated: "\(migration) replaces \(values) with generated ones"
            case .unknown(let reason): "\(migration) may change \(values): \(reason)"
            }
        }
    }

    fileprivate var invented: InventedValue? {
        if case .invented(let value) = kind { value } else { nil }
    }
}

extension ValueLoss.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .conversion(let old, let new, let engine):
            "Raido does not know what \(engine.displayName) makes of \(old) as \(new)"
        case .refused(let words): "the database cannot be asked (\(words))"
        case .written: "the run changes them before, so the database cannot be asked"
        }
    }
}

extension [DataLoss] {
    /// Why reverting is refused, and the ways on.
    var refusal: String {
        let lost = filter { $0.invented == nil }
        let missing = filter { $0.invented != nil }
        var text = ""
        if !lost.isEmpty { text += "This loses data:\n" + lost.map { "  \($0)\n" }.joined() }
        if !missing.isEmpty {
            text += "These columns come back without their values:\n" + missing.map { "  \($0)\n" }.joined()
        }
        text += first.map { $0.isLate ? "\($0.migration) was not reverted. " : "Nothing was reverted. " } ?? ""
        return text + ways(lost: !lost.isEmpty, missing.compactMap(\.invented))
    }

    private func ways(lost: Bool, _ missing: [InventedValue]) -> String {
        func options(_ values: [InventedValue]) -> String {
            values.map { "--fill \($0.column)=\($0.isNumbered ? "'sql(\"…\")'" : "VALUE")" }.joined(separator: " ")
        }
        let keys = missing.filter { $0.referencedTable != nil }
        let parents = missing.filter { $0.referencedTable == nil && !$0.referringTables.isEmpty }
        let free = missing.filter { $0.referencedTable == nil && $0.referringTables.isEmpty }
        var ways: [String] = []
        if lost || !free.isEmpty {
            let choice =
                free.isEmpty ? "" : "\(lost ? "; use" : ", or") \(options(free)) to choose \(values(free.count))"
            ways.append("Use --force to continue\(choice).")
        }
        if !keys.isEmpty {
            ways.append(
                "Use \(options(keys)) to name the row that they refer to, or delete these rows first; "
                    + "--force does not choose a row.")
        }
        if !parents.isEmpty {
            let tables = Set(parents.flatMap(\.referringTables).map { "'\($0)'" }).sorted().joined(separator: ", ")
            ways.append(
                "Use \(options(parents)) to choose \(values(parents.count)) that rows of \(tables) refer to, or delete "
                    + "these rows first; --force does not choose which row they refer to.")
        }
        return ways.joined(separator: " ")
    }

    private func values(_ count: Int) -> String { count == 1 ? "the value" : "the values" }
}

extension InventedValue {
    fileprivate var traits: [String] {
        let references = (referencedTable.map { ["refers to '\($0)'"] } ?? [])
        let referrers = referringTables.map { "'\($0)'" }.joined(separator: ", ")
        return [isNumbered ? "which numbers the rows" : "which is NOT NULL"] + references
            + (referringTables.isEmpty ? [] : ["which rows of \(referrers) refer to"])
    }
}

extension FillRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notReturning(let name, let returning):
            let others = Set(returning.map { "'\($0)'" }).sorted().joined(separator: ", ")
            return "--fill \(name): no such column comes back in this run; "
                + (returning.isEmpty ? "none does" : "these do: \(others)")
        case .null(let name): return "--fill \(name): the column is NOT NULL, so NULL is not a value for it"
        case .twice(let name): return "--fill \(name): the column is given two values"
        case .unfit(let name, let reason): return "--fill \(name): \(reason)"
        }
    }
}

extension ColumnName: CustomStringConvertible {
    public var description: String { "\(table).\(column)" }
}
