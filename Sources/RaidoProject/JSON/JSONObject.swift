import RaidoConsole

/// A JSON object on its way into a value of ours: every key is asked for by name, and one that nobody asked for is an
/// error at its place.
struct JSONObject {
    let file: SourceFile
    private let start: Int
    private let members: [JSONValue.Member]
    private var known: [String] = []

    init(_ value: JSONValue, named name: String? = nil, in file: SourceFile) throws(ProjectError) {
        guard case .object(let members) = value.content else {
            throw value.error(.wrongType(key: name, expected: "an object"), in: file)
        }
        self.file = file
        self.start = value.start
        self.members = members
    }

    /// All keys with their values, where a reader takes any key.
    var all: [JSONValue.Member] { members }

    mutating func optional(_ key: String) -> JSONValue? {
        if !known.contains(key) { known.append(key) }
        return members.first { $0.key == key }?.value
    }

    mutating func required(_ key: String) throws(ProjectError) -> JSONValue {
        guard let value = optional(key) else {
            throw ProjectError(.missingKey(key), in: file, from: start, to: start + 1)
        }
        return value
    }

    mutating func string(_ key: String) throws(ProjectError) -> String {
        try required(key).string(named: key, in: file)
    }

    mutating func optionalString(_ key: String) throws(ProjectError) -> String? {
        guard let value = optional(key) else { return nil }
        return try value.string(named: key, in: file)
    }

    /// False where the key is missing.
    mutating func flag(_ key: String) throws(ProjectError) -> Bool {
        guard let value = optional(key) else { return false }
        guard case .boolean(let flag) = value.content else {
            throw value.error(.wrongType(key: key, expected: "true or false"), in: file)
        }
        return flag
    }

    /// Empty where the key is missing.
    mutating func strings(_ key: String) throws(ProjectError) -> [String] {
        try list(key) { value, file throws(ProjectError) in try value.string(named: key, in: file) }
    }

    /// The elements of a list, each read by `read`; empty where the key is missing.
    mutating func list<Element>(
        _ key: String, _ read: (JSONValue, SourceFile) throws(ProjectError) -> Element
    ) throws(ProjectError) -> [Element] {
        guard let value = optional(key) else { return [] }
        guard case .array(let values) = value.content else {
            throw value.error(.wrongType(key: key, expected: "a list"), in: file)
        }
        var elements: [Element] = []
        for value in values { elements.append(try read(value, file)) }
        return elements
    }

    /// Refuses what was not asked for.
    func finish() throws(ProjectError) {
        for member in members where !known.contains(member.key) {
            throw ProjectError(
                .unknownKey(member.key, known: known), in: file, from: member.keyStart, to: member.keyEnd)
        }
    }
}

extension JSONValue {
    func error(_ problem: ProjectProblem, in file: SourceFile) -> ProjectError {
        ProjectError(problem, in: file, from: start, to: end)
    }

    func string(named name: String? = nil, in file: SourceFile) throws(ProjectError) -> String {
        guard case .string(let text) = content else {
            throw error(.wrongType(key: name, expected: "a string"), in: file)
        }
        return text
    }

    func integer<Number: FixedWidthInteger>(
        named name: String? = nil, in file: SourceFile
    ) throws(ProjectError) -> Number {
        guard case .number(let text) = content, let number = Number(text) else {
            throw error(.wrongType(key: name, expected: "a whole number"), in: file)
        }
        return number
    }

    /// One word of a closed list.
    func choice<Value>(_ choices: [(String, Value)], named name: String, in file: SourceFile) throws(ProjectError)
        -> Value
    {
        let word = try string(named: name, in: file)
        guard let choice = choices.first(where: { $0.0 == word }) else {
            throw error(.wrongValue(word, known: choices.map(\.0)), in: file)
        }
        return choice.1
    }
}
