import RaidoConsole
import RaidoFuzzSupport
import RaidoLanguage

// The scanner and the parser take any bytes, and every mistake has a place in the file.

/// What libFuzzer calls with one input after another.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let file = SourceFile(fuzzed: Array(UnsafeBufferPointer(start: data, count: size)))
    checkPlaces(of: readSyntax(of: file).mistakes, in: file)
    return 0
}
