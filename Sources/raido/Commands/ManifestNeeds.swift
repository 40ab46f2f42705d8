import Raido
import RaidoConsole
import RaidoLanguage
import RaidoProject
import RaidoRunner

/// What a package's manifest lacks for the use of Raido: the dependency, with the traits of its engines, and the target
/// of the migrations.
struct ManifestNeeds {
    /// Why the manifest is not edited.
    enum Obstacle: Error, Equatable {
        case manifest(ManifestProblem)
        /// The dependency asks for traits, and not for these.
        case otherTraits([String])
        /// Raido is named in the manifest, and not in the list of dependencies.
        case namedElsewhere
        case noManifest
        case noURL
        /// A target of the whole folder, which must not hold another one.
        case overlap(String)
        case targetTaken(String)
        /// The manifest's format is too old for traits.
        case toolsVersion(String)
    }

    /// The name of this package in the manifests of others: the last part of its URL.
    static let identity = "raido"
    private static let target = "Migrations"

    /// An element for the list of dependencies.
    var dependency: String?
    /// An argument for the dependency that is there, and its place in the list.
    var argument: (text: String, place: Int)?
    /// An element for the list of targets.
    var target: String?
    /// What stands in the way of writing all that.
    private(set) var obstacle: Obstacle?

    var isEmpty: Bool { dependency == nil && argument == nil && target == nil }

    /// - Parameter manifest: nil where the project has none, or none that can be read.
    init(_ manifest: PackageManifest?, settings: Settings, url: String?) {
        let traits = Set((settings.engines ?? []).map { DriverTrait(for: $0) }).union([.sqlite])
        let elements = manifest?.dependencyElements ?? []
        if let place = elements.firstIndex(where: { $0.strings.contains(where: Self.namesRaido) }) {
            need(traits, of: elements[place], at: place)
        } else {
            dependency = DriverTrait.dependency(with: traits, url: url ?? "…", from: raidoVersion)
            if url == nil { obstacle = .noURL }
            if manifest?.strings.contains(where: Self.namesRaido) == true { obstacle = .namedElsewhere }
        }
        needTarget(among: manifest?.targetElements ?? [], at: settings.migrations)
        if dependency?.contains("traits:") == true || argument != nil,
            let version = manifest?.toolsVersion, version < (6, 1)
        {
            obstacle = .toolsVersion("\(version.major).\(version.minor)")
        }
    }

    private mutating func need(_ traits: Set<DriverTrait>, of element: PackageManifest.Element, at place: Int) {
        let missing = DriverTrait.allCases.filter {
            $0 != .sqlite && traits.contains($0) && !element.strings.contains($0.rawValue)
        }
        guard !missing.isEmpty, let list = DriverTrait.argument(traits) else { return }
        argument = (list, place)
        if element.labels.contains("traits") { obstacle = .otherTraits(missing.map(\.rawValue)) }
    }

    private mutating func needTarget(among targets: [PackageManifest.Element], at folder: String) {
        if targets.contains(where: { $0.strings.contains(folder) && $0.labels.contains("path") }) { return }
        target =
            ".target(name: \"\(Self.target)\", dependencies: [.product(name: \"Raido\", package: \"\(Self.identity)\")], "
            + "path: \"\(folder)\")"
        if targets.contains(where: { $0.strings.first == Self.target }) { obstacle = .targetTaken(Self.target) }
        if let wide = targets.first(where: {
            $0.labels.contains("path") && $0.strings.contains { [".", "./"].contains($0) }
        }) {
            obstacle = .overlap(wide.strings.first ?? "")
        }
    }

    /// Whether a text of a manifest is this package's name, or a URL or path that ends in it.
    private static func namesRaido(_ text: String) -> Bool {
        var name = text.split(separator: "/").last.map { $0.lowercased() } ?? ""
        if name.hasSuffix(".git") { name.removeLast(4) }
        return name == identity
    }

    /// The manifest with everything in it that it lacks.
    func applied(to manifest: PackageManifest) throws(Obstacle) -> PackageManifest {
        if let obstacle { throw obstacle }
        do throws(ManifestProblem) {
            var edited = manifest
            if let argument { edited = try edited.adding(argument: argument.text, toDependency: argument.place) }
            return try edited.adding(dependency: dependency, target: target)
        } catch { throw .manifest(error) }
    }
}

extension ManifestNeeds.Obstacle: CustomStringConvertible {
    var description: String {
        switch self {
        case .manifest(.conditions): "it has '#if' in or around the package"
        case .manifest(.noPackage): "it has no single 'let package = Package(…)'"
        case .manifest(.noTargets): "the package has no 'targets:'"
        case .manifest(.notAList(let label)): "'\(label):' is more than a list in brackets"
        case .manifest(.unclosed): "its brackets do not match"
        case .manifest(.unclear): "the place for the new text is not clear"
        case .namedElsewhere: "it names raido outside of 'dependencies:'"
        case .noManifest: "there is none in this folder"
        case .noURL: "the URL of Raido is not known; give it with --url URL"
        case .otherTraits(let traits):
            "the dependency has traits, but not \(traits.map { "\"\($0)\"" }.joined(separator: ", "))"
        case .overlap(let target): "the target '\(target)' is the whole folder, which holds the migrations, too"
        case .targetTaken(let name): "another target is called '\(name)'"
        case .toolsVersion(let version): "traits need '// swift-tools-version: 6.1' or later, and this is \(version)"
        }
    }
}
