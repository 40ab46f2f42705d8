import Raido
import Synchronization

/// How many tables a piece of work reads from schemas. It is counted in debug builds.
package func tableReads(_ body: () throws -> Void) rethrows -> Int {
    #if DEBUG
        guard #available(macOS 15, *) else { return 0 }
        let count = ReadCount()
        try Schema.$countsRead.withValue({ count.value.wrappingAdd(1, ordering: .relaxed) }, operation: body)
        return count.value.load(ordering: .relaxed)
    #else
        return 0
    #endif
}

@available(macOS 15, *)
private final class ReadCount: Sendable {
    let value = Atomic(0)
}
