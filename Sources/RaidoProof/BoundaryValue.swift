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
        case .null: return "NULL"
        case .number(let digits): return digits
        case .text(let text):
            switch engine {
            case .sqlite, .postgresql: return Raido.literal(text)
            case .mysql, .mariadb: return backslashLiteral(text)
            }
        case .truth(let isTrue):
            switch engine {
            case .postgresql: return isTrue ? "true" : "false"
            case .sqlite, .mysql, .mariadb: return isTrue ? "1" : "0"
            }
        case .bytes(let bytes):
            let digits = hexadecimal(bytes)
            switch engine {
            case .postgresql: return "'\\x\(digits)'"
            case .sqlite, .mysql, .mariadb: return "x'\(digits)'"
            }
        }
    }
}

extension Engine {
    func quoted(_ name: String) -> String {
        switch self {
        case .sqlite, .postgresql: quote(name)
        case .mysql, .mariadb: backtickQuote(name)
        }
    }

    func quotedNames(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }
}
