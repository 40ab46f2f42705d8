/// The same thing before and after.
struct Pair<Value> {
    var old: Value
    var new: Value
}
