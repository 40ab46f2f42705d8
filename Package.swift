// swift-tools-version: 6.2
import PackageDescription

// Every module is built alike: Swift 6 mode, warnings are errors, imports stay internal unless said otherwise.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "Raido",
    platforms: [.macOS(.v13)],
    products: [
        .library(name: "Raido", targets: ["Raido"]),
        .library(name: "RaidoRunner", targets: ["RaidoRunner"]),
        .executable(name: "raido", targets: ["raido-tool"]),
        .executable(name: "migrate", targets: ["migrate"]),
    ],
    traits: [
        .trait(name: "SQLite", description: "The driver for SQLite 3.35 and later, over the system's libsqlite3."),
        .default(enabledTraits: ["SQLite"]),
    ],
    targets: [
        // The vocabulary: what a database looks like, and what can happen to it.
        .target(name: "Raido", swiftSettings: strict),

        // Between a person and the tool.
        .target(name: "RaidoConsole", swiftSettings: strict),

        // The stages. They do not import one another, but RaidoRunner uses RaidoSQL.
        .target(name: "RaidoLanguage", dependencies: ["Raido", "RaidoConsole"], swiftSettings: strict),
        .target(name: "RaidoPlanning", dependencies: ["Raido"], swiftSettings: strict),
        .target(name: "RaidoSQL", dependencies: ["Raido"], swiftSettings: strict),
        .target(name: "RaidoProject", dependencies: ["Raido"], swiftSettings: strict),
        .target(
            name: "RaidoRunner",
            dependencies: [
                "Raido", "RaidoSQL",
                .target(name: "CRaidoSQLite", condition: .when(traits: ["SQLite"])),
            ],
            swiftSettings: strict),

        // The doors.
        .executableTarget(
            name: "raido-tool",
            dependencies: [
                "Raido", "RaidoConsole", "RaidoLanguage", "RaidoPlanning", "RaidoSQL", "RaidoProject",
            ],
            path: "Sources/raido",
            swiftSettings: strict),
        .executableTarget(
            name: "migrate",
            dependencies: ["Raido", "RaidoConsole", "RaidoRunner", "Migrations"],
            swiftSettings: strict),

        // The generated history of the example in entities/.
        .target(name: "Migrations", dependencies: ["Raido"], path: "migration", swiftSettings: strict),

        // The system's C libraries.
        .systemLibrary(
            name: "CRaidoSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),

        .testTarget(
            name: "RaidoLanguageTests", dependencies: ["Raido", "RaidoConsole", "RaidoLanguage"], swiftSettings: strict),
        .testTarget(name: "RaidoTests", dependencies: ["Raido"], swiftSettings: strict),
        .testTarget(name: "RaidoConsoleTests", dependencies: ["RaidoConsole"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
