import RaidoLanguage
import Testing

@Suite struct PackageManifestTests {
    private static let dependency = ".package(url: \"https://example.org/raido\", from: \"0.1.0\")"
    private static let target = ".target(name: \"Migrations\", path: \"migration\")"

    private func edited(_ text: String) throws(ManifestProblem) -> String {
        let manifest = try PackageManifest(reading: Array(text.utf8))
        return String(
            decoding: try manifest.adding(dependency: Self.dependency, target: Self.target).bytes, as: UTF8.self)
    }

    @Test func elementsAreAddedAtTheEndsOfTheirLists() throws {
        let text = """
            // swift-tools-version: 6.2
            let package = Package(
                name: "App",
                dependencies: [
                    .package(url: "https://example.org/other", from: "1.0.0"),  // The other one.
                ],
                targets: [
                    .executableTarget(name: "App")
                ]
            )

            """
        #expect(
            try edited(text) == """
                // swift-tools-version: 6.2
                let package = Package(
                    name: "App",
                    dependencies: [
                        .package(url: "https://example.org/other", from: "1.0.0"),  // The other one.
                        \(Self.dependency),
                    ],
                    targets: [
                        .executableTarget(name: "App"),
                        \(Self.target)
                    ]
                )

                """)
    }

    @Test func aListThatIsMissingIsMadeBeforeTheTargets() throws {
        let text = "let package = Package(\n    name: \"App\",\n    targets: []\n)\n"
        #expect(
            try edited(text) == """
                let package = Package(
                    name: "App",
                    dependencies: [
                        \(Self.dependency),
                    ],
                    targets: [
                        \(Self.target),
                    ]
                )

                """)
    }

    @Test(arguments: [
        ("[.target(name: \"A\")]", "[.target(name: \"A\"), NEW]"),
        ("[.target(name: \"A\"),]", "[.target(name: \"A\"), NEW,]"),
        ("[\n  .target(name: \"A\") // ]\n  ]", "[\n  .target(name: \"A\"), // ]\n  NEW\n  ]"),
        ("[\r\n  .target(name: \"A\"),\r\n]", "[\r\n  .target(name: \"A\"),\r\n  NEW,\r\n]"),
        ("[\n  // Nothing yet.\n]", "[\n    NEW,\n  // Nothing yet.\n]"),
        ("[.target(name: \"A]\", path: #\"\\\"]\"#)]", "[.target(name: \"A]\", path: #\"\\\"]\"#), NEW]"),
    ])
    func theLayoutOfAListIsKept(list: String, expected: String) throws {
        let lineEnd = list.contains("\r\n") ? "\r\n" : "\n"
        let text = "let package: Package = Package(\(lineEnd)dependencies: [x()], targets: \(list))"
        let manifest = try PackageManifest(reading: Array(text.utf8))
        let edited = try manifest.adding(dependency: nil, target: Self.target)
        #expect(
            String(decoding: edited.bytes, as: UTF8.self)
                == text.replacing(list, with: expected.replacing("NEW", with: Self.target)))
    }

    @Test(arguments: [
        ("let products = Package(targets: [])", ManifestProblem.noPackage),
        ("let package = Package(targets: [])\nlet package = Package(targets: [])", .noPackage),
        ("// let package = Package(targets: [])", .noPackage),
        ("let text = \"let package = Package(targets: [])\"", .noPackage),
        ("let package = Package(name: \"App\")", .noTargets),
        ("let package = Package(targets: all)", .notAList("targets")),
        ("let package = Package(targets: [] + all)", .notAList("targets")),
        ("let package = Package(dependencies: all, targets: [])", .notAList("dependencies")),
        ("#if os(Linux)\nlet package = Package(targets: [])\n#endif", .conditions),
        ("let package = Package(targets: [\n#if os(Linux)\n.target(name: \"A\"),\n#endif\n])", .conditions),
        ("let package = Package(targets: [)", .unclosed),
        ("let package = Package(targets: [", .unclosed),
    ])
    func aManifestThatIsNotPlainIsRefused(text: String, problem: ManifestProblem) {
        #expect(throws: problem) { () throws(ManifestProblem) in try edited(text) }
    }

    @Test(arguments: [
        "let package = Package(targets: [ /* none */ ])",
        "let package = Package(targets: [\n.target(name: \"A\") /* goes\non */\n])",
    ])
    func aPlaceThatIsNotClearIsRefused(text: String) {
        #expect(throws: ManifestProblem.unclear) { () throws(ManifestProblem) in try edited(text) }
    }

    @Test func anArgumentIsAddedAtTheEndOfADependency() throws {
        let text =
            "let package = Package(dependencies: [\n.package(url: \"r\", from: \"1.0.0\"  /* oldest */)\n], targets: [])"
        let manifest = try PackageManifest(reading: Array(text.utf8))
        let edited = try manifest.adding(argument: "traits: [\"X\"]", toDependency: 0)
        #expect(edited.dependencyElements.map(\.labels) == [["url", "from", "traits"]])
        #expect(
            edited.dependencyElements.map(\.text) == [
                ".package(url: \"r\", from: \"1.0.0\", traits: [\"X\"]  /* oldest */)"
            ]
        )
    }

    @Test(
        arguments: [
            (".target(name: \"A\", path: \"db/migration/\")", "db/migration/"),
            (".target(name: \"A\")", nil),
            (".target(name: \"A\", path: folder)", nil), (".target(name: \"A\", path: \"a\" + \"b\")", nil),
            (".target(name: \"path\", dependencies: [\"path\"])", nil),
        ] as [(String, String?)])
    func `a target's path is known where it is one plain text`(target: String, path: String?) throws {
        let manifest = try PackageManifest(reading: Array("let package = Package(targets: [\(target)])".utf8))
        #expect(manifest.targetElements.map(\.path) == [path])
    }

    @Test(arguments: [
        ("// swift-tools-version: 6.2", 6, 2), ("//swift-tools-version:5.10.1", 5, 10),
        ("// Swift-Tools-Version: 6", 6, 0),
        ("// swift-tools-version: 6.1;(experimental)", 6, 1),
    ])
    func theVersionOfItsFormatIsRead(line: String, major: Int, minor: Int) throws {
        let manifest = try PackageManifest(reading: Array("\(line)\nlet package = Package(targets: [])".utf8))
        let version = try #require(manifest.toolsVersion)
        #expect(version == (major, minor))
    }
}
