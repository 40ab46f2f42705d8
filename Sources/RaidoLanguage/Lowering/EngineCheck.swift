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
        if options.engines.contains(.postgresql), systemColumns.contains(column.column.name.lowercased()) {
            say(.systemColumn(column.column.name), at: column.span)
        }
    }

    mutating func add(_ type: EnumDraft) {
        guard type.type.storesText, options.engines.contains(.postgresql) else { return }
        for value in type.type.identities where value.utf8.count > DerivedName.greatestLength {
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

/// The columns that every table of PostgreSQL has (manual, 5.6).
private let systemColumns: Set<String> = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]

/// Why the engine cannot hold a column of that type, or nil where it can.
private func limit(of type: ColumnType, on engine: Engine) -> String? {
    switch (type, engine) {
    case (.custom, .postgresql): nil
    case (.custom(let name), _): "map it with type_mappings: \(jsonQuoted("custom:\(name)"))"
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
