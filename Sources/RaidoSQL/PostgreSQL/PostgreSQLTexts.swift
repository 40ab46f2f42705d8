import Raido

/// The texts that PostgreSQL reads as values of a type, as patterns for letters of either case.
///
/// They hold the forms that its manual shows ("Data Types", 8), with the session's `DateStyle`. Texts with the name of a
/// month may have any of many other forms: of these nothing is known before they are read.
enum PostgreSQLTexts {
    static let moment =
        #"^\s*(\#(day(leap))\#(timeOfDay)( ad)?|\#(day(leapBeforeChrist))\#(timeOfDay) bc|epoch|-?infinity)\s*$|\#(named)"#
    static let time = #"^\s*((\#(day(leap)) +)?t?\#(clock)\#(zone)( (bc|ad))?|allballs)\s*$"#

    private static let named = "[0-9].*\(months)|\(months).*[0-9]|^ *j[0-9]+|^ *[0-9]{4}-[0-9]{3} *$"
    private static let months = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    private static let timeOfDay = "([ t]+\(clock)\(zone))?"

    /// - Parameter leap: The years with a day more.
    private static func day(_ leap: String) -> String {
        "(\(calendarDay(of: "[0-9]{1,6}", leap, "[-/.]", zero: "0?"))"
            + "|\(calendarDay(of: "([0-9]{2}|[0-9]{4})", leap, "", zero: "0")))"
    }

    private static let leap = "([0-9]*(0[48]|[2468][048]|[13579][26])|[0-9]*([02468][048]|[13579][26])00)"

    /// The year before the first one counts as 0 of the same calendar, the one before as -1.
    private static let leapBeforeChrist =
        "([0-9]*(0[59]|[2468][159]|[13579][37])|[59]|([0-9]*([02468][048]|[13579][26])|[048])?0?1)"
    private static let second = "(:([0-5]?[0-9]|60)([.][0-9]*)?)?"
    private static let clock =
        "(([01]?[0-9]|2[0-3]):[0-5]?[0-9]\(second)|24:00(:00([.]0*)?)?|(0?[0-9]|1[0-2]):[0-5]?[0-9]\(second) *[ap]m"
        + "|([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9])"
    private static let zone =
        "( *([-+](0?[0-9]|1[0-5])(:?[0-5][0-9]){0,2}|(?![ap]m|(bc|ad)([^a-z]|$))[a-z][a-z0-9_/+-]*))?"

    private static func calendarDay(of year: String, _ leap: String, _ separator: String, zero: String) -> String {
        let (s, z) = (separator, zero)
        let long = "(\(z)[13578]|1[02])\(s)(\(z)[1-9]|[12][0-9]|3[01])"
        let short = "(\(z)[469]|11)\(s)(\(z)[1-9]|[12][0-9]|30)"
        let february = "\(z)2\(s)(\(z)[1-9]|1[0-9]|2[0-8])"
        return "(?!0{3,}\(s)0)\(year)\(s)(\(long)|\(short)|\(february))|\(leap)\(s)\(z)2\(s)29"
    }

    // MARK: - Intervals

    static let interval =
        #"^\s*@?\s*(\#(number)\s*\#(unit)\s*|\#(yearMonth)\s+|\#(duration)\s+)*"#
        + #"(\#(number)\s*\#(unit)?|\#(yearMonth)|(\#(number) +)?\#(duration))(\s*ago)?\s*$"#
        + "|^p[0-9ymwdths:.,+-]*[0-9][0-9ymwdths:.,+-]*$"

    private static let number = "[-+]? *([0-9]{1,18}([.][0-9]*)?|[.][0-9]+)"
    private static let yearMonth = "[-+]?[0-9]+-(0?[0-9]|1[01])"
    private static let duration = "[-+]?[0-9]+:[0-5]?[0-9](:([0-5]?[0-9]|60)([.][0-9]*)?)?"
    private static let unit =
        "(microseconds?|u?secs?|usecond|us|milliseconds?|msecs?|ms|seconds?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d"
        + "|weeks?|w|months?|mons?|years?|yrs?|y|decades?|decs?|century|centuries|cent|c|millennium|millennia|mils?)"

    // MARK: - Networks

    static let inet =
        "^(\(byte)([.]\(byte)){3}|\(byte)([.]\(byte)){0,3}\(mask)|\(long)(/0*([0-9]{1,2}|1[01][0-9]|12[0-8]))?)$"
    static let cidr =
        "^(\(byte)([.]\(byte)){0,3}(\(mask))?|0x[0-9a-f]+(\(mask))?|\(long)(/0*([0-9]{1,2}|1[01][0-9]|12[0-8]))?)$"
    static let macAddress =
        #"^\s*([0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}|[0-9a-f]{1,2}(-[0-9a-f]{1,2}){5}|[0-9a-f]{1,6}[-:][0-9a-f]{1,6}"#
        + #"|[0-9a-f]{1,4}[.-][0-9a-f]{1,4}[.-][0-9a-f]{1,4}|[0-9a-f]{7,12})\s*$"#

    private static let byte = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])"
    private static let mask = "/0*([0-9]|[12][0-9]|3[0-2])"
    private static let short = "\(byte)([.]\(byte)){3}"
    private static let group = "[0-9a-f]{1,4}"

    /// Of version 6.
    private static let long =
        "((\(group):){7}\(group)|(\(group):){6}\(short)"
        + "|(?!.*::.*::)(?!([^:]*:){9})((\(group):)*\(group))?::((\(group):)*(\(group)|\(short)))?)"

    // MARK: - Bytes

    /// The bytes of a text, as hexadecimal digits.
    static let utf8 =
        "^((0[1-9a-f]|[1-7][0-9a-f])|(c[2-9a-f]|d[0-9a-f])\(more)|(e0[ab][0-9a-f]|ed[89][0-9a-f]|(e[1-9a-cef])\(more))\(more)"
        + "|(f0[9ab][0-9a-f]|f48[0-9a-f]|f[1-3]\(more))\(more)\(more))*$"

    private static let more = "[89ab][0-9a-f]"

    // MARK: - Documents

    /// The parts of documents: texts, other values, and arrays and objects of such as hold no others. Uppercase letters
    /// stand for what was found.
    static let documentText = #""(?:[^"\\[:cntrl:]]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*""#
    static let documentValue = "-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null"
    static let documentGroup = #"\{(?:S:[SV](?:,S:[SV])*)?\}|\[(?:[SV](?:,[SV])*)?\]"#

    /// Characters that no text of PostgreSQL's holds, and halves of others, once pairs of backslashes are gone.
    static let unstorable =
        #"\\u0000|\\ud[89ab]..(?!\\ud[c-f])|(?<!\\ud[89ab]..)\\ud[c-f]"#
}
