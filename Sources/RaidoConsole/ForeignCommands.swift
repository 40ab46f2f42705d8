/// Commands of other migration tools, each with the commands that do the same here; the first that a program has is
/// meant.
let foreignCommands: [String: [String]] = {
    let meanings: KeyValuePairs<[String], [String]> = [
        ["apply", "deploy", "latest", "migrate", "push", "run", "upgrade", "db:migrate", "db:push", "migrate:latest"]:
            ["up"],
        ["rollback", "downgrade", "revert", "db:rollback", "migrate:rollback", "migrate:down", "migrate:revert"]:
            ["down"],
        ["makemigration", "generate", "migration:generate", "revision", "migrate:dev", "db:generate"]:
            ["makemigrations"],
        ["create", "add", "make:migration", "migrate:make", "migration:create"]: ["new", "makemigrations"],
        ["showmigrations", "list", "history", "current", "info", "migrate:status", "db:migrate:status"]: ["status"],
        ["sqlmigrate", "script", "dump"]: ["sql"],
        ["inspectdb", "introspect", "reflect", "pull", "db:pull", "scaffold"]: ["inspect"],
        ["diff", "validate", "verify", "lint"]: ["check"],
        ["stamp", "fake", "resolve"]: ["mark-applied"],
        ["setup", "initialize"]: ["init"],
    ]
    var result: [String: [String]] = [:]
    for (words, commands) in meanings {
        for word in words { result[word] = commands }
    }
    return result
}()
