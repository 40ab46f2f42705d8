/// Where a PostgreSQL server is, and how to get in, as libpq's keywords and their values.
///
///     postgresql://user:password@host:5432/shop?sslmode=require
///     postgresql:///shop?host=/run/postgresql
struct PostgreSQLAddress: Hashable, Sendable {
    let url: ServerURL

    /// libpq's keywords (PostgreSQL manual, "Parameter Key Words"), each once.
    private(set) var parameters: [String: String] = [:]

    /// - Parameter known: All keywords of the library.
    init(_ url: String, known: Set<String>) throws(OpenError) {
        self.url = try ServerURL(url)
        parameters["user"] = self.url.user
        parameters["password"] = self.url.password
        parameters["dbname"] = self.url.database
        parameters["host"] = self.url.hosts.map(\.name).joined(separator: ",")
        parameters["port"] = self.url.hosts.map { $0.port.map(String.init) ?? "" }.joined(separator: ",")
        for parameter in self.url.parameters {
            if parameter.name == "ssl", parameter.value == "true" {
                // As other drivers spell it; libpq reads it so in a URL.
                parameters["sslmode"] = "require"
                continue
            }
            guard known.contains(parameter.name) else { throw .unknownOption(parameter.mention) }
            parameters[parameter.name] = parameter.value
        }
    }

    /// Keeps libpq from sending the password itself to a server that has not proved who it is, where the library can
    /// (`require_auth`, from version 16 on) and the user did not decide otherwise.
    ///
    /// - Parameter defaults: What the library takes for keywords that the URL does not have, from its environment also.
    mutating func protectPassword(_ defaults: [String: String?]) {
        func value(_ keyword: String) -> String? { parameters[keyword] ?? defaults[keyword] ?? nil }
        guard defaults.keys.contains("require_auth"), value("require_auth").map(\.isEmpty) ?? true else { return }
        guard !["verify-ca", "verify-full"].contains(value("sslmode")) else { return }
        parameters["require_auth"] = "!password"
    }

    /// Adds a setting of the server's for the whole session; of two for one name the later one counts.
    mutating func set(_ name: String, to value: String) {
        parameters["options"] = [parameters["options"], "-c\(name)=\(value)"].compactMap { $0 }.joined(separator: " ")
    }

    /// A message of the library, on one line, without its advice and without anything that may be a password.
    func hidingSecrets(in message: String) -> String {
        let lines = message.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "\t" } }
        let facts = lines.filter { !$0.hasPrefix("Is the server running") }
        return url.hidingSecrets(in: facts.joined(separator: "; "))
    }
}
