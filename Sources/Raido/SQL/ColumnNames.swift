/// The columns that an expression names, in lower case and each once: no functions, types, keywords or texts.
///
/// - Parameter engine: Whose text it is; nil for one that all engines take.
package func columnNames(in expression: String, for engine: Engine? = nil) -> Set<String> {
    let tokens = SQLPieces(expression, for: engine).compactMap(\.token)
    let places = tokens.indices.filter { tokens.isColumn(at: $0, of: nil) }
    return Set(places.compactMap { tokens[$0].identifier?.lowercased() })
}
