use runique::prelude::*;

/// What eats plants /* and this comment /* nests */ too */.
/* model! { Nothing, table: "nothing", pk: id => Pk, { a: text } } */
model! {
    Pest,
    table: "pests",
    pk: id => i32,
    fields: {
        name: String [required, max_len(80)],
        cure: String [nullable],
    }
}

fn shown<'a>(pest: &'a str) -> &'a str {
    let _ = r#"model! { Neither, table: "neither" }"#;
    let _ = 'm';
    pest
}
