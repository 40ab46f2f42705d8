package import Raido

/// A server's version as `version()` spells it: `8.4.3`, `10.11.6-MariaDB-0+deb12u1`, `5.5.5-10.6.4-MariaDB`.
package struct MySQLVersion: Hashable, Sendable {
    package var engine: Engine
    package var numbers: [Int]

    package init(_ text: String) {
        engine = text.lowercased().contains("mariadb") ? .mariadb : .mysql
        // Replication once had servers call themselves 5.5.5 first.
        let own = text.hasPrefix("5.5.5-") ? text.dropFirst(6) : text[...]
        numbers = own.prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap { Int($0) }
    }

    /// The engine, where its version has all that is used here: MySQL's checks came with 8.0.16.
    package func supportedEngine() throws(OpenError) -> Engine {
        let needed = engine == .mariadb ? [10, 6] : [8, 0, 16]
        guard !numbers.lexicographicallyPrecedes(needed) else {
            throw .tooOld(engine, found: spelled(numbers), needed: spelled(needed))
        }
        return engine
    }

    /// Whether it is a MariaDB of before 10.7, which brought the type `uuid`.
    var lacksUUID: Bool { engine == .mariadb && numbers.lexicographicallyPrecedes([10, 7]) }

    /// Whether it is a MariaDB of before 10.10, which brought `random_bytes`.
    var lacksRandomBytes: Bool { engine == .mariadb && numbers.lexicographicallyPrecedes([10, 10]) }

    private func spelled(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ".") }
}
