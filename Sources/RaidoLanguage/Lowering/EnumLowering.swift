import Raido
import RaidoConsole

/// Turns one enum into what is stored, with the hints about its values.
struct EnumLowering {
    let syntax: EnumSyntax
    let table: String
    let isExtension: Bool
    var report = Report()
    var hints = Hints()
    var hintPlaces: [HintKey: SourceSpan] = [:]

    private var variantPlaces: [String: SourceSpan] = [:]
    private var valuePlaces: [String: SourceSpan] = [:]
    private var formerPlaces: [String: SourceSpan] = [:]
    private var removed: [(variant: EnumDraft.Variant, to: ValueSyntax)] = []

    init(_ syntax: EnumSyntax, table: String, isExtension: Bool) {
        self.syntax = syntax
        self.table = table
        self.isExtension = isExtension
    }

    mutating func lower() -> EnumDraft {
        let name = syntax.name.text
        var draft = EnumDraft(
            type: EnumType(name, storage: storage(), []), span: syntax.name.span, isExtension: isExtension)
        var nextNumber: Int64 = 0
        for variant in syntax.variants {
            guard let value = value(of: variant, draft.type.storage, &nextNumber) else { continue }
            add(EnumDraft.Variant(name: variant.name.text, value: value, label: variant.label), variant, to: &draft)
        }
        draft.type.values = draft.variants.map(\.value)
        if draft.variants.isEmpty, syntax.variants.isEmpty || !removed.isEmpty {
            report.error(.emptyEnum(name), at: syntax.name.span)
        }
        noteRemovals(draft)
        readOptions()
        return draft
    }

    private mutating func storage() -> ColumnType {
        guard let word = syntax.storage else { return .text }
        switch word.text {
        case "i16", "Int16", "smallint": return .smallInteger
        case "i32", "Int32", "int", "integer": return .integer
        case "i64", "Int64", "Int", "bigint", "big_integer": return .bigInteger
        // `pg` is Runique's older word for a native enum, which an enum of strings is anyway.
        case "String", "text", "pg": return .text
        default:
            report.error(.enumStorage(word.text), at: word.span)
            return .text
        }
    }

    /// What the variant stores: its name, the string or the number it is given, or the number after the last one.
    private mutating func value(
        of variant: VariantSyntax, _ storage: ColumnType, _ nextNumber: inout Int64
    ) -> EnumValue? {
        let name = variant.name.text
        guard storage != .text else {
            guard let value = variant.value else { return .text(name) }
            guard let text = value.string else {
                report.error(.enumNeedsStorage(syntax.name.text, value.shown), at: value.span)
                return nil
            }
            if text.isEmpty { report.error(.emptyValue, at: value.span) }
            return .text(text)
        }
        if let value = variant.value {
            do throws(ValueMistake) {
                guard case .value(.integer(let number)) = try readLiteral(value, for: storage, enumType: nil) else {
                    throw misfit(value, storage)
                }
                nextNumber = number
            } catch {
                report.error(error.message, at: error.span)
                return nil
            }
        }
        defer { nextNumber = nextNumber == Int64.max ? nextNumber : nextNumber + 1 }
        return .number(nextNumber, name: name)
    }

    private mutating func add(_ variant: EnumDraft.Variant, _ syntax: VariantSyntax, to draft: inout EnumDraft) {
        if let first = variantPlaces.updateValue(syntax.name.span, forKey: variant.name) {
            return report.error(
                .declaredTwice("variant", variant.name), at: syntax.name.span, notes: [.init(.firstHere, at: first)])
        }
        let stored = shown(variant.value)
        if let first = valuePlaces.updateValue(syntax.name.span, forKey: stored) {
            return report.error(
                .storedTwice(stored), at: syntax.value?.span ?? syntax.name.span, notes: [.init(.firstHere, at: first)])
        }
        if readOptions(of: syntax, variant) { draft.variants.append(variant) }
    }

    private func shown(_ value: EnumValue) -> String {
        switch value {
        case .text(let text): "\"\(text)\""
        case .number(let number, _): "\(number)"
        }
    }

    /// Reads `renamed_from`, `removed` and `to`. Whether the variant stays.
    private mutating func readOptions(of syntax: VariantSyntax, _ variant: EnumDraft.Variant) -> Bool {
        var removal: SourceSpan?
        var target: ValueSyntax?
        for option in syntax.options {
            switch option.name.text {
            case "removed" where option.arguments.isEmpty: removal = option.span
            case "to" where option.arguments.count == 1: target = option.arguments[0].value
            case "renamed_from": addFormerName(option, of: variant)
            default:
                let near = nearest(to: option.name.text, among: ["removed", "to", "renamed_from"])
                report.error(.unknownOption(option.name.text, nearest: near), at: option.name.span)
            }
        }
        switch (removal, target) {
        case (nil, nil): return true
        case (let span?, nil): report.error(.removedWithoutTarget(variant.name), at: span)
        case (nil, let value?): report.error(.toWithoutRemoved, at: value.span)
        case (_?, let value?): removed.append((variant, value))
        }
        return removal == nil
    }

    private mutating func addFormerName(_ option: OptionSyntax, of variant: EnumDraft.Variant) {
        guard option.arguments.count == 1, let old = option.arguments[0].value.string, !old.isEmpty else {
            return report.error(.expected("the former value in quotes", found: "another thing"), at: option.span)
        }
        guard !old.isExactly(variant.value.identity) else {
            return report.error(.renamedFromItself(old), at: option.span)
        }
        if let first = formerPlaces.updateValue(option.span, forKey: old) {
            return report.error(.claimedTwice(old), at: option.span, notes: [.init(.firstHere, at: first)])
        }
        let key = Hints.EnumValueKey(table: table, enumType: syntax.name.text, value: variant.value.identity)
        hints.enumValues[key] = old
        hintPlaces[.enumValue(table: table, enumType: syntax.name.text, key.value)] = option.span
    }

    private mutating func noteRemovals(_ draft: EnumDraft) {
        for (variant, target) in removed {
            guard let replacement = draft.value(meant: target) else {
                let near = target.word.flatMap { nearest(to: $0, among: draft.words) }
                report.error(.unknownVariant(target.shown, of: draft.type.name, nearest: near), at: target.span)
                continue
            }
            let key = Hints.EnumValueKey(table: table, enumType: draft.type.name, value: variant.value.identity)
            hints.replacements[key] = replacement.identity
            hintPlaces[.enumValue(table: table, enumType: draft.type.name, key.value)] = target.span
        }
    }

    private mutating func readOptions() {
        for option in syntax.options {
            guard option.name.text == "renamed_from" else {
                let near = nearest(to: option.name.text, among: ["renamed_from"])
                report.error(.unknownOption(option.name.text, nearest: near), at: option.name.span)
                continue
            }
            guard option.arguments.count == 1, let old = option.arguments[0].value.string, !old.isEmpty else {
                report.error(.expected("the former name in quotes", found: "another thing"), at: option.span)
                continue
            }
            guard old != syntax.name.text else {
                report.error(.renamedFromItself(old), at: option.span)
                continue
            }
            hints.enums[Hints.EnumKey(table: table, enumType: syntax.name.text)] = old
            hintPlaces[.enumType(table: table, syntax.name.text)] = option.span
        }
    }
}
