import Raido
import RaidoSQL

/// A value of a row that a plan is tried on, said once for all engines.
enum BoundaryValue: Hashable {
    case null
    case text(String)
    /// A number, as written.
    case number(String)
    case truth(Bool)
    case bytes([UInt8])

    func literal(on engine: Engine) -> String {
        switch self {
        case .null: "NULL"
        case .number(let digits): digits
        case .text(let text): engine.dialect.textLiteral(text)
        case .truth(let isTrue): engine.dialect.truthLiteral(isTrue)
        case .bytes(let bytes): engine.dialect.bytesLiteral(bytes)
        }
    }
}
