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
/// `RAIDO_SEED=4711 swift test` starts at that seed, to repeat one failure or to try others; `RAIDO_SEEDS=1000` tries so
/// many, whatever the test asks for.
package enum Seeds {
    package static func first(_ count: Int) -> [UInt64] {
        let base = number("RAIDO_SEED") ?? 1
        return (0..<(number("RAIDO_SEEDS") ?? UInt64(count))).map { base &+ $0 }
    }

    private static func number(_ variable: String) -> UInt64? {
        getenv(variable).flatMap { UInt64(String(cString: $0)) }
    }
}
