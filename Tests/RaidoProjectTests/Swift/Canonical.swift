/// A value as a text that is the same in every process, and differs where values differ in a single byte.
///
/// This file is compiled into the tests, and with the migrations that the tests print.
func canonical(_ value: Any) -> String {
    if let text = value as? String {
        return "'" + text.utf8.map { String($0, radix: 16) }.joined(separator: ".") + "'"
    }
    let mirror = Mirror(reflecting: value)
    if mirror.children.isEmpty { return String(describing: value) }
    var parts = mirror.children.map { ($0.label.map { $0 + "=" } ?? "") + canonical($0.value) }
    if mirror.displayStyle == .dictionary { parts.sort() }
    return "\(type(of: value))(\(parts.joined(separator: ", ")))"
}
