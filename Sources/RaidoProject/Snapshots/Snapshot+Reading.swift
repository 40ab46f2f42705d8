import Raido
package import RaidoConsole
import RaidoPlatform

extension Snapshot {
    /// The snapshot that a file holds. The version is read before the rest, so that a newer file is called newer.
    package init(reading file: SourceFile, isFramework: Bool) throws(ProjectError) {
        var object = try JSONObject(JSONReader.read(file), in: file)
        let version = try object.required("format")
        let format: Int = try version.integer(named: "format", in: file)
        guard format == Self.format else {
            let name = Path.name(of: file.path)
            throw version.error(.newerFormat(file: name, found: format, known: Self.format), in: file)
        }
        let migration = try object.string("last_migration")
        let table = try Table(reading: &object, isIn: file)
        try object.finish()
        self.init(table: table, lastMigration: migration, isFramework: isFramework, bytes: file.bytes)
    }
}

extension Table {
    fileprivate init(reading object: inout JSONObject, isIn file: SourceFile) throws(ProjectError) {
        let name = try object.required("table")
        let expected = Path.name(of: file.path).dropLast(Snapshot.suffix.count)
        self.init(try name.string(named: "table", in: file), columns: [])
        guard self.name == expected else {
            throw name.error(.misnamedSnapshot(table: self.name, expected: String(expected)), in: file)
        }
        // It becomes part of a migration's name, and of a path.
        guard MigrationIdentity.canEnd(with: self.name) else { throw name.error(.badTableName(self.name), in: file) }
        comment = try object.optionalString("comment")
        enums = try object.parts("enums", EnumType.init)
        columns = try object.parts("columns", Column.init)
        primaryKey = try object.columnNames("primary_key", of: self)
        let table = self
        uniques = try object.parts("uniques") { object throws(ProjectError) in
            try UniqueConstraint(object.string("name"), object.columnNames("columns", of: table))
        }
        indexes = try object.parts("indexes") { object throws(ProjectError) in
            try Index(reading: &object, of: table)
        }
        foreignKeys = try object.parts("foreign_keys") { object throws(ProjectError) in
            try ForeignKey(reading: &object, of: table)
        }
        checks = try object.parts("checks") { object throws(ProjectError) in
            try CheckConstraint(object.string("name"), object.required("expression").fragment(in: object.file))
        }
        for (column, place) in zip(columns, object.optional("columns")?.elements ?? []) {
            guard case .enumeration(let type) = column.type, enumType(type) == nil else { continue }
            throw place.error(.wrongValue("enum(\(type))", known: enums.map(\.name)), in: file)
        }
    }
}

extension JSONObject {
    /// A list of objects, each with a name of its own.
    fileprivate mutating func parts<Part: TablePart>(
        _ key: String, _ read: (inout JSONObject) throws(ProjectError) -> Part
    ) throws(ProjectError) -> [Part] {
        var names: Set<String> = []
        return try list(key) { value, file throws(ProjectError) in
            var object = try JSONObject(value, named: key, in: file)
            let part = try read(&object)
            try object.finish()
            guard names.insert(part.name).inserted else { throw value.error(.duplicateKey(part.name), in: file) }
            return part
        }
    }

    /// Names of columns that the table has.
    fileprivate mutating func columnNames(_ key: String, of table: Table) throws(ProjectError) -> [String] {
        try list(key) { value, file throws(ProjectError) in
            try value.column(of: table, named: key, in: file)
        }
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue] {
        guard case .array(let elements) = content else { return [] }
        return elements
    }

    fileprivate func column(
        of table: Table, named key: String, in file: SourceFile
    ) throws(ProjectError) -> String {
        let name = try string(named: key, in: file)
        guard table.column(name) != nil else { throw error(.unknownColumn(name, table: table.name), in: file) }
        return name
    }

    fileprivate func type(in file: SourceFile) throws(ProjectError) -> ColumnType {
        let spelling = try string(named: "type", in: file)
        guard let type = ColumnType(spelling: spelling) else { throw error(.wrongValue(spelling, known: []), in: file) }
        return type
    }

    fileprivate func fragment(in file: SourceFile) throws(ProjectError) -> SQLFragment {
        if case .string(let text) = content { return SQLFragment(text) }
        guard case .object = content else {
            throw error(
                .wrongType(key: nil, expected: "a string, or an object with a string for each engine"), in: file)
        }
        var object = try JSONObject(self, in: file)
        let common = try object.optionalString("all")
        return SQLFragment(common, overrides: try object.texts())
    }

    /// A text for each of some engines.
    fileprivate func byEngine(named key: String, in file: SourceFile) throws(ProjectError) -> [Engine: String] {
        var object = try JSONObject(self, named: key, in: file)
        return try object.texts()
    }
}

extension JSONObject {
    /// The texts by engine that make up the rest of the object.
    fileprivate mutating func texts() throws(ProjectError) -> [Engine: String] {
        var texts: [Engine: String] = [:]
        for engine in Engine.allCases { texts[engine] = try optionalString(engine.rawValue) }
        try finish()
        return texts
    }
}

// MARK: - Parts of a table

extension Column {
    fileprivate init(reading object: inout JSONObject) throws(ProjectError) {
        let file = object.file
        self.init(try object.string("name"), try object.required("type").type(in: file))
        isNullable = try object.flag("nullable")
        isIdentity = try object.flag("identity")
        if let value = object.optional("default") { defaultValue = try DefaultValue(reading: value, in: file) }
        isSetOnUpdate = try object.flag("set_on_update")
        generated = try object.optional("generated").map { value throws(ProjectError) in try value.fragment(in: file) }
        collation = try object.optionalString("collation")
        comment = try object.optionalString("comment")
        if let types = object.optional("native_types") {
            nativeTypes = try types.byEngine(named: "native_types", in: file)
        }
    }
}

extension DefaultValue {
    fileprivate init(reading value: JSONValue, in file: SourceFile) throws(ProjectError) {
        switch value.content {
        case .string(let text): self = .string(text)
        case .number: self = .integer(try value.integer(named: "default", in: file))
        case .boolean(let flag): self = .boolean(flag)
        case .object: self = try Self.readObject(value, in: file)
        case .array, .null:
            throw value.error(
                .wrongType(key: "default", expected: "a string, a whole number, true, false or an object"), in: file)
        }
    }

    private static func readObject(_ value: JSONValue, in file: SourceFile) throws(ProjectError) -> DefaultValue {
        var object = try JSONObject(value, named: "default", in: file)
        var result: DefaultValue?
        if let number = object.optional("unsigned") {
            result = .unsigned(try number.integer(named: "unsigned", in: file))
        } else if let text = try object.optionalString("decimal") {
            result = .decimal(text)
        } else if let word = object.optional("engine") {
            result = try word.choice(
                [("now", .now), ("today", .today), ("uuid", .uuid)], named: "engine", in: file)
        } else if let fragment = object.optional("sql") {
            result = .sql(try fragment.fragment(in: file))
        }
        try object.finish()
        guard let result else { throw value.error(.missingKey("sql"), in: file) }
        return result
    }
}

extension EnumType {
    fileprivate init(reading object: inout JSONObject) throws(ProjectError) {
        let file = object.file
        let name = try object.string("name")
        let storage = try object.optional("storage").map { value throws(ProjectError) in try value.type(in: file) }
        _ = try object.required("values")
        let values = try object.list("values") { value, file throws(ProjectError) in
            try EnumValue(reading: value, in: file)
        }
        self.init(name, storage: storage ?? .text, values)
    }
}

extension EnumValue {
    fileprivate init(reading value: JSONValue, in file: SourceFile) throws(ProjectError) {
        switch value.content {
        case .string(let text): self = .text(text)
        case .object(let members) where members.count == 1:
            let number: Int64 = try members[0].value.integer(named: members[0].key, in: file)
            self = .number(number, name: members[0].key)
        case .object, .array, .number, .boolean, .null:
            throw value.error(.wrongType(key: "values", expected: "strings, or objects {\"Name\": number}"), in: file)
        }
    }
}

extension Index {
    fileprivate init(reading object: inout JSONObject, of table: Table) throws(ProjectError) {
        let file = object.file
        let name = try object.string("name")
        _ = try object.required("parts")
        let parts = try object.list("parts") { value, file throws(ProjectError) in
            try Part(reading: value, of: table, in: file)
        }
        self.init(name, parts)
        isUnique = try object.flag("unique")
        predicate = try object.optional("where").map { value throws(ProjectError) in try value.fragment(in: file) }
        method = try object.optionalString("using")
    }
}

extension Index.Part {
    fileprivate init(reading value: JSONValue, of table: Table, in file: SourceFile) throws(ProjectError) {
        guard case .object = value.content else {
            self = .ascending(try value.column(of: table, named: "parts", in: file))
            return
        }
        var object = try JSONObject(value, in: file)
        if let column = object.optional("descending") {
            self = .descending(try column.column(of: table, named: "descending", in: file))
        } else {
            self = .expression(try object.required("expression").fragment(in: file))
        }
        try object.finish()
    }
}

extension ForeignKey {
    fileprivate init(reading object: inout JSONObject, of table: Table) throws(ProjectError) {
        self.init(
            try object.string("name"), try object.columnNames("columns", of: table),
            references: try object.string("references"), try object.strings("referenced_columns"),
            onDelete: try Self.action("on_delete", in: &object), onUpdate: try Self.action("on_update", in: &object))
    }

    private static func action(_ key: String, in object: inout JSONObject) throws(ProjectError) -> Action {
        guard let value = object.optional(key) else { return .noAction }
        return try value.choice(Action.allCases.map { ($0.word, $0) }, named: key, in: object.file)
    }
}
