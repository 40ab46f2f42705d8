#if PostgreSQL
    import RaidoCPostgreSQL
    import RaidoPlatform

    /// Asks the server to cancel the statement of a connection when a signal ends this process. Without that, the server
    /// would run it to its end.
    final class PostgreSQLCancellation {
        private let request: OpaquePointer?

        /// - Parameter connection: libpq's.
        init(_ connection: OpaquePointer) {
            request = PQgetCancel(connection)
            current = request
            Platform.doWhenInterrupted(cancelCurrent)
        }

        deinit {
            // First, since a signal may come in between.
            if current == request { current = nil }
            PQfreeCancel(request)
        }
    }

    /// Of the connection that was opened last. One pointer, so that a signal finds either a whole request or none.
    nonisolated(unsafe) private var current: OpaquePointer?

    /// The one function of libpq that a signal handler may call (PostgreSQL manual, "Canceling Queries in Progress").
    private func cancelCurrent() {
        guard let current else { return }
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { words in
            _ = PQcancel(current, words.baseAddress, Int32(words.count))
        }
    }
#endif
