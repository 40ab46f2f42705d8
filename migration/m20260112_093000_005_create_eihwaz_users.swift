// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `eihwaz_users`.
let m20260112_093000_005_create_eihwaz_users = Migration(
    id: "m20260112_093000_005_create_eihwaz_users",
    batch: "20260112_093000",
    changes: [
        .createTable(
            Table(
                "eihwaz_users",
                columns: [
                    Column("id", .integer, identity: true),
                    Column("username", .varchar(255)),
                    Column("email", .varchar(255)),
                    Column("password", .varchar(255)),
                    Column("is_active", .boolean, default: .boolean(false)),
                    Column("is_staff", .boolean, default: .boolean(false)),
                    Column("is_superuser", .boolean, default: .boolean(false)),
                    Column("created_at", .timestamp, nullable: true),
                    Column("updated_at", .timestamp, nullable: true),
                ],
                primaryKey: ["id"],
                uniques: [
                    UniqueConstraint("uq_eihwaz_users_email", ["email"]),
                    UniqueConstraint("uq_eihwaz_users_username", ["username"]),
                ]))
    ])
