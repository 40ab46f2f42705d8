import Raido
import RaidoConsole

/// Makes sure that no two things of the schema share a name, and that the chosen engines have the types.
func checkNames(of drafts: Drafts, engines options: LanguageOptions, into report: inout Report) {
    var check = NameCheck()
    for draft in drafts.tables where drafts.included.contains(draft.name) {
        check.add(draft)
        checkEngines(draft, options: options, into: &report)
    }
    report.add(check.report)
}

private struct NameCheck {
    var report = Report()
    /// Who has which name, in lower case: engines differ in whether case matters.
    private var owners: [String: (what: String, span: SourceSpan)] = [:]

    mutating func add(_ draft: TableDraft) {
        add(draft.name, "the table '\(draft.name)'", draft.span)
        if !draft.primaryKey.isEmpty {
            add(DerivedName.primaryKey(draft.name), "the primary key of '\(draft.name)'", draft.span)
        }
        for part in draft.uniques { add(part.value.name, "a unique constraint of '\(draft.name)'", part.span) }
        for part in draft.indexes { add(part.value.name, "an index of '\(draft.name)'", part.span) }
        for part in draft.foreignKeys { add(part.value.name, "a foreign key of '\(draft.name)'", part.span) }
        for part in draft.checks { add(part.value.name, "a check of '\(draft.name)'", part.span) }
        for type in draft.enums.values.sorted(by: { $0.type.name < $1.type.name }) {
            let name = DerivedName.enumType(draft.name, type.type.name)
            add(name, "the enum '\(type.type.name)' of '\(draft.name)'", type.span)
        }
    }

    private mutating func add(_ name: String, _ what: String, _ span: SourceSpan) {
        if let first = owners[name.lowercased()] {
            report.error(.nameTaken(name, what, first.what), at: span, notes: [.init(.firstHere, at: first.span)])
        } else {
            owners[name.lowercased()] = (what, span)
        }
    }
}

/// Says which columns an engine that the migrations are for cannot hold: an error where the engines were chosen.
private func checkEngines(_ draft: TableDraft, options: LanguageOptions, into report: inout Report) {
    for column in draft.columns where !column.isBroken {
        let lacking = options.engines.sorted().compactMap { engine in
            column.column.nativeTypes[engine] == nil
                ? limit(of: column.column.type, on: engine).map { (engine, $0) } : nil
        }
        guard let first = lacking.first else { continue }
        let names = lacking.map(\.0.displayName).joined(separator: ", ")
        let message = LanguageMessage.unsupportedType(column.column.type.description, on: names, why: first.1)
        if options.requiresTargets {
            report.error(message, at: column.typeSpan)
        } else {
            report.warning(message, at: column.typeSpan)
        }
    }
}

/// Why the engine cannot hold a column of that type, or nil where it can.
private func limit(of type: ColumnType, on engine: Engine) -> String? {
    switch (type, engine) {
    case (.custom(let name), _): "map it with type_mappings: \"custom:\(name)\""
    case (.unsignedBigInteger, .sqlite): "numbers above 9223372036854775807 cannot be held"
    case (.varchar(let length), .mysql), (.varchar(let length), .mariadb):
        length > 16383 ? "the greatest length is 16383" : nil
    case (.varchar(let length), .postgresql), (.char(let length), .postgresql):
        length > 10_485_760 ? "the greatest length is 10485760" : nil
    case (.char(let length), .mysql), (.char(let length), .mariadb), (.binary(let length), .mysql),
        (.binary(let length), .mariadb):
        length > 255 ? "the greatest length is 255" : nil
    case (.varbinary(let length), .mysql), (.varbinary(let length), .mariadb):
        length > 65_532 ? "the greatest length is 65532" : nil
    case (.decimal(let precision, let scale), .mysql), (.decimal(let precision, let scale), .mariadb):
        precision > 65 || scale > 30 ? "the greatest precision is 65, the greatest scale 30" : nil
    default: nil
    }
}
