package import Raido

// What a manifest says about drivers.
extension DriverTrait {
    /// Those that this program was built with.
    package static var builtIn: Set<DriverTrait> { Set(builtInEngines.map { DriverTrait(for: $0) }) }

    /// The line of a manifest that depends on this package with these traits.
    ///
    ///     .package(url: "…", from: "0.1.0", traits: [.defaults, "PostgreSQL"])
    ///
    /// - Parameter version: The oldest version that will do; without one, `…` replaces it, as for the URL.
    package static func dependency(
        with traits: Set<DriverTrait>, url: String = "…", from version: String = "…"
    ) -> String {
        let traits = argument(traits).map { ", " + $0 } ?? ""
        return ".package(url: \"\(url)\", from: \"\(version)\"\(traits))"
    }

    /// `traits: [.defaults, "PostgreSQL"]`; nil for the default's alone.
    package static func argument(_ traits: Set<DriverTrait>) -> String? {
        let names = allCases.filter(traits.contains).map { $0 == .default ? ".defaults" : "\"\($0.rawValue)\"" }
        return names == [".defaults"] ? nil : "traits: [\(names.joined(separator: ", "))]"
    }

    /// How to build the missing driver in and keep those that are: in a package that depends on this one, and in this
    /// one.
    package static func advice(missing engine: Engine, builtIn: Set<DriverTrait> = builtIn) -> String {
        let wanted = builtIn.union([DriverTrait(for: engine)])
        let names = allCases.filter(wanted.contains).map(\.rawValue).joined(separator: ",")
        return "in your Package.swift, depend on Raido with \(dependency(with: wanted)); "
            + "in Raido's own package, build with --traits \(names)"
    }
}
