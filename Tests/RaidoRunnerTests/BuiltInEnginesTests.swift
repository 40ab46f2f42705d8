import Raido
import RaidoRunner
import Testing

@Test(arguments: [
    (Engine.sqlite, "sqlite:/dev/null/none"), (.postgresql, "postgresql://127.0.0.1:1/none"),
    (.mysql, "mysql://127.0.0.1:1/none"), (.mariadb, "mariadb://127.0.0.1:1/none"),
])
func anEngineIsBuiltInWhenItsDatabasesCanBeOpened(engine: Engine, url: String) {
    let hasDriver: Bool
    do throws(OpenError) {
        _ = try openDatabase(url)
        hasDriver = true
    } catch {
        if case .notBuilt = error { hasDriver = false } else { hasDriver = true }
    }
    #expect(builtInEngines.contains(engine) == hasDriver)
}
