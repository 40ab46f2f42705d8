// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Adds the value `returned` to `State`, drops `note`.
let m20260303_140500_003_alter_orders = Migration(
    id: "m20260303_140500_003_alter_orders",
    batch: "20260303_140500",
    changes: [
        .addEnumValue(.text("returned"), to: "State", in: "orders"),
        // Reverting brings the column back, and not its values.
        .dropColumn(Column("note", .text, nullable: true), from: "orders"),
    ])
