import Foundation
import RaidoCLoader
import Testing

/// Libraries that are loaded while the program runs.
@Suite struct LoaderTests {
    /// What `raido_load` says of a library with a function of that name.
    private func problem(_ libraries: [String], function name: String) -> (words: String?, isFound: Bool) {
        var address: UnsafeMutableRawPointer?
        let names = libraries.map { UnsafePointer(strdup($0)) } + [nil]
        defer { for name in names { free(UnsafeMutablePointer(mutating: name)) } }
        let words = name.withCString { name in
            withUnsafeMutablePointer(to: &address) { place in
                raido_load(
                    names, [raido_function(name: name, address: place), raido_function(name: nil, address: nil)])
            }
        }
        return (words.map { String(cString: $0) }, address != nil)
    }

    @Test func theFirstThatIsThereIsLoaded() {
        #expect(problem(["libabsent.so.7", "libsqlite3.so.0"], function: "sqlite3_open") == (nil, true))
    }

    @Test func oneThatIsNotThereIsNamed() {
        let (words, isFound) = problem(["libabsent.so.7", "libmissing.so"], function: "sqlite3_open")
        #expect(words?.contains("libabsent.so.7") == true && !isFound, "\(words ?? "")")
    }

    @Test func oneWithoutAFunctionIsNamedWithIt() {
        let (words, isFound) = problem(["libsqlite3.so.0"], function: "sqlite3_fly")
        #expect(words?.contains("sqlite3_fly") == true && !isFound, "\(words ?? "")")
    }
}
