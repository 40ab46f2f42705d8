// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Changes `vat` and the comment.
let m20260303_140500_004_alter_products = Migration(
    id: "m20260303_140500_004_alter_products",
    batch: "20260303_140500",
    changes: [
        .alterColumn(
            in: "products",
            from: Column("vat", .double, default: .decimal("19.0")),
            to: Column("vat", .double, default: .decimal("20.0"))),
        .changeTableComment(of: "products", from: "What the shop sells", to: "Everything the shop sells"),
    ])
