import Raido
import RaidoTestSupport

@testable import RaidoProject

/// Writes migrations as no printer would, and a person might: with types named or left out, literals in every form, and
/// white space and comments wherever Swift allows some.
struct RandomLayout {
    var generator: SplitMix64

    /// The migration's file.
    mutating func source(of migration: Migration) -> String {
        let id = migration.id
        let node = SwiftNode.call(
            "Migration", .string("id", id), .string("batch", migration.batch),
            .labelled("changes", .array(migration.changes.map(\.swift), layout: .filled)))
        let access = generator.one(of: "", "public ", "internal ", "package ")
        let name = generator.one(of: id, "`\(id)`")
        let head = "\(access)let \(name)"
        let imported = access == "public " ? "public import Raido\n" : "package import Raido; "
        let unused = access == "public " || access == "package " ? "" : "internal import Raido\n"
        let start = (unused.isEmpty ? imported : unused) + gap() + "\n" + head
        switch generator.below(3) {
        case 0: return start + "=" + text(node, as: "Migration", implicit: false) + gap() + "\n"
        case 1: return start + " \(gap())= \(gap())" + text(node, as: "Migration", implicit: false) + ";"
        default:
            let type = generator.one(of: ":Migration", " : Raido.Migration", ": Raido.Migration")
            return start + type + " =\n" + gap() + text(node, as: "Migration", implicit: true)
        }
    }

    /// White space and comments between two tokens.
    private mutating func gap() -> String {
        var text = ""
        while generator.chance(25) {
            let inLine = [" ", "  ", "\t", "/**/", " /* a \"b\" ]) // */", "/* /* \"\"\" */ #\" */"]
            let onLines = ["\n", "\n\n", " // a \"b\", [c(\n", "/*\n*/", "\r\n", "/// # `\n"]
            text += generator.pick(inLine + onLines) ?? ""
        }
        return text
    }
}

// MARK: - Expressions

extension RandomLayout {
    /// - Parameter type: The type that is expected there, where it is one of the vocabulary.
    private mutating func text(_ node: SwiftNode, as type: String?, implicit: Bool? = nil) -> String {
        switch node {
        case .atom(let atom): return qualifier(of: atom, type) + rewritingNumbers(in: atom)
        case .string(let string):
            guard type == "SQLFragment", generator.chance(50) else { return literal(string) }
            let head = generator.one(of: ".sql(", "SQLFragment(", "Raido.SQLFragment.sql(", "SQLFragment.init(")
            return head + gap() + literal(string) + gap() + ")"
        case .array(let elements, _):
            let parts = elements.map { element in gap() + text(element, as: type) + gap() }
            return "[" + joined(parts) + "]"
        case .dictionary(let members):
            if members.isEmpty { return "[\(gap()):\(gap())]" }
            let parts = members.map { key, value in
                gap() + qualifier(of: key, "Engine") + key + gap() + ":" + gap() + text(value, as: nil) + gap()
            }
            return "[" + joined(parts) + "]"
        case .call(let head, let arguments, _):
            let parts = arguments.enumerated().map { place, argument in
                let label = argument.label.map { gap() + $0 + gap() + ":" } ?? ""
                let role = role(of: argument.label, place, in: head, type)
                return label + gap() + text(argument.value, as: role) + gap()
            }
            // `swift format` would move the bracket to a line of its own after a comment, where it calls nothing.
            return self.head(head, type, implicit) + generator.one(of: "", " ", "\t") + "(" + joined(parts) + ")"
        }
    }

    private mutating func joined(_ parts: [String]) -> String {
        parts.joined(separator: ",") + (!parts.isEmpty && generator.chance(40) ? "," + gap() : "")
    }

    private mutating func head(_ head: String, _ type: String?, _ implicit: Bool?) -> String {
        if head.hasPrefix(".") { return qualifier(of: head, type) + head }
        if let implicit { return implicit ? ".init" : generator.one(of: head, head + ".init", "Raido.\(head)") }
        return generator.one(of: head, "Raido.\(head)", "\(head).init", ".init", "Raido .\(head)\n.init")
    }

    /// The type's name before a case, or nothing.
    private mutating func qualifier(of text: String, _ type: String?) -> String {
        guard let type, text.hasPrefix(".") else { return "" }
        return generator.one(of: "", type, "Raido.\(type)")
    }

    private func role(of label: String?, _ place: Int, in head: String, _ type: String?) -> String? {
        switch (head, label, place) {
        case ("Migration", "changes", _), ("RawSQL", "effect", _): "Change"
        case ("RawSQL", _, _), ("Column", "generated", _), ("CheckConstraint", _, 1), ("Index", "where", _),
            (".expression", _, _), (".alterColumn", "using", _):
            "SQLFragment"
        case (".sql", _, _): type == "DefaultValue" ? "SQLFragment" : nil
        case ("Column", nil, 1), ("EnumType", "storage", _): "ColumnType"
        case ("Column", "default", _), (".value", _, _): "DefaultValue"
        case ("EnumType", nil, 1...), (".addEnumValue", nil, _), (".dropEnumValue", nil, _): "EnumValue"
        case ("ForeignKey", "onDelete", _), ("ForeignKey", "onUpdate", _): "ForeignKey.Action"
        case ("Index", nil, 1): "Index.Part"
        case (_, "fill", _): "Fill"
        case _: nil
        }
    }
}

// MARK: - Literals

extension RandomLayout {
    private mutating func rewritingNumbers(in atom: String) -> String {
        var result = ""
        var rest = Substring(atom)
        while let first = rest.first {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "_") }
            if digits.first?.isNumber == true, let number = UInt64(digits.filter { $0 != "_" }) {
                result += spelled(number)
                rest = rest.dropFirst(digits.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private mutating func spelled(_ number: UInt64) -> String {
        let forms = [
            "\(number)", "00\(number)", "\(number)_", "0x" + String(number, radix: 16),
            "0x" + String(number, radix: 16, uppercase: true) + "_", "0o" + String(number, radix: 8),
            "0b" + String(number, radix: 2), String(number).map(String.init).joined(separator: "_"),
        ]
        return generator.pick(forms) ?? ""
    }

    private mutating func literal(_ text: String) -> String {
        switch generator.below(6) {
        case 0: return SwiftString(text).literal
        case 1: return SwiftString(text).multiline(indent: generator.below(9), width: 40 + generator.below(80))
        case 2: return raw(text, pounds: 1 + generator.below(2)) ?? escaped(text, pounds: generator.below(3))
        case 3: return rawLines(text, pounds: generator.below(3)) ?? escaped(text, pounds: generator.below(3))
        default: return escaped(text, pounds: generator.below(3))
        }
    }

    /// `#"a\b"#`, where the text allows it.
    private func raw(_ text: String, pounds: Int) -> String? {
        let marks = String(repeating: "#", count: pounds)
        let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard isPlain, !text.contains("\"" + marks), !text.contains("\\" + marks) else { return nil }
        return marks + "\"" + text + "\"" + marks
    }

    /// A literal of several lines without any escape, where the text allows it.
    private mutating func rawLines(_ text: String, pounds: Int) -> String? {
        let marks = String(repeating: "#", count: pounds)
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t"
        }
        guard isPlain, !text.contains("\"\"\"" + marks), !text.contains("\\" + marks) else { return nil }
        let margin = generator.one(of: "", "  ", "\t", " \t ")
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty && generator.chance(50) ? "" : margin + String(line)
        }
        return "\(marks)\"\"\"\n\(lines.joined(separator: "\n"))\n\(margin)\"\"\"\(marks)"
    }

    /// Scalars as escapes, some of them needlessly.
    private mutating func escaped(_ text: String, pounds: Int) -> String {
        let marks = String(repeating: "#", count: pounds)
        let body = text.unicodeScalars.map { scalar in
            let isPlain = scalar.value >= 0x20 && scalar.value != 0x7F && scalar != "\"" && scalar != "\\"
            if isPlain, generator.chance(80) { return String(Character(scalar)) }
            let digits = String(scalar.value, radix: 16)
            let zeros = String(repeating: "0", count: generator.below(9 - digits.count))
            return "\\\(marks)u{\(zeros)\(digits)}"
        }
        return marks + "\"" + body.joined() + "\"" + marks
    }
}
