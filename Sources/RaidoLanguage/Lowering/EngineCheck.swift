import Raido
import RaidoConsole

/// Says what an engine that the migrations are for cannot hold: an error where the engines were chosen, else a warning.
func checkEngines(_ draft: TableDraft, options: LanguageOptions, into report: inout Report) {
    var check = EngineCheck(options: options)
    for column in draft.columns where !column.isBroken { check.add(column) }
    for type in draft.enums.values.sorted(by: { $0.type.name < $1.type.name }) { check.add(type) }
    report.add(check.report)
}

private struct EngineCheck {
    let options: LanguageOptions
    var report = Report()

    mutating func add(_ column: ColumnDraft) {
        let type = column.column.type
        let lacking = options.engines.sorted().compactMap { engine in
            column.column.nativeTypes[engine] == nil ? limit(of: type, on: engine).map { (engine, $0) } : nil
        }
        if let first = lacking.first {
            let names = lacking.map(\.0.displayName).joined(separator: ", ")
            say(.unsupportedType(type.description, on: names, why: first.1), at: column.typeSpan)
        }
        let name = column.column.name.lowercased()
        if options.engines.contains(where: { $0.facts.systemColumns.contains(name) }) {
            say(.systemColumn(column.column.name), at: column.span)
        }
    }

    mutating func add(_ type: EnumDraft) {
        guard type.type.storesText, let longest = options.engines.compactMap(\.facts.longestEnumValue).min()
        else { return }
        for value in type.type.identities where value.utf8.count > longest {
            say(.longValue(value), at: type.span)
        }
    }

    private mutating func say(_ message: LanguageMessage, at span: SourceSpan) {
        if options.requiresTargets {
            report.error(message, at: span)
        } else {
            report.warning(message, at: span)
        }
    }
}

/// Why the engine cannot hold a column of that type, or nil where it can.
private func limit(of type: ColumnType, on engine: Engine) -> String? {
    guard case .custom(let name) = type else { return engine.facts.limit(of: type) }
    return engine.facts.hasUserTypes ? nil : "map it with type_mappings: \(jsonQuoted("custom:\(name)"))"
}
