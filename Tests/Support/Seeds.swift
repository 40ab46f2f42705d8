#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The seeds of a property test, given to `@Test(arguments:)` so that a failure prints its own.
///
///     @Test(arguments: Seeds.first(300))
///     func replayOfAPlanGivesTheTarget(seed: UInt64) { … }
///
/// `RAIDO_SEED=4711 swift test` starts at that seed, to repeat one failure or to try others.
package enum Seeds {
    package static func first(_ count: Int) -> [UInt64] {
        (0..<UInt64(count)).map { base &+ $0 }
    }

    private static var base: UInt64 {
        guard let text = getenv("RAIDO_SEED") else { return 1 }
        return UInt64(String(cString: text)) ?? 1
    }
}
