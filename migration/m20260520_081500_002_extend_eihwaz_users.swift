// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Adds the enum `Level`, `bio`, `avatar`, `is_verified`, `level`, `last_seen` and the index on `level`, `last_seen
/// desc`.
let m20260520_081500_002_extend_eihwaz_users = Migration(
    id: "m20260520_081500_002_extend_eihwaz_users",
    batch: "20260520_081500",
    changes: [
        .createEnum(EnumType("Level", [.text("Regular"), .text("Silver"), .text("Gold")]), in: "eihwaz_users"),
        .addColumn(Column("bio", .text, nullable: true), to: "eihwaz_users"),
        .addColumn(Column("avatar", .varchar(255), nullable: true), to: "eihwaz_users"),
        .addColumn(Column("is_verified", .boolean, default: .boolean(false)), to: "eihwaz_users"),
        .addColumn(
            Column("level", .enumeration("Level"), nullable: true, default: .string("Regular")),
            to: "eihwaz_users"),
        .addColumn(Column("last_seen", .timestampWithTimeZone, nullable: true), to: "eihwaz_users"),
        .addIndex(
            Index("idx_eihwaz_users_level_last_seen", [.ascending("level"), .descending("last_seen")]),
            to: "eihwaz_users"),
    ])
