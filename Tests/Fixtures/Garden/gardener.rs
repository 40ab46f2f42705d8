use runique::prelude::*;

extend! {
    table: "eihwaz_users",
    fields: {
        phone:   phone [max_length: 20, nullable],
        bio:     textarea,
        avatar:  image [upload_to: "gardeners/"],
        country: text [max_length: 100, default: "Schweiz"],
        knows_roses: bool [default: false],
    }
}
