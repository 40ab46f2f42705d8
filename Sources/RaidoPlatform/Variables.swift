/// The variables that a program is told its settings by: those of the environment, else those of `.env`.
package struct Variables {
    /// Why `.env` cannot be used.
    package enum Mistake: Error, Equatable {
        case noVariable(line: Int)
        case unreadable(SystemError)
    }

    /// A variable that is set, and not to nothing.
    package struct Found: Equatable {
        package var name: String
        package var value: String
        /// `the environment`, or `.env`.
        package var source: String

        package init(name: String, value: String, source: String) {
            self.name = name
            self.value = value
            self.source = source
        }
    }

    private let environment: (String) -> String?
    private let file: [String: String]

    package init(environment: @escaping (String) -> String?, file: [String: String]) {
        self.environment = environment
        self.file = file
    }

    /// Those of this process and of the working folder.
    package static func load() throws(Mistake) -> Variables {
        let bytes: [UInt8]
        do throws(SystemError) { bytes = try Platform.read(".env") } catch {
            guard error.isMissing else { throw .unreadable(error) }
            return Variables(environment: Platform.environment, file: [:])
        }
        do throws(DotEnv.Mistake) {
            let file = try DotEnv(String(decoding: bytes, as: UTF8.self))
            return Variables(environment: Platform.environment, file: file.values)
        } catch { throw .noVariable(line: error.line) }
    }

    package subscript(name: String) -> Found? {
        if let value = environment(name), !value.isEmpty {
            return Found(name: name, value: value, source: "the environment")
        }
        if let value = file[name], !value.isEmpty { return Found(name: name, value: value, source: ".env") }
        return nil
    }
}

extension Variables.Mistake: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noVariable(let line): ".env:\(line): this is no NAME=value"
        case .unreadable(let error): "cannot read .env: \(error)"
        }
    }
}
