/// A cluster whose servers all accept writes, while each has named locks of its own.
///
/// There, `GET_LOCK` keeps out only other sessions of the same server.
public enum ServerCluster: Hashable, Sendable {
    /// MariaDB Galera Cluster or Percona XtraDB Cluster (MariaDB documentation, "MariaDB Galera Cluster - Known
    /// Limitations").
    case galera
    /// Group Replication in multi-primary mode (MySQL manual, "Group Replication Limitations").
    case multiPrimaryGroup
}

extension Connection {
    /// The cluster that the server belongs to; nil for a server of its own.
    func cluster() throws(DatabaseError) -> ServerCluster? {
        // Servers that have no such variable return no row for it.
        let answer = try rows(
            """
            SHOW VARIABLES WHERE variable_name IN
            ('wsrep_on', 'wsrep_provider', 'group_replication_single_primary_mode')
            """)
        var settings: [String: String] = [:]
        for row in answer where row.count == 2 {
            if let name = row[0].text?.lowercased(), let value = row[1].text { settings[name] = value.lowercased() }
        }
        // It may be on without a provider; then nothing is replicated.
        if settings["wsrep_on"] == "on", !["", "none"].contains(settings["wsrep_provider"] ?? "") { return .galera }
        if settings["group_replication_single_primary_mode"] == "off", try isInGroup() { return .multiPrimaryGroup }
        return nil
    }

    /// Whether the server is a member of a running group. Without the privilege to ask, it is taken for one: the mode was
    /// set for that.
    private func isInGroup() throws(DatabaseError) -> Bool {
        do {
            let members = try number(
                "SELECT count(*) FROM performance_schema.replication_group_members WHERE member_state <> 'OFFLINE'")
            return members != 0
        } catch {
            guard error.kind == .denied else { throw error }
            return true
        }
    }
}

extension DatabaseError {
    /// Whether the server does not allow `GET_LOCK` in a cluster: some versions of MariaDB (MDEV-30473, taken back by
    /// MDEV-31325), and Percona XtraDB Cluster in its strict mode.
    var isRefusedInCluster: Bool { code == 1235 || code == 1105 }
}
