#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Calls a function once a second from a thread of its own, until it is stopped.
package final class Ticker {
    private let state: TickerState
    private var thread: pthread_t?

    /// - Parameter tick: Gets the seconds since the start: 1, 2, 3 …
    package init(_ tick: @escaping @Sendable (Int) -> Void) {
        state = TickerState(tick)
        // The thread has the state until it ends.
        let pointer = Unmanaged.passRetained(state).toOpaque()
        #if canImport(Darwin)
            let failure = pthread_create(&thread, nil, { TickerState.run($0) }, pointer)
        #else
            var identity = pthread_t()
            let failure = pthread_create(&identity, nil, { TickerState.run($0) }, pointer)
            if failure == 0 { thread = identity }
        #endif
        // Progress that nobody sees is no reason to fail.
        if failure != 0 { Unmanaged<TickerState>.fromOpaque(pointer).release() }
    }

    /// Returns when no call is under way and none will come.
    package func stop() {
        guard let thread else { return }
        state.stop()
        pthread_join(thread, nil)
        self.thread = nil
    }

    deinit { stop() }
}

private final class TickerState {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isStopped = false
    private let tick: @Sendable (Int) -> Void

    init(_ tick: @escaping @Sendable (Int) -> Void) {
        self.tick = tick
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let pointer else { return nil }
        Unmanaged<TickerState>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
    }

    private func run() {
        let start = Platform.clock(CLOCK_REALTIME)
        var seconds = 0
        pthread_mutex_lock(mutex)
        while !isStopped {
            var deadline = timespec(tv_sec: start.tv_sec + seconds + 1, tv_nsec: start.tv_nsec)
            guard pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT, !isStopped else { continue }
            seconds += 1
            tick(seconds)
        }
        pthread_mutex_unlock(mutex)
    }

    func stop() {
        pthread_mutex_lock(mutex)
        isStopped = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(condition)
        mutex.deallocate()
        condition.deallocate()
    }
}
