// Users belong to the framework; the shop adds what it has to know of them.

extend! {
    table: "eihwaz_users",
    enums: { Level: [Regular, Silver, Gold] },
    fields: {
        bio:         textarea,
        avatar:      image [upload_to: "avatars/"],
        is_verified: bool [required, default: false],
        level:       choice [enum(Level), default: Regular],
        last_seen:   timestamptz,
    },
    meta: {
        indexes: [(level, -last_seen)],
    },
}
