/// The options of a field, each under its spellings.
enum OptionKeyword: CaseIterable {
    case autoNow, autoNowUpdate, check, checked, collate, comment, defaultValue, enumType, file, fill, foreignKey,
        generated
    case help, index, kind, label, max, maxLength, maxSize, min, minLength, noHash, nullable, readonly, renamedFrom
    case required, rows, selectAs, setOnUpdate, skip, step, storage, unique, uploadTo, using

    init?(_ word: String) {
        guard let option = Self.byWord[word] else { return nil }
        self = option
    }

    static let allWords: [String] = allCases.flatMap(\.words)

    private static let byWord: [String: OptionKeyword] = {
        var result: [String: OptionKeyword] = [:]
        for option in allCases {
            for word in option.words { result[word] = option }
        }
        return result
    }()

    var words: [String] {
        switch self {
        case .autoNow: ["auto_now"]
        case .autoNowUpdate: ["auto_now_update"]
        case .check: ["check"]
        // The word `check` without an expression.
        case .checked: []
        case .collate: ["collate"]
        case .comment: ["comment"]
        case .defaultValue: ["default"]
        case .enumType: ["enum"]
        case .file: ["file"]
        case .fill: ["fill"]
        case .foreignKey: ["fk"]
        case .generated: ["generated"]
        case .help: ["help"]
        case .index: ["index"]
        case .kind: ["kind"]
        case .label: ["label"]
        case .max: ["max", "max_f"]
        case .maxLength: ["max_length", "max_len"]
        case .maxSize: ["max_size"]
        case .min: ["min", "min_f"]
        case .minLength: ["min_length", "min_len"]
        case .noHash: ["no_hash"]
        case .nullable: ["nullable"]
        case .readonly: ["readonly"]
        case .renamedFrom: ["renamed_from"]
        case .required: ["required"]
        case .rows: ["rows"]
        case .selectAs: ["select_as"]
        case .setOnUpdate: ["set_on_update"]
        case .skip: ["skip"]
        case .step: ["step"]
        case .storage: ["storage"]
        case .unique: ["unique"]
        case .uploadTo: ["upload_to"]
        case .using: ["using"]
        }
    }

    /// What the option wants beside its name.
    enum Argument {
        case none, value
        /// With one it is another thing than without: `check`.
        case either
    }

    var argument: Argument {
        switch self {
        case .autoNow, .autoNowUpdate, .checked, .index, .noHash, .nullable, .readonly, .required, .setOnUpdate, .skip,
            .unique:
            .none
        case .check: .either
        case .collate, .comment, .defaultValue, .enumType, .file, .fill, .foreignKey, .generated, .help, .kind, .label,
            .max, .maxLength, .maxSize, .min, .minLength, .renamedFrom, .rows, .selectAs, .step, .storage, .uploadTo,
            .using:
            .value
        }
    }
}
