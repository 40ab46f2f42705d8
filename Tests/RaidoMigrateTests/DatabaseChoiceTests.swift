import Testing

@testable import RaidoMigrate

@Test func theOptionWinsOverTheEnvironmentAndTheEnvironmentOverTheFile() {
    func choose(_ option: String?, _ environment: [String: String], _ file: [String: String]) -> String {
        let choice = DatabaseChoice.make(option: option, environment: { environment[$0] }, file: file)
        return "\(choice.url) \(choice.reason)"
    }
    #expect(choose("sqlite:a", ["DB_URL": "sqlite:b"], [:]) == "sqlite:a from --database")
    #expect(
        choose(nil, ["DB_URL": "sqlite:b", "DATABASE_URL": "sqlite:c"], ["DB_URL": "sqlite:d"])
            == "sqlite:b from DB_URL in the environment")
    #expect(choose(nil, ["DB_URL": ""], ["DB_URL": "sqlite:d"]) == "sqlite:d from DB_URL in .env")
    #expect(
        choose(nil, ["DB_URL": "", "DATABASE_URL": "sqlite:c"], ["DB_URL": ""])
            == "sqlite:c from DATABASE_URL in the environment")
    #expect(choose(nil, [:], [:]).hasPrefix("sqlite:app.sqlite the default"))
}

@Test(arguments: [
    ("postgresql://me:secret@host/db", "postgresql://me:***@host/db"),
    ("postgresql://me:se@cret@host/db", "postgresql://me:***@host/db"),
    ("postgresql://me@host:5432/db", "postgresql://me@host:5432/db"),
    ("postgresql://host/db?user=me&password=secret&x=1", "postgresql://host/db?user=me&password=***&x=1"),
    ("postgres://u:p/w@h/db", "postgres://u:***@h/db"),
    ("mysql://u:se?cret@h/db", "mysql://u:***@h/db"),
    ("postgresql://h/db?sslpassword=x&passwd=y&z", "postgresql://h/db?sslpassword=***&passwd=***&z"),
    ("sqlite:app.sqlite", "sqlite:app.sqlite"),
])
func aPasswordIsNeverShown(url: String, shown: String) {
    #expect(DatabaseChoice(url: url, reason: "").shownURL == shown)
}

@Test func aDotEnvFileIsReadAsTheShellWould() throws {
    let file = try DotEnv(
        """
        # comment
        DB_URL=sqlite:app.sqlite   # why
        export NAME = bare#not a comment
        DOUBLE="a \\"quoted\\" \\n line" # behind
        SINGLE='as $it \\is'
        EMPTY=

        DB_URL=sqlite:later.sqlite
        """)
    #expect(
        file.values == [
            "DB_URL": "sqlite:later.sqlite", "NAME": "bare#not a comment", "DOUBLE": "a \"quoted\" \n line",
            "SINGLE": "as $it \\is", "EMPTY": "",
        ])
}

@Test(arguments: ["A=1\nnonsense", "A=1\n=x", "A=1\nB=\"open", "A=1\nB='x' y", "A=1\r\nB-C=x"])
func aLineThatIsNoVariableIsNamed(text: String) {
    #expect(throws: DotEnv.Mistake(line: 2)) { try DotEnv(text) }
}
