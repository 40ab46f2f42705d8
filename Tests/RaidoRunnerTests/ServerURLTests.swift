import Testing

@testable import RaidoRunner

@Suite struct `A server's URL` {
    @Test func `is taken apart at its marks, and each part decoded`() throws {
        let url = try ServerURL("postgresql://a%3Ab:c%2Fd%40@[::1]:5433,h2/my%20db?x=1%262&y=a=b&z")
        #expect(url.user == "a:b" && url.password == "c/d@" && url.database == "my db")
        #expect(url.hosts == [.init(name: "::1", port: 5433), .init(name: "h2", port: nil)])
        #expect(url.parameters.map(\.name) == ["x", "y", "z"])
        #expect(url.parameters.map(\.value) == ["1&2", "a=b", ""])
        let local = try ServerURL("postgresql:///shop?host=/run/postgresql")
        #expect(local.hosts == [.init(name: "", port: nil)] && local.user == nil && local.database == "shop")
    }

    @Test func `lets a password hold '@' and ':' as they are`() throws {
        let url = try ServerURL("mysql://me:a@b:c@host:3307/shop")
        #expect(url.user == "me" && url.password == "a@b:c" && url.hosts == [.init(name: "host", port: 3307)])
    }

    @Test(arguments: [
        "mysql://q%3Fw:se?cretpw@host/db", "mysql://me:se/cret@host/db", "mysql://me:se#cret@host/db",
        "mysql://me:1/cret@host/db", "mysql://me:1?user=cret@host/db", "mysql://me:a@se/cret@host/db",
        "mysql://me:se%cret@host/db", "mysql://me:%00cret@host/db", "mysql://me:%FFcret@host/db",
        "mysql://host/db?password=se#cret", "mysql://host/db?password=a@cret", "mysql://host/db?password=%cret",
    ])
    func `that can be read in two ways is refused, and not shown`(text: String) {
        let error = #expect(throws: OpenError.unencodedURL) { try ServerURL(text) }
        #expect(error?.description.contains("write '/' as %2F") == true)
    }

    @Test func `shows nothing of a password, and nothing behind one`() throws {
        let url = try ServerURL("mysql://me:a%2Fb@h:1/db?socket=/s&password=c&d=e")
        #expect(url.shown == "mysql://me:***@h:1/db?socket=/s&password=***")
        #expect(url.parameters.map(\.mention) == ["socket=/s", "password=c", nil])
    }

    @Test func `takes the password and its pieces out of what a library says`() throws {
        let url = try ServerURL("mysql://me:first%2Fsecond%40x@h/db?sslpassword=third")
        let message = "no 'first/second@x', first%2Fsecond%40x, first, second, third at h; try next"
        #expect(url.hidingSecrets(in: message) == "no '***', ***, ***, ***, *** at h; try next")
    }
}

#if PostgreSQL
    @Suite struct `A PostgreSQL URL` {
        @Test func `is told to the library in parts`() throws {
            func parameters(_ url: String) throws -> [String: String] {
                try PostgreSQLConnection.address(url).parameters
            }
            let many = try parameters("postgresql://me:p%40ss@a:1,b/shop?sslmode=verify-ca&user=you")
            #expect(
                many == [
                    "host": "a,b", "port": "1,", "user": "you", "password": "p@ss", "dbname": "shop",
                    "sslmode": "verify-ca",
                ])
            #expect(try parameters("postgres:///shop?ssl=true&host=/run")["sslmode"] == "require")
            #expect(throws: OpenError.unknownOption("what=1")) { try parameters("postgresql://h/db?what=1") }
            #expect(throws: OpenError.unknownOption(nil)) { try parameters("postgresql://h/db?password=a&cret") }
        }

        @Test(arguments: [
            ("", nil, "!password"), ("sslmode=require", nil, "!password"), ("", "verify-full", nil),
            ("sslmode=verify-ca", nil, nil), ("sslmode=verify-full", nil, nil),
            ("sslmode=prefer&require_auth=password", nil, "password"),
        ])
        func `hands over the password itself to a verified server alone, where the library can refuse`(
            options: String, environment: String?, rule: String?
        ) throws {
            var address = try PostgreSQLAddress("postgresql://h/db?\(options)", known: ["sslmode", "require_auth"])
            address.protectPassword(["sslmode": environment ?? "prefer", "require_auth": nil])
            #expect(address.parameters["require_auth"] == rule)
            var old = try PostgreSQLAddress("postgresql://h/db", known: ["sslmode"])
            old.protectPassword(["sslmode": "prefer"])
            #expect(old.parameters["require_auth"] == nil)
        }
    }
#endif
