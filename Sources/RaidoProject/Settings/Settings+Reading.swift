import Raido
package import RaidoConsole
import RaidoPlatform

/// The settings of the project in a folder: those of its `raido.json`, or the usual ones where it has none.
package func loadSettings(in root: String = ".") throws(ProjectError) -> Settings {
    let disk = Disk(root: root)
    guard try disk.linkStatus(of: Settings.fileName) != nil else { return Settings() }
    return try Settings(
        reading: SourceFile(path: Settings.fileName, bytes: try disk.read(Settings.fileName)))
}

extension Settings {
    package init(reading file: SourceFile) throws(ProjectError) {
        self.init()
        self.file = file
        var object = try JSONObject(JSONReader.read(file), in: file)
        if let path = try object.path("entities") { entities = path }
        if let path = try object.path("migrations") { migrations = path }
        if let path = try object.path("snapshots") { snapshots = path }
        if let value = object.optional("nullability") {
            nullability = try value.choice(Nullability.words, named: "nullability", in: file)
        }
        if let value = object.optional("engines") { engines = try Self.engines(value, of: &object) }
        if let value = object.optional("type_mappings") { try readMappings(value, in: file) }
        frameworks = try object.list("frameworks") { value, file throws(ProjectError) in
            try value.path(named: "frameworks", in: file)
        }
        if let value = object.optional("framework_tables") {
            frameworkTables = try value.choice(FrameworkTables.words, named: "framework_tables", in: file)
        }
        if let value = object.optional("history_table") {
            let name = try value.string(named: "history_table", in: file)
            guard let table = HistoryTable(name) else {
                throw value.error(.wrongType(key: "history_table", expected: HistoryTable.rule), in: file)
            }
            historyTable = table
            historyTablePlace = SourceSpan(path: file.path, start: value.start, end: value.end)
        }
        // For editors, which find the schema of the file by it.
        _ = try object.optionalString("$schema")
        try object.finish()
    }

    /// The engines that the words name, each once, however often and by whatever word it is named.
    private static func engines(
        _ value: JSONValue, of object: inout JSONObject
    ) throws(ProjectError) -> [Engine] {
        let engines = try object.list("engines") { value, file throws(ProjectError) in
            let word = try value.string(named: "engines", in: file)
            guard let engine = Engine(word: word) else {
                throw value.error(.wrongValue(word, known: Engine.allCases.map(\.rawValue)), in: file)
            }
            return engine
        }
        guard !engines.isEmpty else {
            throw value.error(.wrongType(key: "engines", expected: "a list of at least one engine"), in: object.file)
        }
        return Engine.allCases.filter(engines.contains)
    }

    private mutating func readMappings(_ value: JSONValue, in file: SourceFile) throws(ProjectError) {
        var object = try JSONObject(value, named: "type_mappings", in: file)
        for engine in Engine.allCases {
            guard let value = object.optional(engine.rawValue) else { continue }
            for member in try JSONObject(value, named: engine.rawValue, in: file).all {
                typeMappings[engine, default: [:]][member.key] = try member.value.string(named: member.key, in: file)
                typeMappingPlaces[engine, default: [:]][member.key] = SourceSpan(
                    path: file.path, start: member.keyStart, end: member.keyEnd)
            }
        }
        try object.finish()
    }
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    /// The cases by the words that settings name them with.
    fileprivate static var words: [(String, Self)] { allCases.map { ($0.rawValue, $0) } }
}

extension JSONObject {
    fileprivate mutating func path(_ key: String) throws(ProjectError) -> String? {
        guard let value = optional(key) else { return nil }
        return try value.path(named: key, in: file)
    }
}

extension JSONValue {
    /// A normalised path inside the project. Settings may be untrusted, so a path that leads out of it is refused.
    fileprivate func path(named key: String, in file: SourceFile) throws(ProjectError) -> String {
        let path = try string(named: key, in: file)
        guard !path.isEmpty else { throw error(.wrongType(key: key, expected: "a path"), in: file) }
        guard !Path.isAbsolute(path), !Path.goesUp(path), !path.utf8.contains(0) else {
            throw error(.pathLeadsOut(path), in: file)
        }
        let own = [".git", Journal.folder]
        if Path.parts(of: path).contains(where: { part in own.contains(Substring(part).lowercased()) }) {
            throw error(.pathReserved(path), in: file)
        }
        return Path.normalised(path)
    }
}
