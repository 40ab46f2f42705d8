package import Raido

/// The engines whose drivers were built in, in their usual order.
package let builtInEngines: [Engine] = Engine.allCases.filter(hasDriver)

private func hasDriver(_ engine: Engine) -> Bool {
    switch engine {
    case .sqlite:
        #if SQLite
            return true
        #else
            return false
        #endif
    case .postgresql:
        #if PostgreSQL
            return true
        #else
            return false
        #endif
    case .mysql, .mariadb:
        #if MySQL
            return true
        #else
            return false
        #endif
    }
}
