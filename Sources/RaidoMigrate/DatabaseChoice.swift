/// Which database is meant, and why.
struct DatabaseChoice: Equatable {
    var url: String
    var reason: String

    /// The option, else `DB_URL`, else `DATABASE_URL` (of the environment, else of `.env`), else a file beside the
    /// project. An empty variable counts as unset.
    static func make(
        option: String?, environment: (String) -> String?, file: [String: String]
    ) -> DatabaseChoice {
        if let option { return DatabaseChoice(url: option, reason: "from --database") }
        for name in ["DB_URL", "DATABASE_URL"] {
            if let url = environment(name), !url.isEmpty {
                return DatabaseChoice(url: url, reason: "from \(name) in the environment")
            }
            if let url = file[name], !url.isEmpty {
                return DatabaseChoice(url: url, reason: "from \(name) in .env")
            }
        }
        return DatabaseChoice(url: "sqlite:app.sqlite", reason: "the default; --database or DB_URL names another")
    }

    /// The URL with its password made unreadable, whether it stands before the host or among the parameters.
    ///
    /// A password may hold anything, also what would end it in a well-formed URL: all up to the last `@` is hidden.
    var shownURL: String {
        var parts = hidingAuthority.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count == 2 else { return parts[0] }
        let parameters = parts[1].split(separator: "&", omittingEmptySubsequences: false).map { parameter in
            let name = parameter.prefix { $0 != "=" }
            return name.lowercased().contains("pass") ? name + "=***" : parameter
        }
        parts[1] = parameters.joined(separator: "&")
        return parts.joined(separator: "?")
    }

    private var hidingAuthority: String {
        guard let slashes = url.indices.first(where: { url[$0...].hasPrefix("://") }) else { return url }
        let rest = url[url.index(slashes, offsetBy: 3)...]
        guard let at = rest.lastIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") else { return url }
        return url[..<colon] + ":***" + url[at...]
    }
}
