import Foundation
import Raido
import Testing

/// Texts that look alike, and differ in their bytes.
@Suite struct NormalFormQuestionTests {
    private static let composed = "caf\u{E9}"
    private static let decomposed = "cafe\u{301}"

    private func posts(_ text: String) -> String {
        """
        model! { Post, table: "posts", enums: { State: [Open = "\(text)", Shut] }, fields: {
            n: int, a: text [default: "\(text)"], b: choice [enum(State), default: Open, comment: "\(text)"],
            c: text [check: "c <> 'x\(text)'"],
        } }
        """
    }

    @Test(arguments: TestDatabase.engines)
    func `defaults, checks, comments and values get the other normal form, and the old one back`(engine: Engine) throws
    {
        let change = ModelChange(
            before: posts(Self.composed), rows: "INSERT INTO posts (id, n) VALUES (1, 1)", after: posts(Self.decomposed)
        )
        try change.run(on: engine) { changed in
            try changed.upWithoutDrift()
            _ = try changed.ask("INSERT INTO posts (id, n) VALUES (2, 2)")
            let (old, new) = (Self.hexadecimal(Self.composed), Self.hexadecimal(Self.decomposed))
            #expect(try changed.ask(hexadecimal("a", on: engine)).uppercased() == "\(old)\n\(new)")
            #expect(try changed.ask(hexadecimal("b", on: engine)).uppercased() == "\(new)\n\(new)")
            let reverted = try changed.down()
            #expect(reverted.status == 0, "\(reverted)")
            #expect(try changed.ask(hexadecimal("b", on: engine)).uppercased() == "\(old)\n\(old)")
        }
    }

    /// Clients show texts in an encoding of their own.
    private func hexadecimal(_ column: String, on engine: Engine) -> String {
        let text = engine == .postgresql ? "encode(convert_to(\(column)::text, 'UTF8'), 'hex')" : "hex(\(column))"
        return "SELECT \(text) FROM posts ORDER BY id"
    }

    private static func hexadecimal(_ text: String) -> String {
        text.utf8.map { String(format: "%02X", $0) }.joined()
    }
}
