import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlatform
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
        /// A target whose folder contains the migrations.
        case contains(target: String, folder: String)
        /// A target whose folder is inside that of the migrations.
        case inside(target: String, folder: String)
        case targetTaken(String)
        /// The manifest's format is too old for traits.
        case toolsVersion(String)
    }

    /// The products of this package that the targets of others name.
    private static let products = ["Raido", "RaidoMigrate"]
    private static let target = "Migrations"

    /// A placeholder for the URL of this package: the package manager does not tell a build where its sources come from.
    private static let unknownURL = "https://<where you cloned Raido from>"

    /// What the manifest calls this package.
    private let identity: String

    /// An element for the list of dependencies.
    var dependency: String?
    /// An argument for the dependency that exists, and its place in the list.
    var argument: (text: String, place: Int)?
    /// An element for the list of targets.
    var target: String?
    /// What is in the way of writing all that.
    private(set) var obstacle: Obstacle?

    var isEmpty: Bool { dependency == nil && argument == nil && target == nil }

    /// - Parameter manifest: nil where the project has none, or none that can be read.
    init(_ manifest: PackageManifest?, settings: Settings, url: String?) {
        let traits = Set((settings.engines ?? []).map { DriverTrait(for: $0) }).union([.default])
        let elements = manifest?.dependencyElements ?? []
        let targets = manifest?.targetElements ?? []
        let urlIdentity = url.map(Self.identity(of:))
        let identities = Self.identities(in: targets).union(["raido", urlIdentity ?? "raido"])
        let found = elements.enumerated().compactMap { place, element in
            element.strings.map(Self.identity(of:)).first(where: identities.contains).map {
                (place: place, identity: $0)
            }
        }.first
        identity = found?.identity ?? urlIdentity ?? "raido"
        if let found {
            need(traits, of: elements[found.place], at: found.place)
        } else {
            dependency = DriverTrait.dependency(with: traits, url: url ?? Self.unknownURL, from: raidoVersion)
            if url == nil { obstacle = .noURL }
            if manifest?.strings.contains(where: { identities.contains(Self.identity(of: $0)) }) == true {
                obstacle = .namedElsewhere
            }
        }
        needTarget(among: targets, at: Path.normalised(settings.migrations))
        if dependency?.contains("traits:") == true || argument != nil,
            let version = manifest?.toolsVersion, version < (6, 1)
        {
            obstacle = .toolsVersion("\(version.major).\(version.minor)")
        }
    }

    private mutating func need(_ traits: Set<DriverTrait>, of element: PackageManifest.Element, at place: Int) {
        let missing = DriverTrait.allCases.filter {
            $0 != .default && traits.contains($0) && !element.strings.contains($0.rawValue)
        }
        guard !missing.isEmpty, let list = DriverTrait.argument(traits) else { return }
        argument = (list, place)
        if element.labels.contains("traits") { obstacle = .otherTraits(missing.map(\.rawValue)) }
    }

    private mutating func needTarget(among targets: [PackageManifest.Element], at folder: String) {
        if targets.contains(where: { $0.folder == folder }) { return }
        target =
            ".target(name: \"\(Self.target)\", dependencies: [.product(name: \"Raido\", package: \"\(identity)\")], "
            + "path: \"\(folder)\")"
        for element in targets {
            let name = element.strings.first ?? ""
            if name == Self.target { obstacle = .targetTaken(name) }
            guard let other = element.folder else { continue }
            if Self.contains(other, folder) { obstacle = .contains(target: name, folder: other) }
            if Self.contains(folder, other) { obstacle = .inside(target: name, folder: other) }
        }
    }

    private static func contains(_ folder: String, _ path: String) -> Bool {
        folder == "." || Path.isInside(path, folder: folder)
    }

    /// The identity that the package manager gives a package: the last part of its URL or path without `.git`, in lower
    /// case.
    private static func identity(of location: String) -> String {
        var name = location.split(separator: "/").last ?? ""
        if name.hasSuffix(".git") { name = name.dropLast(4) }
        return name.lowercased()
    }

    /// The packages that targets take a product of this one from: `.product(name: "Raido", package: "raido-fork")`.
    private static func identities(in targets: [PackageManifest.Element]) -> Set<String> {
        var identities: Set<String> = []
        for target in targets {
            // The first text is the target's name.
            for (product, package) in zip(target.strings.dropFirst(), target.strings.dropFirst(2))
            where products.contains(product) {
                identities.insert(package.lowercased())
            }
        }
        return identities
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
        case .contains(let target, "."): "the target '\(target)' is the whole folder, which contains the migrations"
        case .contains(let target, let folder): "the target '\(target)' at '\(folder)' contains the migrations"
        case .inside(let target, let folder): "the target '\(target)' at '\(folder)' is inside the folder of migrations"
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
        case .targetTaken(let name): "another target is called '\(name)'"
        case .toolsVersion(let version): "traits need '// swift-tools-version: 6.1' or later, and this is \(version)"
        }
    }
}

extension PackageManifest.Element {
    /// The folder of a target: its path, or the usual place for its name. Nil where that is not clear.
    fileprivate var folder: String? {
        if labels.contains("path") { return path.map(Path.normalised) }
        guard let name = strings.first, labels.contains("name") else { return nil }
        if text.hasPrefix(".testTarget") { return "Tests/" + name }
        return (text.hasPrefix(".plugin") ? "Plugins/" : "Sources/") + name
    }
}
