import Raido
import RaidoConsole

// Checks, and the limits that become some.
extension FieldLowering {
    /// `check: "…"`, and `min`, `max`, `min_length` and `max_length` where `check` is next to them.
    mutating func checks(_ type: ResolvedType) -> [Part<CheckConstraint>] {
        var result: [Part<CheckConstraint>] = []
        let column = field.name.text
        func add(_ name: String, _ expression: SQLFragment, _ span: SourceSpan) {
            let check = CheckConstraint(DerivedName.check(context.table, name), expression)
            result.append(Part(value: check, span: span, isExtension: context.isExtension))
        }
        if let option = options[.check], let expression = columnSQL(option) { add(column, expression, option.span) }
        let limits = numberLimits(type)
        guard let checked = options[.checked] else { return result }
        var isUsed = false
        for (keyword, sign, suffix) in [(OptionKeyword.min, ">=", "min"), (.max, "<=", "max")] {
            guard let option = options[keyword] else { continue }
            isUsed = true
            guard let limit = limits[keyword] else { continue }
            add("\(column)_\(suffix)", columnFragment(column) { "\($0) \(sign) \(limit)" }, option.span)
        }
        for (keyword, sign, suffix) in [
            (OptionKeyword.minLength, ">=", "min_length"), (.maxLength, "<=", "max_length"),
        ] {
            guard let option = options[keyword] else { continue }
            isUsed = true
            if keyword == .maxLength, type.column != .text { continue }
            guard let limit = count(keyword, from: 0) else { continue }
            add("\(column)_\(suffix)", lengthFragment(column, "\(sign) \(limit)"), option.span)
        }
        if !isUsed { report.error(.nothingToCheck, at: checked.span) }
        return result
    }

    /// `min` and `max` as written, where they fit the type and each other.
    private mutating func numberLimits(_ type: ResolvedType) -> [OptionKeyword: String] {
        var limits: [OptionKeyword: String] = [:]
        for keyword in [OptionKeyword.min, .max] {
            guard let option = options[keyword], !type.isBroken, let value = singleValue(option) else { continue }
            do throws(ValueMistake) {
                guard value.number != nil else { throw misfit(value, type.column, "write a number") }
                _ = try readLiteral(value, for: type.column, enumType: nil)
                limits[keyword] = value.number?.text
            } catch {
                report.error(error.message, at: error.span)
            }
        }
        if limits.count == 2, let least = options[.min]?.number, let option = options[.max],
            let greatest = option.number, greatest < least
        {
            report.error(.contradiction("min", "max"), at: option.span)
        }
        return limits
    }

    /// Says where no text can be both as long and as short as is asked for.
    mutating func checkLengths(_ type: ResolvedType) {
        guard !type.isBroken, let option = options[.minLength], let least = option.number?.signed else { return }
        if let other = options[.maxLength] {
            guard let greatest = other.number?.signed, greatest < least else { return }
            report.error(.contradiction(option.name.text, other.name.text), at: other.span)
        } else if let greatest = type.column.length, greatest < least {
            report.error(.contradiction(option.name.text, type.column.description), at: option.span)
        }
    }

    /// Says where `default` or `fill` is a value that the limits forbid, where the database checks them.
    mutating func checkValuesWithinLimits(_ type: ResolvedType) {
        guard options[.checked] != nil, !type.isBroken else { return }
        for keyword in [OptionKeyword.defaultValue, .fill] {
            guard let value = options[keyword]?.arguments.first?.value, let broken = limit(brokenBy: value) else {
                continue
            }
            report.error(
                .breaksCheck(value.shown, "\(broken.name.text): \(broken.number?.text ?? "")"), at: value.span,
                notes: [.init(.declaredHere, at: broken.span)])
        }
    }

    private func limit(brokenBy value: ValueSyntax) -> OptionSyntax? {
        let (least, greatest, given): (OptionKeyword, OptionKeyword, NumberSyntax)
        if let number = value.number {
            (least, greatest, given) = (.min, .max, number)
        } else if let text = value.string {
            (least, greatest) = (.minLength, .maxLength)
            given = NumberSyntax(text: "\(text.unicodeScalars.count)", isDecimal: false)
        } else {
            return nil
        }
        if let option = options[least], let limit = option.number, given < limit { return option }
        if let option = options[greatest], let limit = option.number, limit < given { return option }
        return nil
    }
}

extension OptionSyntax {
    /// The number that is first in it.
    var number: NumberSyntax? { arguments.first?.value.number }
}

extension NumberSyntax {
    static func < (left: NumberSyntax, right: NumberSyntax) -> Bool {
        if let left = left.signed, let right = right.signed { return left < right }
        guard let left = Double(left.text), let right = Double(right.text) else { return false }
        return left < right
    }
}

extension ColumnType {
    /// How many characters a column holds at most, where its type says so.
    fileprivate var length: Int? {
        switch self {
        case .varchar(let length), .char(let length): length
        default: nil
        }
    }
}
