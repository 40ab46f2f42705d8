import Raido
import RaidoConsole

/// What a field comes to.
struct LoweredField {
    var column: ColumnDraft
    var unique: SourceSpan?
    var index: SourceSpan?
    var checks: [Part<CheckConstraint>] = []
    var request: KeyRequest?
    var renamedFrom: Name?
    var fill: DefaultValue?
    var using: SQLFragment?
    /// Where that is.
    var usingSpan: SourceSpan?
    /// The SQL about columns of the table.
    var writtenSQL: [WrittenSQL] = []
    /// The SQL of `using` and of `fill`: which columns it can name shows in the plan.
    var usingSQL: [WrittenSQL] = []
    var fillSQL: [WrittenSQL] = []
}

/// What a field needs to know about the table it is in.
struct FieldContext {
    enum Role {
        case field
        /// The field of `pk: id => i64`.
        case singleKey
        /// One of the fields of `pk: (a, b)`.
        case keyPart
    }

    var table: String
    var enums: [String: EnumDraft]
    var options: LanguageOptions
    var isExtension: Bool
}

/// Turns one field into a column and what belongs to it.
struct FieldLowering {
    let field: FieldSyntax
    let context: FieldContext
    let role: FieldContext.Role
    var report = Report()
    var options: [OptionKeyword: OptionSyntax] = [:]
    /// The SQL about columns of the table, as far as it has been read.
    var writtenSQL: [WrittenSQL] = []

    init(_ field: FieldSyntax, _ role: FieldContext.Role, in context: FieldContext) {
        self.field = field
        self.role = role
        self.context = context
    }

    mutating func lower() -> LoweredField {
        readOptions()
        let type = resolveType()
        if let rule = type.rule { checkOptions(go: rule, type) }
        var column = Column(field.name.text, type.column, nullable: isNullable(type))
        column.isIdentity = isIdentity(type)
        column.defaultValue = defaultValue(type, &column)
        column.isSetOnUpdate = options[.autoNowUpdate] != nil || options[.setOnUpdate] != nil
        column.generated = generated()
        column.collation = collation()
        column.comment = comment()
        column.nativeTypes = nativeTypes(field.type.word.text, kind: type.rule?.kind, column.type)
        let draft = ColumnDraft(
            column: column, span: field.name.span, typeSpan: field.type.span, word: field.type.word.text,
            isBroken: type.isBroken, isExtension: context.isExtension, description: describe(type))
        var lowered = LoweredField(column: draft)
        lowered.unique = options[.unique]?.span
        lowered.index = options[.index]?.span
        lowered.checks = checks(type)
        checkLengths(type)
        checkValuesWithinLimits(type)
        lowered.request = options[.foreignKey].flatMap { keyRequest($0) }
        lowered.renamedFrom = renamedFrom()
        lowered.fill = fill(type, column)
        lowered.using = options[.using].flatMap { sql($0) }
        lowered.usingSpan = options[.using]?.span
        lowered.writtenSQL = writtenSQL
        lowered.usingSQL = options[.using].map { WrittenSQL.texts(in: $0.arguments) } ?? []
        lowered.fillSQL = options[.fill]?.arguments.flatMap { WrittenSQL.expressions(in: $0.value) } ?? []
        return lowered
    }

    // MARK: Options

    /// Finds each option's keyword. Unknown ones, second ones and wrong forms are reported.
    private mutating func readOptions() {
        for option in field.options {
            guard var keyword = OptionKeyword(option.name.text) else {
                report.error(unknownOption(option.name.text), at: option.name.span)
                continue
            }
            if keyword == .check, option.arguments.isEmpty { keyword = .checked }
            if keyword.argument == .none, !option.arguments.isEmpty {
                report.error(.optionTakesNothing(option.name.text), at: option.span)
            } else if keyword.argument == .value, option.arguments.isEmpty {
                report.error(.optionNeedsValue(option.name.text), at: option.span)
                continue
            }
            if let first = options[keyword] {
                report.error(
                    .givenTwice(option.name.text), at: option.span, notes: [.init(.firstHere, at: first.span)])
            } else {
                options[keyword] = option
            }
        }
    }

    private func unknownOption(_ word: String) -> LanguageMessage {
        if let hint = ForeignWords.options.hint(for: word) { return .foreignOption(word, hint: hint) }
        return .unknownOption(word, nearest: nearest(to: word, among: OptionKeyword.allWords))
    }

    /// Says which options do not go with the type.
    private mutating func checkOptions(go rule: TypeRule, _ type: ResolvedType) {
        for option in field.options {
            guard var keyword = OptionKeyword(option.name.text) else { continue }
            if keyword == .check, option.arguments.isEmpty { keyword = .checked }
            guard options[keyword]?.span == option.span, !type.isBroken else { continue }
            guard !goes(keyword, with: rule, type.column) else { continue }
            report.error(.doesNotGo(option.name.text, with: field.type.word.text), at: option.span)
            options[keyword] = nil
        }
    }

    // MARK: NULL

    private mutating func isNullable(_ type: ResolvedType) -> Bool {
        let isTimed = options[.autoNow] != nil || options[.autoNowUpdate] != nil
        let nullable = options[.nullable]?.span ?? (field.type.isOptional ? field.type.span : nil)
        if let required = options[.required]?.span, let nullable {
            let later = required.start > nullable.start ? required : nullable
            report.error(.contradiction("required", "nullable"), at: later)
            return false
        }
        if role != .field {
            if let nullable { report.error(.keyIsNullable(field.name.text), at: nullable) }
            return false
        }
        if isTimed {
            if let nullable { report.error(.contradiction("auto_now", "nullable"), at: nullable) }
            return false
        }
        if options[.required] != nil { return false }
        if nullable != nil { return true }
        guard let rule = type.rule, !rule.isCode else { return false }
        return context.options.nullability == .semantic
    }

    // MARK: Defaults

    private func isIdentity(_ type: ResolvedType) -> Bool {
        guard role == .singleKey, !type.isBroken else { return false }
        return [.smallInteger, .integer, .bigInteger].contains(type.column)
    }

    private mutating func defaultValue(_ type: ResolvedType, _ column: inout Column) -> DefaultValue? {
        let timed = options[.autoNow] ?? options[.autoNowUpdate]
        guard let option = options[.defaultValue] else {
            if timed != nil { return type.column == .date ? .today : .now }
            return role == .singleKey && type.column == .uuid ? .uuid : nil
        }
        if column.isIdentity {
            report.error(.defaultOfIdentity, at: option.span)
            return nil
        }
        if let timed {
            report.error(.contradiction("default", timed.name.text), at: max(option.span, timed.span))
            return nil
        }
        guard let literal = literal(option, type) else { return nil }
        switch literal {
        case .value(let value): return value
        case .null:
            if !column.isNullable { report.error(.nullDefault(column.name), at: option.span) }
            return nil
        }
    }

    /// The literal of `default` or `fill`; nil where it is wrong, which has been reported.
    private mutating func literal(_ option: OptionSyntax, _ type: ResolvedType) -> Literal? {
        guard !type.isBroken, let value = singleValue(option) else { return nil }
        do throws(ValueMistake) {
            return try readLiteral(value, for: type.column, enumType: type.enumType)
        } catch {
            report.error(error.message, at: error.span)
            return nil
        }
    }

    private mutating func fill(_ type: ResolvedType, _ column: Column) -> DefaultValue? {
        guard let option = options[.fill] else { return nil }
        guard !column.isNullable else {
            report.error(.fillOfNullable(column.name), at: option.span)
            return nil
        }
        switch literal(option, type) {
        case .value(let value): return value
        case .null:
            report.error(.nullFill, at: option.span)
            return nil
        case nil: return nil
        }
    }

    private mutating func generated() -> SQLFragment? {
        guard let option = options[.generated] else { return nil }
        for other in [OptionKeyword.defaultValue, .autoNow, .autoNowUpdate, .fill] {
            guard let clash = options[other] else { continue }
            report.error(.contradiction("generated", clash.name.text), at: max(option.span, clash.span))
        }
        if role != .field { report.error(.doesNotGo("generated", with: "pk"), at: option.span) }
        return columnSQL(option)
    }

    private mutating func collation() -> String? {
        guard let name = string(.collate) else { return nil }
        if name.isEmpty, let option = options[.collate] { report.error(.emptyName, at: option.span) }
        return name
    }

    private mutating func comment() -> String? {
        if let option = options[.comment] {
            if let other = field.comment {
                report.error(
                    .givenTwice("comment"), at: option.span, notes: [.init(.firstHere, at: other.span)])
            }
            return string(.comment)
        }
        return field.comment?.value
    }

    private mutating func renamedFrom() -> Name? {
        guard let option = options[.renamedFrom], let name = string(.renamedFrom) else { return nil }
        guard !name.isEmpty else {
            report.error(.emptyName, at: option.span)
            return nil
        }
        guard name != field.name.text else {
            report.error(.renamedFromItself(name), at: option.span)
            return nil
        }
        return Name(text: name, span: option.span)
    }
}

/// The later of two places in one file.
private func max(_ left: SourceSpan, _ right: SourceSpan) -> SourceSpan {
    left.start > right.start ? left : right
}
