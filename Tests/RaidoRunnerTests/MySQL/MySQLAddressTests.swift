import Raido
import Testing

@testable import RaidoRunner

@Suite struct `A MySQL URL` {
    @Test func `says where the server is, and how to get in`() throws {
        let address = try MySQLAddress(
            "mysql://me:se%3Acr%40t@db.example.org:3307/shop?ssl-mode=verify-full&ssl-ca=/ca.pem&lock_timeout=2")
        #expect(address.host == "db.example.org" && address.port == 3307 && address.database == "shop")
        #expect(address.user == "me" && address.password == "se:cr@t" && address.lockTimeout == 2)
        #expect(address.encryption == .verifyFull && address.authority == "/ca.pem")
        let local = try MySQLAddress("mariadb://root@localhost/app?socket=/run/mysqld/mysqld.sock")
        #expect(local.socket == "/run/mysqld/mysqld.sock" && local.password == nil && local.port == 3306)
        #expect(try MySQLAddress("mysql://[::1]:3308/app").host == "::1")
    }

    @Test(arguments: [
        ("", MySQLAddress.Encryption.preferred), ("ssl-ca=/ca.pem", .verifyCA), ("ssl-cert=/cert.pem", .required),
        ("ssl-key=/key.pem", .required), ("ssl-ca=/ca.pem&ssl-mode=required", .required),
        ("ssl-mode=PREFERRED&ssl-ca=/ca.pem", .preferred), ("sslmode=disabled", .disabled),
    ])
    func `without a mode takes one that fits its certificates`(options: String, mode: MySQLAddress.Encryption) throws {
        #expect(try MySQLAddress("mysql://host/app?\(options)").encryption == mode)
    }

    @Test(arguments: [
        "mysql:shop", "mysql://a,b/shop", "mysql://host", "mysql://host/", "mysql://host:x/shop",
        "mysql://host/shop?what=1",
        "mysql://host/shop?ssl-mode=perhaps", "mysql://me:%ZZ@host/shop",
    ])
    func `that says too little is an error that shows no password`(url: String) throws {
        let error = #expect(throws: OpenError.self) { try MySQLAddress(url) }
        #expect(error?.description.contains("%ZZ") == false)
    }

    @Test(arguments: [
        ("8.4.3", Engine.mysql), ("9.7.0-2", .mysql), ("10.11.6-MariaDB-0+deb12u1", .mariadb),
        ("5.5.5-10.6.4-MariaDB", .mariadb),
    ])
    func `leaves the engine to the server's own words`(version: String, engine: Engine) throws {
        #expect(try MySQLVersion(version).supportedEngine() == engine)
    }

    @Test(arguments: [
        ("5.7.44", "this server is MySQL 5.7.44; Raido needs 8.0.16 or later"),
        ("10.5.2-MariaDB", "this server is MariaDB 10.5.2; Raido needs 10.6 or later"),
    ])
    func `of a server that is too old says so`(version: String, message: String) {
        let error = #expect(throws: OpenError.self) { try MySQLVersion(version).supportedEngine() }
        #expect(error?.description == message)
    }
}
