package import Raido

/// The schema as inspecting a database of that engine can tell it: what the engine does not keep is gone, and what it
/// keeps alike is alike.
///
/// - Parameter rendering: The words that its tables were made with.
package func normalised(_ schema: Schema, for engine: Engine, as rendering: Rendering = .current) -> Schema {
    engine.dialect.normalised(schema, as: rendering)
}
