/// What an engine does to values that it changes to fit a new type, without an error.
public enum SilentChange: Hashable, Sendable {
    /// Numbers, and moments, keep fewer digits.
    case rounded
    /// Texts become numbers: they are rounded, or lose zeros at their beginning.
    case readAsNumber
    /// Texts lose the blanks at their end.
    case blanks
    /// Moments lose their time of day.
    case timeOfDay
    /// Moments lose their day.
    case day
    /// Moments are converted from, or to, the session's time zone, which is UTC wherever Raido runs statements.
    case timeZone
    /// Of a key that a JSON object has twice, the last one stays.
    case duplicateKeys
    /// The same, and long numbers in a document lose digits.
    case duplicateKeysOrDigits
    /// None of these.
    case other
}

extension TypeChange {
    /// What becomes of values that are not refused and do not stay as they are.
    package var silentChange: SilentChange {
        // An ENUM of MySQL's takes texts for its values whatever blanks they end in.
        if old.isText, new.isText { return .blanks }
        if holdsDocuments(new), holdsDocuments(old) || old.isText {
            return engine.facts.roundsNumbersInDocuments ? .duplicateKeysOrDigits : .duplicateKeys
        }
        if old.isMoment, new.isMoment { return old.type == new.type ? .rounded : .timeZone }
        if new.type == .date { return .timeOfDay }
        if new.type == .time, old.isMoment { return .day }
        let isNumber = new.exactNumber != nil || new.isFloating
        if old.isText, isNumber { return .readAsNumber }
        let wasNumber = old.exactNumber != nil || old.isFloating
        return wasNumber || isNumber || new.secondDigits != nil ? .rounded : .other
    }

    private func holdsDocuments(_ type: StoredType) -> Bool { type.type == .json || type.type == .jsonb }

    /// Whether values may become others in a way that no look at the old ones tells: only a trial of the conversion
    /// does.
    ///
    /// Values that are written as texts stay what they are, and what texts lose as another type is known. So is what
    /// happens between numbers and booleans, and where the types share no value.
    package var needsTrial: Bool {
        guard losesValues, !sharesNoValue else { return false }
        if engine.facts.comparesConvertedValues { return false }
        if old.isUnknown || new.isUnknown { return true }
        if isWrittenAsText(new) || old.isText { return false }
        return !(isNumberOrBoolean(old) && isNumberOrBoolean(new))
    }

    private func isNumberOrBoolean(_ type: StoredType) -> Bool {
        type.exactNumber != nil || type.isFloating || type.type == .boolean
    }

    private func isWrittenAsText(_ type: StoredType) -> Bool {
        if type.isText { return true }
        guard !engine.facts.hasIntervalAndAddressTypes, let type = type.type else { return false }
        return type == .interval || type == .inet || type == .cidr || type == .macAddress || type == .xml
    }
}
