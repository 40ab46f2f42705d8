import Raido
import RaidoPlatform
import Testing

@testable import RaidoMigrate
@testable import RaidoRunner

@Test func theOptionWinsOverTheEnvironmentAndTheEnvironmentOverTheFile() throws {
    func choose(_ option: String?, _ environment: [String: String], _ file: [String: String]) throws -> String {
        let variables = Variables(environment: { environment[$0] }, file: file)
        let choice = try DatabaseChoice.make(option: option, variables: variables)
        return "\(choice.url) \(choice.reason)"
    }
    #expect(try choose("sqlite:a", ["DB_URL": "sqlite:b"], [:]) == "sqlite:a from --database")
    #expect(
        try choose(nil, ["DB_URL": "sqlite:b", "DATABASE_URL": "sqlite:c"], ["DB_URL": "sqlite:d"])
            == "sqlite:b from DB_URL in the environment")
    #expect(try choose(nil, ["DB_URL": ""], ["DB_URL": "sqlite:d"]) == "sqlite:d from DB_URL in .env")
    #expect(
        try choose(nil, ["DB_URL": "", "DATABASE_URL": "sqlite:c"], ["DB_URL": ""])
            == "sqlite:c from DATABASE_URL in the environment")
    // The environment wins as a whole, whatever the names.
    let environment = ["DATABASE_URL": "sqlite:c"]
    for file in [["DB_URL": "sqlite:d"], ["DB_ENGINE": "mysql", "DB_URL": "mysql://h/d"]] {
        #expect(try choose(nil, environment, file) == "sqlite:c from DATABASE_URL in the environment")
    }
    #expect(
        try choose(nil, ["DB_ENGINE": "sqlite", "DB_NAME": "c"], ["DB_URL": "sqlite:d"])
            == "sqlite:c from DB_ENGINE and DB_NAME")
    #expect(try choose(nil, [:], [:]).hasPrefix("sqlite:app.sqlite the default"))
    // Without a database of its own, it overrides single variables.
    let file = ["DB_ENGINE": "postgres", "DB_NAME": "shop", "DB_HOST": "h", "DB_USER": "me", "DB_PASSWORD": "x"]
    #expect(
        try choose(nil, ["DB_PASSWORD": "y"], file) == "postgresql://me:y@h/shop from DB_ENGINE and DB_NAME")
    #expect(
        try choose(nil, ["DB_ENGINE": "postgres", "DB_NAME": "own"], file)
            == "postgresql://localhost/own from DB_ENGINE and DB_NAME")
    let found = Variables.Found(name: "DB_NAME", value: "own", source: "the environment")
    #expect(throws: DatabaseChoice.Mistake.missingEngine(found)) { _ = try choose(nil, ["DB_NAME": "own"], file) }
    #expect(try choose("sqlite:a", ["DB_NAME": "own"], file) == "sqlite:a from --database")
}

@Test func `a line of the file that means a database does not matter where the environment names one`() throws {
    let variables = try Variables(
        environment: { ["DB_URL": "sqlite:b"][$0] }, file: DotEnv("DATABASE_URL sqlite:a\nDB_ENGINE=mysql\nOTHER=1"))
    #expect(try DatabaseChoice.make(option: nil, variables: variables).url == "sqlite:b")
    #expect(variables["OTHER"]?.value == "1")
    #expect(variables.warnings == [".env:1: this line is not NAME=value and is ignored"])
}

@Test func theEngineChoosesAmongTheVariables() throws {
    func choose(_ variables: [String: String]) throws -> String {
        let choice = try DatabaseChoice.make(
            option: nil, variables: Variables(environment: { variables[$0] }, file: [:]))
        return "\(choice.url) \(choice.reason)"
    }
    let both = ["DB_URL": "mysql://h/db", "DATABASE_URL": "postgres://h/db"]
    #expect(try choose(both) == "mysql://h/db from DB_URL in the environment")
    #expect(
        try choose(both.merging(["DB_ENGINE": "PostgreSQL"]) { $1 })
            == "postgres://h/db from DATABASE_URL in the environment, because DB_ENGINE is postgresql")
    // A server of MariaDB may be called by either scheme; which one it is, it says itself.
    #expect(try choose(both.merging(["DB_ENGINE": "MARIADB"]) { $1 }).hasPrefix("mysql://h/db from DB_URL"))
    #expect(throws: DatabaseChoice.Mistake.otherEngine(.sqlite, found: ["DB_URL", "DATABASE_URL"])) {
        try choose(both.merging(["DB_ENGINE": "sqlite"]) { $1 })
    }
    #expect(try choose(["DB_ENGINE": "sqlite"]) == "sqlite:app.sqlite from DB_ENGINE")
    #expect(try choose(["DB_ENGINE": "sqlite", "DB_NAME": "a.db"]) == "sqlite:a.db from DB_ENGINE and DB_NAME")
    #expect(
        try choose([
            "DB_ENGINE": "postgres", "DB_NAME": "shop", "DB_USER": "me", "DB_PASSWORD": "a/b@c", "DB_PORT": "5433",
        ]) == "postgresql://me:a%2Fb%40c@localhost:5433/shop from DB_ENGINE and DB_NAME")
    let socket = ["DB_NAME": "shop", "DB_USER": "me", "DB_HOST": "/run/sock"]
    #expect(
        try choose(socket.merging(["DB_ENGINE": "postgres", "DB_PORT": "5433"]) { $1 })
            == "postgresql://me@/shop?host=%2Frun%2Fsock&port=5433 from DB_ENGINE and DB_NAME")
    let url = try choose(socket.merging(["DB_ENGINE": "mysql", "DB_PASSWORD": "a/b"]) { $1 })
    #expect(url == "mysql://me:a%2Fb@/shop?socket=%2Frun%2Fsock from DB_ENGINE and DB_NAME")
    let address = try MySQLAddress("mysql://me:a%2Fb@/shop?socket=%2Frun%2Fsock")
    #expect(address.socket == "/run/sock" && address.user == "me" && address.database == "shop")
    let folder = DatabaseChoice.Mistake.folderForSocket(.mariadb, "/tmp")
    #expect(throws: folder) { try choose(["DB_ENGINE": "mariadb", "DB_NAME": "shop", "DB_HOST": "/tmp"]) }
    #expect(folder.description.hasSuffix("MariaDB needs the path of the socket: DB_HOST=/tmp/mysqld.sock"))
    #expect(throws: DatabaseChoice.Mistake.otherEngine(.mysql, found: ["--database"])) {
        let variables = Variables(environment: { ["DB_ENGINE": "mysql"][$0] }, file: [:])
        _ = try DatabaseChoice.make(option: "sqlite:a", variables: variables)
    }
    #expect(throws: DatabaseChoice.Mistake.missingName(.mysql)) { try choose(["DB_ENGINE": "mysql"]) }
    let unknown = Variables.Found(name: "DB_ENGINE", value: "oracle", source: "the environment")
    #expect(throws: DatabaseChoice.Mistake.unknownEngine(unknown)) { try choose(["DB_ENGINE": "oracle"]) }
}

@Test(arguments: [
    ("postgresql://me:secret@host/db", "postgresql://me:***@host/db"),
    ("postgresql://me:se@cret@host/db", "postgresql://me:***@host/db"),
    ("postgresql://me@host:5432/db", "postgresql://me@host:5432/db"),
    ("postgresql://host/db?user=me&password=secret", "postgresql://host/db?user=me&password=***"),
    // What stands behind may be the rest of a password with an '&' in it.
    ("postgresql://host/db?user=me&password=sec&ret&x=1", "postgresql://host/db?user=me&password=***"),
    ("postgres://u:p/w@h/db", "postgres://…"), ("mysql://u:se?cret@h/db", "mysql://…"),
    ("mysql://u:sec#ret@h/db", "mysql://…"), ("mysql://u:sec@h/db?user=u@cret", "mysql://…"),
    ("mysql://u:sec%ret@h/db", "mysql://…"), ("mysql://u:sec/ret", "mysql://…"), ("oracle://u:secret@h", "oracle://…"),
    ("postgresql://h/db?sslpassword=x&sslmode=require", "postgresql://h/db?sslpassword=***"),
    ("sqlite:app.sqlite", "sqlite:app.sqlite"), ("host=h user=me password=secret", "…"),
    ("me:secret@host/db", "me://…"),
    ("host=h password=sec:ret", "…"),
])
func aPasswordIsNeverShown(url: String, shown: String) {
    #expect(DatabaseChoice(url: url, reason: "").shownURL == shown)
}

@Test func aDotEnvFileIsReadAsTheShellWould() throws {
    let file = DotEnv(
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

@Test(arguments: [
    ("A=1\nnonsense\nC=2", 2, "nonsense"), ("A=1\n=x\nC=2", 2, ""), ("A=1\nB=\"open\nC=2", 2, "B"),
    ("A=1\nB='x' y\nC=2", 2, "B"), ("A=1\r\nB-C=x\r\nC=2", 2, "B"),
])
func aLineThatIsNoVariableIsNamedAndTheOthersAreRead(text: String, line: Int, name: String) {
    let file = DotEnv(text)
    #expect(file.mistakes == [DotEnv.Mistake(line: line, name: name)])
    #expect(file.values == ["A": "1", "C": "2"])
}

@Test func aValueInQuotationMarksMayHaveSeveralLines() {
    let file = DotEnv(
        "\u{FEFF}KEY=\"-----BEGIN KEY-----\nDB_URL=no \\\n#no\" # why\r\nexport OTHER='a\r\n\r\nb'\nDB_URL=sqlite:a\n")
    #expect(file.mistakes == [])
    #expect(
        file.values == [
            "KEY": "-----BEGIN KEY-----\nDB_URL=no #no", "OTHER": "a\n\nb", "DB_URL": "sqlite:a",
        ])
}

@Test func aLineThatMeansADatabaseStopsTheRun() {
    let mistake = DotEnv.Mistake(line: 1, name: "DATABASE_URL")
    #expect(throws: Variables.Mistake.noVariable(mistake)) {
        _ = try Variables(environment: { _ in nil }, file: DotEnv("DATABASE_URL sqlite:a"))
    }
}
