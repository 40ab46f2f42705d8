// What most tables of this application have. An abstract model makes no table of its own.

model! {
    Base,
    fields: {
        timestamps,
    },
    meta: { abstract: true },
}
