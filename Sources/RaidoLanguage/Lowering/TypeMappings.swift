import Raido
import RaidoConsole

/// Says which of the project's type mappings can never count: words that name no type, and placeholders that stand for
/// nothing.
func checkTypeMappings(of options: LanguageOptions, into report: inout Report) {
    for (engine, mapping) in options.typeMappings.sorted(by: { $0.key < $1.key }) {
        for (word, type) in mapping.sorted(by: { $0.key < $1.key }) {
            guard let message = mistake(word, type, engine) else { continue }
            report.error(message, at: options.typeMappingPlaces[engine]?[word])
        }
    }
}

private func mistake(_ word: String, _ type: String, _ engine: Engine) -> LanguageMessage? {
    let placeholders: [String]
    if word.hasPrefix("custom:") {
        guard word != "custom:" else { return .emptyCustomMapping(engine) }
        placeholders = []
    } else {
        let rules = TypeRule.withWord(orKind: word)
        guard !rules.isEmpty else {
            return .unknownMappedType(word, engine, nearest: TypeRule.nearestWord(to: word))
        }
        // A word that several types share may use what one of them has.
        placeholders = rules.map(\.shape.placeholders).max { $0.count < $1.count } ?? []
    }
    guard !type.allSatisfy(\.isWhitespace) else { return .emptyMapping(word, engine) }
    let stray = type.placeholders.first { !placeholders.contains($0) }
    return stray.map { .unknownPlaceholder($0, word, engine, known: placeholders) }
}

extension TypeRule.Shape {
    /// What stands for a column's numbers in the engine's own type.
    fileprivate var placeholders: [String] {
        switch self {
        case .characters, .varchar, .char, .binary, .varbinary: ["{length}"]
        case .decimal: ["{precision}", "{scale}"]
        case .plain, .enumeration, .choice, .custom, .key: []
        }
    }
}

extension String {
    /// All that is in braces, with the braces; one that is not closed goes to the end.
    fileprivate var placeholders: [String] {
        var result: [String] = []
        var rest = self[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            let close = rest[open] == "}" ? open : rest[open...].firstIndex(of: "}") ?? rest.indices.last ?? open
            result.append(String(rest[open...close]))
            rest = rest[rest.index(after: close)...]
        }
        return result
    }
}

extension LanguageOptions {
    /// The engines' own types that the settings name for a type word, with the column's numbers in place.
    func nativeTypes(word: String, kind: String?, _ type: ColumnType) -> [Engine: String] {
        var result: [Engine: String] = [:]
        for (engine, mapping) in typeMappings {
            let custom: String? = if case .custom(let name) = type { mapping["custom:\(name)"] } else { nil }
            guard let template = custom ?? mapping[word] ?? kind.flatMap({ mapping[$0] }) else { continue }
            result[engine] = filled(template, type)
        }
        return result
    }

    private func filled(_ template: String, _ type: ColumnType) -> String {
        switch type {
        case .varchar(let length), .char(let length), .binary(let length), .varbinary(let length):
            template.replacing("{length}", by: "\(length)")
        case .decimal(let precision, let scale):
            template.replacing("{precision}", by: "\(precision)").replacing("{scale}", by: "\(scale)")
        default: template
        }
    }
}

extension String {
    fileprivate func replacing(_ placeholder: String, by text: String) -> String {
        var result = ""
        var rest = self[...]
        while let first = rest.first {
            if rest.hasPrefix(placeholder) {
                result += text
                rest = rest.dropFirst(placeholder.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
