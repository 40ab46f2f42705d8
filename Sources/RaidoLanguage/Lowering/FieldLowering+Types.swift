import Raido
import RaidoConsole

/// A field's type, as far as it could be made out.
struct ResolvedType {
    var column: ColumnType
    var rule: TypeRule?
    var enumType: EnumDraft?
    /// What is in `column` is a stand-in; why has been reported.
    var isBroken: Bool

    init(_ column: ColumnType, _ rule: TypeRule?, enumType: EnumDraft? = nil, isBroken: Bool = false) {
        self.column = column
        self.rule = rule
        self.enumType = enumType
        self.isBroken = isBroken
    }
}

extension FieldLowering {
    mutating func resolveType() -> ResolvedType {
        let type = field.type
        guard let rule = TypeRule.named(type.word.text) else {
            report.error(unknownType(type.word.text), at: type.word.span)
            return ResolvedType(.text, nil, isBroken: true)
        }
        do throws(ValueMistake) {
            return try resolve(rule)
        } catch {
            report.error(error.message, at: error.span)
            return ResolvedType(.text, rule, isBroken: true)
        }
    }

    /// What to say about a word that names no type: how an enum of the model is written, the word for what another tool
    /// calls so, or the nearest one.
    private func unknownType(_ word: String) -> LanguageMessage {
        if let name = context.enums.keys.first(where: { foldedName($0) == foldedName(word) }) {
            return .enumAsType(word, enumType: name)
        }
        if let hint = ForeignWords.types.hint(for: word) { return .foreignType(word, hint: hint) }
        if let near = TypeRule.nearestWord(to: word) { return .unknownType(word, nearest: near) }
        return word.first?.isUppercase == true ? .undeclaredEnum(word) : .unknownType(word, nearest: nil)
    }

    private mutating func resolve(_ rule: TypeRule) throws(ValueMistake) -> ResolvedType {
        switch rule.shape {
        case .plain(let type):
            _ = try numbers(0...0)
            return ResolvedType(type, rule)
        case .key:
            _ = try numbers(0...0)
            return ResolvedType(.bigInteger, rule)
        case .characters(let length):
            _ = try numbers(0...0)
            return ResolvedType(.varchar(try maxLength() ?? length), rule)
        case .varchar:
            let length = try numbers(0...1).first
            if let length, let option = options[.maxLength] {
                report.error(.givenTwice("\(length)"), at: option.span)
            }
            if let length { return ResolvedType(.varchar(length), rule) }
            return ResolvedType(.varchar(try maxLength() ?? 255), rule)
        case .char: return ResolvedType(.char(try numbers(0...1).first ?? 1), rule)
        case .binary: return ResolvedType(.binary(try numbers(1...1)[0]), rule)
        case .varbinary: return ResolvedType(.varbinary(try numbers(1...1)[0]), rule)
        case .decimal: return ResolvedType(try decimal(), rule)
        case .enumeration: return try enumeration(rule, field.type.arguments, at: field.type.span)
        case .choice:
            _ = try numbers(0...0)
            guard let option = options[.enumType] else {
                throw ValueMistake(.choiceWithoutEnum(field.type.word.text), at: field.type.span)
            }
            return try enumeration(rule, option.arguments, at: option.span)
        case .custom: return try custom(rule)
        }
    }

    /// The numbers in the type's parentheses, as many as are allowed.
    private func numbers(_ counts: ClosedRange<Int>) throws(ValueMistake) -> [Int] {
        let type = field.type
        guard counts.contains(type.arguments.count) else {
            throw ValueMistake(
                .typeNumbers(type.word.text, least: counts.lowerBound, most: counts.upperBound), at: type.span)
        }
        var result: [Int] = []
        for argument in type.arguments {
            guard argument.label == nil, let number = argument.value.number?.signed,
                (0...1_000_000_000).contains(number)
            else {
                throw ValueMistake(.expected("a whole number", found: argument.value.shown), at: argument.value.span)
            }
            result.append(Int(number))
        }
        if let first = result.first, first == 0 {
            throw ValueMistake(.expected("a number above 0", found: "'0'"), at: type.arguments[0].value.span)
        }
        return result
    }

    private mutating func maxLength() throws(ValueMistake) -> Int? {
        guard options[.maxLength] != nil else { return nil }
        return count(.maxLength, from: 1).map { Int($0) }
    }

    private func decimal() throws(ValueMistake) -> ColumnType {
        let given = try numbers(0...2)
        guard let precision = given.first else { return .decimal(precision: 19, scale: 4) }
        let scale = given.count == 2 ? given[1] : 0
        guard precision <= 1000, scale <= precision else {
            throw ValueMistake(.decimalNumbers, at: field.type.span)
        }
        return .decimal(precision: precision, scale: scale)
    }

    private func enumeration(
        _ rule: TypeRule, _ arguments: [ArgumentSyntax], at span: SourceSpan
    ) throws(ValueMistake) -> ResolvedType {
        guard arguments.count == 1, let name = arguments[0].value.word else {
            throw ValueMistake(
                .expected("the name of an enum", found: arguments.first?.value.shown ?? "nothing"), at: span)
        }
        guard let draft = context.enums[name] else {
            let near = nearest(to: name, among: context.enums.keys.sorted())
            throw ValueMistake(.unknownEnum(name, nearest: near), at: arguments[0].value.span)
        }
        return ResolvedType(.enumeration(name), rule, enumType: draft)
    }

    private func custom(_ rule: TypeRule) throws(ValueMistake) -> ResolvedType {
        if field.type.arguments.count == 1, let word = field.type.arguments[0].value.word {
            throw ValueMistake(.customWithoutQuotes(word), at: field.type.arguments[0].value.span)
        }
        guard field.type.arguments.count == 1, let name = field.type.arguments[0].value.string, !name.isEmpty else {
            throw ValueMistake(
                .expected("custom(\"…\") with the engine's type in quotes", found: "'\(field.type.word.text)'"),
                at: field.type.span)
        }
        return ResolvedType(.custom(name), rule)
    }

    // MARK: What goes with what

    func goes(_ option: OptionKeyword, with rule: TypeRule, _ type: ColumnType) -> Bool {
        switch option {
        case .maxLength: rule.shape.takesLength || type == .text
        case .minLength, .collate: type.family == .text
        case .storage: type == .uuid
        case .rows: [.text, .document, .xml].contains(type.family)
        case .min, .max, .step: type.family.isNumeric
        case .uploadTo, .maxSize: ["image", "document", "file"].contains(rule.kind) || options[.file] != nil
        case .file: rule.shape.takesLength || type == .json || type == .jsonb
        case .noHash: rule.kind == "password" || rule.kind == "text"
        case .kind: rule.kind == "text"
        case .enumType: rule.shape.isChoice
        case .autoNow: type.family.isMoment
        case .autoNowUpdate, .setOnUpdate: type == .timestamp || type == .timestampWithTimeZone
        case .unique, .index: type != .json && type != .xml
        case .check, .checked, .comment, .defaultValue, .fill, .foreignKey, .generated, .help, .label, .nullable,
            .readonly, .renamedFrom, .required, .selectAs, .skip, .using:
            true
        }
    }
}

extension TypeRule.Shape {
    fileprivate var takesLength: Bool {
        switch self {
        case .characters, .varchar: true
        case .char, .binary, .varbinary, .decimal, .plain, .enumeration, .choice, .custom, .key: false
        }
    }

    fileprivate var isChoice: Bool {
        if case .choice = self { true } else { false }
    }
}
