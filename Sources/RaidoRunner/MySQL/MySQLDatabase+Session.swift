import Raido
import RaidoSQL

extension MySQLDatabase {
    /// Says how the session reads, checks and answers what it is told, whatever the server's settings are.
    func setUp() throws(DatabaseError) {
        keepsPersonsSettings = false
        let settings = MySQLSetting.all(of: engine)
        let names =
            settings.map(\.name) + MySQLSessionSettings.reading.map(\.name) + ["max_allowed_packet", "wsrep_on"]
        let list = names.map(literal).joined(separator: ", ")
        var known: [String: String] = [:]
        for row in try connection.rows("SHOW SESSION VARIABLES WHERE variable_name IN (\(list))") {
            if let name = row[0].text?.lowercased() { known[name] = row[1].text ?? "" }
        }
        largestPacket = known["max_allowed_packet"].flatMap(Int.init) ?? .max
        isReplicating = known["wsrep_on"]?.uppercased() == "ON"
        session = MySQLSessionSettings(lockTimeout: lockTimeout)
        for setting in settings where known[setting.name] != nil {
            let assignment = "\(setting.name) = \(setting.value)"
            // Without the right to set it, it is as the server has it.
            if setting.use == .restricted, (try? connection.run("SET SESSION \(assignment)")) == nil { continue }
            session.add(setting.name, setting.value)
        }
        for (name, value) in MySQLSessionSettings.reading where known[name] != nil { session.add(name, value) }
        try connection.run(session.runners)
    }

    /// Waits until this server has what others of a Galera cluster committed before: the history of a run that just ended
    /// on another one could be incomplete here. Once is enough, and more would slow each query down.
    func waitForCluster() throws(DatabaseError) {
        guard isReplicating else { return }
        do { try connection.run("SET SESSION wsrep_sync_wait = 1") } catch {
            // Without the privilege to set it, it is as the server has it.
            guard error.kind == .denied else { throw error }
            return
        }
        try connection.run("SELECT 1")
        try connection.run("SET SESSION wsrep_sync_wait = DEFAULT")
    }

    /// Runs what the user wrote under the settings that the user's statements before it made, and keeps these while
    /// the session is the runner's again.
    func withUserSession(_ body: () throws(DatabaseError) -> Void) throws(DatabaseError) {
        if keepsPersonsSettings { try connection.run(session.restoring) }
        keepsPersonsSettings = true
        do throws(DatabaseError) { try body() } catch {
            try? keepSettings()
            throw error
        }
        try keepSettings()
    }

    private func keepSettings() throws(DatabaseError) {
        try connection.run(session.keeping)
        try connection.run(session.runners)
    }
}

/// The settings of a session that decide what statements do and answer.
struct MySQLSessionSettings {
    private var values: [(name: String, value: String)] = []

    init() {}

    /// - Parameter lockTimeout: In seconds.
    init(lockTimeout: Int) {
        values = [
            ("lock_wait_timeout", "\(lockTimeout)"), ("innodb_lock_wait_timeout", "\(lockTimeout)"),
            ("character_set_client", "utf8mb4"), ("character_set_results", "utf8mb4"),
            ("collation_connection", mysqlCollation),
        ]
    }

    mutating func add(_ name: String, _ value: String) { values.append((name, value)) }

    /// What a query sees; each server knows some of them. With the last one, it waits until this server has what other
    /// members of a replication group committed before.
    static let reading = [
        ("transaction_isolation", "'REPEATABLE-READ'"), ("transaction_read_only", "0"),
        ("tx_isolation", "'REPEATABLE-READ'"), ("tx_read_only", "0"),
        ("group_replication_consistency", "'BEFORE'"),
    ].map { (name: $0.0, value: $0.1) }

    /// Makes the session the runner's.
    var runners: String { Self.set(values.map { "SESSION \($0.name) = \($0.value)" }) }

    /// Keeps what it has in variables of its own.
    var keeping: String { Self.set(values.map { "@raido_\($0.name) = @@SESSION.\($0.name)" }) }

    /// Makes it again what was kept.
    var restoring: String { Self.set(values.map { "SESSION \($0.name) = @raido_\($0.name)" }) }

    private static func set(_ assignments: [String]) -> String { "SET " + assignments.joined(separator: ", ") }
}
