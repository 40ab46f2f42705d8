import Raido
import RaidoConsole

// The values of single options. What is wrong with one is reported where it is.
extension FieldLowering {
    mutating func singleValue(_ option: OptionSyntax) -> ValueSyntax? {
        guard option.arguments.count == 1, option.arguments[0].label == nil else {
            report.error(.oneValue(option.name.text), at: option.span)
            return nil
        }
        return option.arguments[0].value
    }

    mutating func string(_ keyword: OptionKeyword) -> String? {
        guard let option = options[keyword], let value = singleValue(option) else { return nil }
        guard let text = value.string else {
            report.error(.expected("a string", found: value.shown), at: value.span)
            return nil
        }
        return text
    }

    /// A word or a string.
    mutating func word(_ keyword: OptionKeyword) -> String? {
        guard let option = options[keyword], let value = singleValue(option) else { return nil }
        if let text = value.string ?? value.word { return text }
        report.error(.expected("a word", found: value.shown), at: value.span)
        return nil
    }

    /// A whole number from `least` on.
    mutating func count(_ keyword: OptionKeyword, from least: Int64) -> Int64? {
        guard let option = options[keyword], let value = singleValue(option) else { return nil }
        if case .size(let bytes) = value.content, keyword == .maxSize { return bytes }
        guard let number = value.number?.signed, number >= least, number <= Int64(Int32.max) else {
            report.error(.expected("a whole number from \(least) on", found: value.shown), at: value.span)
            return nil
        }
        return number
    }

    mutating func sql(_ option: OptionSyntax) -> SQLFragment? {
        do throws(ValueMistake) {
            return try readSQL(option.arguments, at: option.span)
        } catch {
            report.error(error.message, at: error.span)
            return nil
        }
    }

    /// SQL about columns of the table.
    mutating func columnSQL(_ option: OptionSyntax) -> SQLFragment? {
        let fragment = sql(option)
        if fragment != nil { writtenSQL += WrittenSQL.texts(in: option.arguments) }
        return fragment
    }

    /// `fk(table.column, on_delete, on_update)`
    mutating func keyRequest(_ option: OptionSyntax) -> KeyRequest? {
        guard let first = option.arguments.first, first.label == nil, case .path(let parts) = first.value.content,
            parts.count <= 2
        else {
            report.error(
                .expected("table.column", found: option.arguments.first?.value.shown ?? "nothing"), at: option.span)
            return nil
        }
        let span = first.value.span
        return KeyRequest(
            columns: [field.name], target: Name(text: parts[0], span: span),
            targetColumns: parts.count == 2 ? [Name(text: parts[1], span: span)] : [],
            actions: readActions(option.arguments.dropFirst(), into: &report), name: nil, span: option.span,
            isExtension: context.isExtension)
    }

    mutating func nativeTypes(_ word: String, kind: String?, _ type: ColumnType) -> [Engine: String] {
        var types = context.options.nativeTypes(word: word, kind: kind, type)
        switch storage() {
        case .blob: types.keepUUIDs(asBlob: true)
        case .text: types.keepUUIDs(asBlob: false)
        case nil: break
        }
        return types
    }

    /// How SQLite keeps a UUID.
    private enum UUIDStorage: String, CaseIterable {
        case blob, text
    }

    private mutating func storage() -> UUIDStorage? {
        guard let option = options[.storage], let value = singleValue(option) else { return nil }
        if let storage = value.word.flatMap(UUIDStorage.init) { return storage }
        report.error(.expected("blob or text", found: value.shown), at: value.span)
        return nil
    }

    // MARK: Application facts

    mutating func describe(_ type: ResolvedType) -> FieldDescription {
        var facts = FieldDescription(column: field.name.text, kind: kind(type))
        facts.label = string(.label)
        facts.help = string(.help)
        facts.selectAs = word(.selectAs)
        facts.uploadTo = string(.uploadTo)
        facts.file =
            options[.file].map { $0.arguments.map { argument in argument.value.string ?? argument.value.plain } } ?? []
        facts.maxSize = count(.maxSize, from: 1)
        facts.rows = count(.rows, from: 1)
        facts.step = options[.step].flatMap { singleValue($0) }.flatMap { number($0) }
        facts.min = options[.min]?.arguments.first?.value.number?.text
        facts.max = options[.max]?.arguments.first?.value.number?.text
        facts.minLength = options[.checked] == nil ? count(.minLength, from: 0) : options[.minLength]?.number?.signed
        facts.maxLength = options[.maxLength]?.number?.signed
        facts.isNotHashed = options[.noHash] != nil
        facts.isSkipped = options[.skip] != nil
        facts.isReadOnly = options[.readonly] != nil
        return facts
    }

    private mutating func number(_ value: ValueSyntax) -> String? {
        if let number = value.number { return number.text }
        report.error(.expected("a number", found: value.shown), at: value.span)
        return nil
    }

    /// The semantic word of the field. A text field whose name says more gets that kind, never another column type.
    private mutating func kind(_ type: ResolvedType) -> String {
        guard let rule = type.rule else { return "text" }
        if let option = options[.kind] {
            guard let kind = word(.kind) else { return rule.kind }
            if TypeRule.named(kind)?.isCode == false { return kind }
            let span = option.arguments.first?.value.span ?? option.span
            report.error(.unknownType(kind, nearest: TypeRule.nearestWord(to: kind)), at: span)
        }
        guard rule.kind == "text" else { return rule.kind }
        return kindSaidByName(field.name.text) ?? rule.kind
    }
}

extension ValueSyntax {
    /// The value as a plain text, for what is only kept.
    fileprivate var plain: String {
        switch content {
        case .string(let text): text
        case .number(let number): number.text
        case .path(let parts): parts.joined(separator: ".")
        case .size(let bytes): "\(bytes)"
        case .call(let name, _): name.text
        case .list(let values): values.map(\.plain).joined(separator: ",")
        }
    }
}

private let kindsByName: [String: String] = [
    "email": "email", "password": "password", "url": "url", "website": "url", "phone": "phone", "telephone": "phone",
    "slug": "slug", "color": "color", "colour": "color", "ip": "ip",
]

/// The kind that a field's name, or the last part of it, speaks of: `contact_email` is an `email`.
private func kindSaidByName(_ name: String) -> String? {
    let last = snakeCase(name).split(separator: "_").last.map(String.init) ?? name
    return kindsByName[last]
}
