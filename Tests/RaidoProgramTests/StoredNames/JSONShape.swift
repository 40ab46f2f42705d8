import Foundation
import Testing

/// The keys of JSON documents, with the kinds of their values: `migrations[].id: string`.
struct JSONShape {
    private var kinds: [String: Set<String>] = [:]

    /// The shape of all these documents together, a key a line.
    var text: String {
        kinds.sorted { $0.key < $1.key }.map { "\($0): \($1.sorted().joined(separator: " | "))\n" }.joined()
    }

    mutating func add(_ document: String) throws {
        try visit(JSONDecoder().decode(Value.self, from: Data(document.utf8)), at: "")
    }

    private mutating func visit(_ value: Value, at path: String) {
        switch value {
        case .object(let members):
            for (key, member) in members { visit(member, at: path.isEmpty ? key : "\(path).\(key)") }
        case .array(let elements):
            kinds[path, default: []].insert("array")
            for element in elements { visit(element, at: path + "[]") }
        case .leaf(let kind): kinds[path, default: []].insert(kind)
        }
    }

    private enum Value: Decodable {
        case object([String: Value])
        case array([Value])
        case leaf(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let members = try? container.decode([String: Value].self) {
                self = .object(members)
            } else if let elements = try? container.decode([Value].self) {
                self = .array(elements)
            } else if container.decodeNil() {
                self = .leaf("null")
            } else if (try? container.decode(Bool.self)) != nil {
                self = .leaf("boolean")
            } else if (try? container.decode(Double.self)) != nil {
                self = .leaf("number")
            } else {
                _ = try container.decode(String.self)
                self = .leaf("string")
            }
        }
    }
}
