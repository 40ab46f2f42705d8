// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `coupons`.
let m20260520_081500_001_create_coupons = Migration(
    id: "m20260520_081500_001_create_coupons",
    batch: "20260520_081500",
    changes: [
        .createTable(
            Table(
                "coupons",
                columns: [
                    Column("code", .varchar(16)),
                    Column("discount", .double),
                    Column("valid_from", .timestamp, default: .now),
                    Column("valid_for", .interval, nullable: true),
                    Column("uses_left", .integer, nullable: true),
                    Column("issued_to", .inet, nullable: true),
                ],
                primaryKey: ["code"],
                checks: [
                    CheckConstraint("ck_coupons_discount_is_a_share", "discount > 0 AND discount <= 100")
                ]))
    ])
