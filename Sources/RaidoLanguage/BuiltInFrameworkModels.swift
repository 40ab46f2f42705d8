package import RaidoConsole

/// The tables of the framework Runique, in the model language itself. Places in them are places in this text.
package let builtInFrameworkModels = SourceFile(path: "built-in/eihwaz.model", bytes: Array(source.utf8))

private let source = """
    model! {
        EihwazUsers,
        table: "eihwaz_users",
        pk: id => i32,
        fields: {
            username: text [required, unique],
            email: email [required, unique, max_length: 255],
            password: password [required],
            is_active: bool [required, default: false],
            is_staff: bool [required, default: false],
            is_superuser: bool [required, default: false],
            created_at: datetime [nullable],
            updated_at: datetime [nullable],
        },
    }

    model! {
        EihwazGroupes,
        table: "eihwaz_groupes",
        pk: id => i32,
        fields: {
            nom: text [required, unique],
        },
    }

    model! {
        EihwazDroits,
        table: "eihwaz_droits",
        pk: id => i32,
        fields: {
            resource_key: text [required],
            nom: text [required],
        },
        meta: { unique_together: [(resource_key, nom)] },
    }

    model! {
        EihwazGroupesDroits,
        table: "eihwaz_groupes_droits",
        pk: (groupe_id, resource_key),
        fields: {
            groupe_id: int [required],
            resource_key: text [required],
            can_create: bool [required, default: false],
            can_read: bool [required, default: false],
            can_update: bool [required, default: false],
            can_delete: bool [required, default: false],
            can_update_own: bool [required, default: false],
            can_delete_own: bool [required, default: false],
        },
        relations: { belongs_to: eihwaz_groupes via groupe_id [cascade] },
    }

    model! {
        EihwazUsersGroupes,
        table: "eihwaz_users_groupes",
        pk: (user_id, groupe_id),
        fields: {
            user_id: int [required],
            groupe_id: int [required],
        },
        relations: {
            belongs_to: eihwaz_users via user_id [cascade],
            belongs_to: eihwaz_groupes via groupe_id [cascade],
        },
    }

    model! {
        EihwazSessions,
        table: "eihwaz_sessions",
        pk: id => i32,
        fields: {
            cookie_id: text [required, unique],
            user_id: int [required],
            session_id: text [required],
            session_data: textarea [nullable],
            expires_at: datetime [required],
        },
        relations: { belongs_to: eihwaz_users via user_id [cascade] },
    }

    model! {
        EihwazHistory,
        table: "eihwaz_history",
        pk: id => i64,
        fields: {
            resource_key: text [required],
            object_pk: text [required],
            action: text [required],
            username: text [required],
            user_id: int [required],
            created_at: datetime [required],
            summary: textarea [nullable],
            batch_id: text [nullable],
        },
    }

    model! {
        EihwazResetTokens,
        table: "eihwaz_reset_tokens",
        pk: id => i64,
        fields: {
            token_hash: text [required, unique],
            user_id: int [required],
            expires_at: datetime [required],
        },
        relations: { belongs_to: eihwaz_users via user_id [cascade] },
    }
    """
