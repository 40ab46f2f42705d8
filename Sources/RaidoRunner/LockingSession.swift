import Raido

/// Who holds the lock that a run waits for, as far as the server lets the user see it.
package struct LockingSession: Hashable {
    /// The server's number of the session.
    var session: Int64
    var user: String?
    /// The host, with a port where the server tells it.
    var client: String?
    var isIdle: Bool?
    /// In UTC, since when the session is busy, or idle: `2026-01-31T12:00:00Z`.
    var since: String?

    /// Reads a row of session, user, client, whether it is idle, and since when.
    init?(_ row: [SQLValue]?) {
        guard let row, row.count == 5, let session = row[0].integer else { return nil }
        self.session = session
        user = row[1].text
        client = row[2].text
        isIdle = row[3].integer.map { $0 == 1 }
        since = row[4].text
    }
}
