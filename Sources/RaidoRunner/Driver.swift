package import Raido

/// Package traits: each builds the driver of an engine in. A build has those that the manifest which depends on this
/// package asks for, and SQLite's where that says nothing.
package enum DriverTrait: String, CaseIterable, Sendable {
    case sqlite = "SQLite"
    case postgresql = "PostgreSQL"
    case mysql = "MySQL"

    /// The trait that a build has where nobody chose one.
    package static let `default` = DriverTrait(for: .default)

    /// The trait whose driver reaches that engine.
    package init(for engine: Engine) {
        switch engine {
        case .sqlite: self = .sqlite
        case .postgresql: self = .postgresql
        case .mysql, .mariadb: self = .mysql
        }
    }

    /// The Debian package of the driver's library.
    package var libraryPackage: String {
        switch self {
        case .sqlite: "libsqlite3-0"
        case .postgresql: "libpq5"
        case .mysql: "libmariadb3"
        }
    }

    /// The driver, where it was built in: the only place that knows.
    fileprivate var builtInDriver: (any Driver)? {
        switch self {
        case .sqlite:
            #if SQLite
                return SQLiteDriver()
            #else
                return nil
            #endif
        case .postgresql:
            #if PostgreSQL
                return PostgreSQLDriver()
            #else
                return nil
            #endif
        case .mysql:
            #if MySQL
                return MySQLDriver()
            #else
                return nil
            #endif
        }
    }

    /// - Throws: ``OpenError/notBuilt(_:)``
    func driver() throws(OpenError) -> any Driver {
        guard let builtInDriver else { throw .notBuilt(engine) }
        return builtInDriver
    }

    /// The engine that the trait is named after.
    private var engine: Engine { Engine.allCases.first { Self(for: $0) == self } ?? .default }
}

/// The engines whose drivers were built in, in their usual order.
package let builtInEngines: [Engine] = Engine.allCases.filter { DriverTrait(for: $0).builtInDriver != nil }

/// Opens the databases of the engines that one trait is for.
protocol Driver: Sendable {
    /// - Parameters:
    ///   - creating: Whether a database file that does not exist is created, when it is first written to.
    ///   - singleRunner: Whether the caller makes sure that no other run is in progress, also where no lock can.
    func open(
        _ url: String, history: HistoryTable, creating: Bool, singleRunner: Bool
    ) throws(OpenError) -> any Database

    /// Makes an empty database to try things in.
    ///
    /// - Parameters:
    ///   - url: The server; nil for one in memory.
    ///   - seconds: How long one in memory may compute.
    ///   - wrapping: Gives the connection that is used in place of the database's own.
    func makeScratch(
        on url: String?, seconds: Int, wrapping: (any Connection) -> any Connection
    ) throws(OpenError) -> ScratchPlace
}
