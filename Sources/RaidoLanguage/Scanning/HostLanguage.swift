/// The language of the code that is around a block. It decides what is text and what is code.
enum HostLanguage {
    case swift, rust

    /// `.rs` files are Rust; `.swift` and `.model` files are read as Swift.
    init(path: String) {
        self = path.hasSuffix(".rs") ? .rust : .swift
    }
}
