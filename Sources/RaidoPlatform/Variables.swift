/// The variables that a program is told its settings by: those of the environment, else those of `.env`.
///
/// An environment that names a database says all of it: then `.env` says nothing about databases. Otherwise each
/// variable of the environment overrides that of `.env`.
package struct Variables {
    /// Why `.env` cannot be used.
    package enum Mistake: Error, Equatable {
        /// A line that begins with one of ``names`` and sets nothing.
        case noVariable(DotEnv.Mistake)
        case unreadable(SystemError)
    }

    /// A variable that is set, and not to nothing.
    package struct Found: Equatable {
        package var name: String
        package var value: String
        /// `the environment`, or `.env`.
        package var source: String

        package init(name: String, value: String, source: String) {
            self.name = name
            self.value = value
            self.source = source
        }
    }

    /// The variables that name a database.
    package static let names = [
        "DB_URL", "DATABASE_URL", "DB_ENGINE", "DB_NAME", "DB_USER", "DB_PASSWORD", "DB_HOST", "DB_PORT",
    ]

    /// Those of ``names`` of which each one names a database.
    private static let naming = ["DB_URL", "DATABASE_URL", "DB_NAME"]

    private let environment: (String) -> String?
    private let file: [String: String]
    /// What the user should know about `.env`.
    package private(set) var warnings: [String] = []

    package init(environment: @escaping (String) -> String?, file: [String: String]) {
        self.environment = environment
        self.file = Self.isNamed(in: environment) ? file.filter { !Self.names.contains($0.key) } : file
    }

    private static func isNamed(in environment: (String) -> String?) -> Bool {
        naming.contains { !(environment($0) ?? "").isEmpty }
    }

    /// - Throws: where a line of the file means one of ``names`` and cannot be read: without it, another database would
    ///   be taken. Other lines that are not assignments are passed over with a warning.
    package init(environment: @escaping (String) -> String?, file: DotEnv) throws(Mistake) {
        if !Self.isNamed(in: environment),
            let mistake = file.mistakes.first(where: { Self.names.contains($0.name) })
        {
            throw .noVariable(mistake)
        }
        self.init(environment: environment, file: file.values)
        warnings = file.mistakes.map { ".env:\($0.line): this line is not NAME=value and is ignored" }
    }

    /// Those of this process and of the working folder.
    package static func load() throws(Mistake) -> Variables {
        let bytes: [UInt8]
        do throws(SystemError) { bytes = try Platform.read(".env") } catch {
            guard error.isMissing else { throw .unreadable(error) }
            return Variables(environment: Platform.environment, file: [:])
        }
        return try Variables(environment: Platform.environment, file: DotEnv(String(decoding: bytes, as: UTF8.self)))
    }

    package subscript(name: String) -> Found? {
        if let value = environment(name), !value.isEmpty {
            return Found(name: name, value: value, source: "the environment")
        }
        if let value = file[name], !value.isEmpty { return Found(name: name, value: value, source: ".env") }
        return nil
    }
}

extension Variables.Mistake: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noVariable(let mistake): ".env:\(mistake.line): '\(mistake.name)' is not set: write NAME=value"
        case .unreadable(let error): "cannot read .env: \(error)"
        }
    }
}
