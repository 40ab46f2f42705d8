import Raido

// PostgreSQL prints the implicit casts of operands and arguments: `(title)::text`, `'x'::text`, `(0)::numeric`. A cast that
// the type of the other operand implies is dropped. All other casts are kept, since the expression means something else
// without them.
extension PostgreSQLExpression {
    /// - Parameter types: The types of the table's columns, as the server prints them.
    func withoutOwnCasts(_ types: [String: String]) -> PostgreSQLExpression {
        OwnCasts(types: types.compactMapValues { PostgreSQLTypeName(printed: $0) }).removed(from: self)
    }

    /// The constant that a column's default is, without the cast to the column's type.
    var constant: PostgreSQLExpression {
        guard case .cast(let inner, let type) = self else { return self }
        switch inner {
        case .word(let digits) where beginsWithDigit(digits): return inner
        case .string(let text): return type.constant(text) ?? inner
        default: return self
        }
    }

    /// The items of a list, which the server casts to texts as a whole.
    var itemsOfTexts: [PostgreSQLExpression]? {
        switch self {
        case .array(let items): items
        case .cast(.array(let items), let type) where type.isArray && ["text", "varchar", "char"].contains(type.name):
            items
        default: nil
        }
    }
}

private struct OwnCasts {
    var types: [String: PostgreSQLTypeName]

    func removed(from expression: PostgreSQLExpression) -> PostgreSQLExpression {
        switch expression {
        case .word, .name, .string: expression
        case .cast(let operand, let type): cast(operand, type)
        case .call(let name, let arguments): call(name, arguments.map(removed))
        case .prefix(let symbol, let operand): .prefix(symbol, removed(from: operand))
        case .postfix(let operand, let words): .postfix(removed(from: operand), words)
        case .binary(let left, let symbol, let right): binary(removed(from: left), symbol, removed(from: right))
        case .list(let left, let isNegated, let items):
            list(removed(from: left), isNegated, items.map(removed))
        case .array(let items): .array(items.map(removed))
        case .conditional(let subject, let branches, let otherwise):
            conditional(subject.map(removed), branches, otherwise.map(removed))
        }
    }

    private func cast(_ operand: PostgreSQLExpression, _ type: PostgreSQLTypeName) -> PostgreSQLExpression {
        switch operand {
        case .string(let text): return type.constant(text) ?? (type.isText ? operand : .cast(operand, type))
        // The first cast decides when the second one is evaluated: `'now'::text::date` is the day of each insert.
        case .cast(.string, _): return .cast(operand, type)
        case .name(let path) where type.text == "text" && types[path.last ?? ""]?.name == "varchar": return operand
        default: return .cast(removed(from: operand), type)
        }
    }

    private func binary(
        _ left: PostgreSQLExpression, _ symbol: String, _ right: PostgreSQLExpression
    ) -> PostgreSQLExpression {
        let level = Level.of(symbol)
        let isOfOneType = [Level.comparison, Level.is, Level.sum, Level.product].contains(level)
        guard isOfOneType else { return .binary(left, symbol, right) }
        return .binary(beside(right, left, level), symbol, beside(left, right, level))
    }

    private func list(
        _ left: PostgreSQLExpression, _ isNegated: Bool, _ items: [PostgreSQLExpression]
    ) -> PostgreSQLExpression {
        .list(left, isNegated: isNegated, items.map { beside(left, $0, Level.comparison) })
    }

    private func conditional(
        _ subject: PostgreSQLExpression?, _ branches: [PostgreSQLExpression.Branch], _ otherwise: PostgreSQLExpression?
    ) -> PostgreSQLExpression {
        let branches = branches.map { branch in
            let condition = removed(from: branch.condition)
            return PostgreSQLExpression.Branch(
                condition: subject.map { beside($0, condition, Level.comparison) } ?? condition,
                value: removed(from: branch.value))
        }
        return .conditional(subject, branches, otherwise: otherwise)
    }

    /// The arguments of these functions have one type.
    private func call(_ name: String, _ arguments: [PostgreSQLExpression]) -> PostgreSQLExpression {
        guard ["coalesce", "greatest", "least", "nullif"].contains(name.lowercased()),
            let typed = arguments.first(where: { !$0.isConstant })
        else { return .call(name, arguments) }
        return .call(name, arguments.map { beside(typed, $0, Level.comparison) })
    }

    /// The constant without its cast, if the other operand has that type; else the expression as it is.
    private func beside(
        _ typed: PostgreSQLExpression, _ expression: PostgreSQLExpression, _ level: Int
    ) -> PostgreSQLExpression {
        guard !typed.isConstant, case .cast(let constant, let type) = expression else { return expression }
        if case .word(let digits) = constant, beginsWithDigit(digits), type.isNumber { return constant }
        guard case .string = constant, level == Level.comparison || level == Level.is, case .name(let path) = typed,
            let own = types[path.last ?? ""], own.name == type.name, own.isArray == type.isArray
        else { return expression }
        return constant
    }
}

extension PostgreSQLExpression {
    fileprivate var isConstant: Bool {
        switch self {
        case .word, .string: true
        case .cast(let operand, _): operand.isConstant
        case .prefix("-", let operand): operand.isConstant
        default: false
        }
    }
}

extension PostgreSQLTypeName {
    /// The number or truth value that a literal of the type stands for: `'-5'::integer` is a number.
    func constant(_ text: String) -> PostgreSQLExpression? {
        if isNumber { return beginsWithDigit(text) ? .word(text) : nil }
        guard name == "boolean", !isArray else { return nil }
        return ["t", "true"].contains(text) ? .word("TRUE") : ["f", "false"].contains(text) ? .word("FALSE") : nil
    }
}

private func beginsWithDigit(_ text: String) -> Bool {
    text.drop { $0 == "-" || $0 == "+" }.first?.isNumber == true
}
