package import Raido
extension PostgreSQLDatabase {
    package func inspect() throws(StepFailure) -> Schema { Schema() }
}
