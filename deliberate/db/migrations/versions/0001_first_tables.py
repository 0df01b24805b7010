"""first tables

Revision: 0001, the first.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from deliberate.db.types import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False, comment="real name, seen by the committee only"),
        sa.Column(
            "display_name", sa.String(length=400), nullable=False, comment="what others see, such as 王阿姨 or 居民#12"
        ),
        sa.Column("phone", sa.String(length=20), nullable=True, comment="E.164, such as +8613800000000"),
        sa.Column("passphrase_hash", sa.String(length=200), nullable=True, comment="argon2id; staff only"),
        sa.Column("totp_secret", sa.String(length=64), nullable=True, comment="base32; staff only"),
        sa.Column(
            "totp_step", sa.Integer(), nullable=False, comment="last time step whose code was taken; each works once"
        ),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("elder", sa.Boolean(), server_default=sa.false(), nullable=False, comment="opens the elder version"),
        sa.Column("session_version", sa.Integer(), nullable=False, comment="raised to sign out everywhere"),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("phone", name=op.f("uq_accounts_phone")),
    )
    op.create_table(
        "ledger_anchors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column(
            "heads",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="stream → [seq, digest]",
        ),
        sa.Column("signature", sa.Text(), nullable=False, comment="Ed25519 over the digest, hexadecimal"),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_anchors")),
    )
    op.create_table(
        "ledger_heads",
        sa.Column("stream", sa.String(length=60), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_ledger_heads")),
    )
    op.create_table(
        "rule_set_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False, comment="such as cn-sh-2026"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "rules",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="the whole set in the plain form of places.rules",
        ),
        sa.Column("added_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set_versions")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_rule_set_versions_key_version")),
    )
    op.create_table(
        "sign_in_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False, comment="wrong codes typed so far"),
        sa.Column("used_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_codes")),
    )
    with op.batch_alter_table("sign_in_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_codes_phone"), ["phone"], unique=False)

    op.create_table(
        "passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "name", sa.String(length=400), nullable=False, comment="what its owner calls it, such as office laptop"
        ),
        sa.Column("credential_id", sa.String(length=1400), nullable=False, comment="base64url"),
        sa.Column("public_key", sa.Text(), nullable=False, comment="COSE, base64url"),
        sa.Column("sign_count", sa.Integer(), nullable=False, comment="uses as the device counts them; must grow"),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("last_used_at", Moment(), nullable=True),
        sa.Column("suspended_at", Moment(), nullable=True, comment="its counter went back: there may be a copy"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_passkeys_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    with op.batch_alter_table("passkeys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkeys_account_id"), ["account_id"], unique=False)

    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=60), nullable=False, comment="version of the text, such as 2026-1"),
        sa.Column("given_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_consents_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_account_id"), ["account_id"], unique=False)

    op.create_table(
        "ledger_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(length=60), nullable=False, comment="kind:id, such as issue:12"),
        sa.Column("seq", sa.Integer(), nullable=False, comment="gapless from 1 within the stream"),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column(
            "payload",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=True,
            comment="erased: NULL, with the salt",
        ),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("payload_digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["accounts.id"], name=op.f("fk_ledger_entries_actor_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entries")),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_ledger_entries_stream_seq")),
    )
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_entries_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index("ix_ledger_entries_subject", ["subject"], unique=False)

    op.create_table(
        "notifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "code", sa.String(length=60), nullable=False, comment="key of the sentence in web.words.notifications"
        ),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("url", sa.String(length=400), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("read_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_notifications_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
    )
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.create_index("ix_notifications_account_read", ["account_id", "read_at"], unique=False)

    op.create_table(
        "tours_seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("tour", sa.String(length=60), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_tours_seen_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tours_seen")),
        sa.UniqueConstraint("account_id", "tour", name=op.f("uq_tours_seen_account_id_tour")),
    )

    op.create_table(
        "photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=60), nullable=False, comment="issue, progress, contribution …"),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="SHA-256 of the re-encoded file; its name on disk"
        ),
        sa.Column("caption", sa.String(length=400), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["accounts.id"], name=op.f("fk_photos_added_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
    )
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photos_digest"), ["digest"], unique=False)
        batch_op.create_index("ix_photos_subject", ["subject_kind", "subject_id"], unique=False)

    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "city",
                "district",
                "subdistrict",
                "residential_area",
                "estate",
                "building",
                "unit",
                name="placekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(length=120), nullable=False, comment="ids from the root, such as 1.4.9."),
        sa.Column("slug", sa.String(length=60), nullable=False, comment="in addresses; ASCII"),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column(
            "names",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="locale → name in that language",
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="order among its siblings"),
        sa.Column("households", sa.Integer(), nullable=False, comment="households below, counted at roll import"),
        sa.Column("adults", sa.Integer(), nullable=False, comment="persons of 18 and over below"),
        sa.Column("area_dm2", sa.Integer(), nullable=True, comment="exclusive floor area of a unit, 1 dm² = 0.01 m²"),
        sa.Column("rule_set_id", sa.Integer(), nullable=True, comment="inherited downwards"),
        sa.Column(
            "service_points",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="counters with hours; hold below too",
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["places.id"], name=op.f("fk_places_parent_id_places")),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set_versions.id"], name=op.f("fk_places_rule_set_id_rule_set_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("slug", name=op.f("uq_places_slug")),
    )
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_places_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index("ix_places_path", ["path"], unique=False, postgresql_ops={"path": "text_pattern_ops"})

    op.create_table(
        "categories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_categories_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
        sa.UniqueConstraint("place_id", "key", name=op.f("uq_categories_place_id_key")),
    )
    with op.batch_alter_table("categories", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_categories_place_id"), ["place_id"], unique=False)

    op.create_table(
        "import_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False, comment="decidim, consul, pabulib or follow-up"),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "digest",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 over the files, so that the same folder is recognised",
        ),
        sa.Column("counts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("finished_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_import_runs_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_runs")),
    )
    with op.batch_alter_table("import_runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_runs_place_id"), ["place_id"], unique=False)

    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "topic_solicitation",
                "hearing",
                "heart_to_heart",
                "coordination",
                "supervisory_review",
                "appraisal",
                "building_council",
                "joint_meeting",
                "party_joint_meeting",
                "representatives_assembly",
                "residents_assembly",
                "owners_assembly",
                name="meetingkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False, comment="of its texts, as a browser tag"),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "announced",
                "in_session",
                "closed",
                "cancelled",
                name="meetingstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("round_no", sa.Integer(), nullable=False, comment="an issue may need many meetings"),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("adjourned_to_id", sa.Integer(), nullable=True, comment="the session that goes on with this agenda"),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("planned_minutes", sa.Integer(), nullable=False),
        sa.Column("announced_at", Moment(), nullable=True),
        sa.Column("urgent_reason", sa.Text(), nullable=False, comment="why the notice is shorter than usual"),
        sa.Column(
            "called_by",
            sa.String(length=400),
            nullable=False,
            comment="who called it, on what paper, if not the committee",
        ),
        sa.Column(
            "composition",
            sa.String(length=60),
            nullable=False,
            comment="how it is made up, where the law leaves a choice",
        ),
        sa.Column("party_study", sa.Text(), nullable=False, comment="when and how the Party organisation studied it"),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("stop_reason", sa.Text(), nullable=False, comment="why it ended before its agenda did"),
        sa.Column("reason_language", sa.String(length=60), nullable=False),
        sa.Column("where_text", sa.String(length=400), nullable=False),
        sa.Column("join_code", sa.String(length=6), nullable=False, comment="in the QR code and on the poster"),
        sa.Column(
            "whisper",
            sa.String(length=32),
            nullable=False,
            comment="never shown: tells one phone, nobody else",
        ),
        sa.Column("moderator_id", sa.Integer(), nullable=True),
        sa.Column("recorder_id", sa.Integer(), nullable=True),
        sa.Column("acting_chair_id", sa.Integer(), nullable=True, comment="who leads since the chair was handed over"),
        sa.Column("rule_set_version_id", sa.Integer(), nullable=False),
        sa.Column(
            "entitled", sa.Integer(), nullable=True, comment="of how many the quorum is a share; fixed when announced"
        ),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("paused_at", Moment(), nullable=True),
        sa.Column("resumes_at", Moment(), nullable=True, comment="when people were told it goes on"),
        sa.Column(
            "current_item_id",
            sa.Integer(),
            nullable=True,
            comment="the item being talked about; no constraint, no circle",
        ),
        sa.Column("vote_id", sa.Integer(), nullable=True, comment="the vote held in the room now; no constraint"),
        sa.Column(
            "attendance_reported",
            sa.Integer(),
            nullable=True,
            comment="imported meetings: the number their source gives",
        ),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("external_ref", sa.String(length=400), nullable=False),
        sa.Column(
            "figures",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="imported: what the source counted of it",
        ),
        sa.ForeignKeyConstraint(
            ["acting_chair_id"], ["accounts.id"], name=op.f("fk_meetings_acting_chair_id_accounts")
        ),
        sa.ForeignKeyConstraint(["moderator_id"], ["accounts.id"], name=op.f("fk_meetings_moderator_id_accounts")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_meetings_place_id_places")),
        sa.ForeignKeyConstraint(
            ["adjourned_to_id"], ["meetings.id"], name=op.f("fk_meetings_adjourned_to_id_meetings")
        ),
        sa.ForeignKeyConstraint(["previous_id"], ["meetings.id"], name=op.f("fk_meetings_previous_id_meetings")),
        sa.ForeignKeyConstraint(["recorder_id"], ["accounts.id"], name=op.f("fk_meetings_recorder_id_accounts")),
        sa.ForeignKeyConstraint(
            ["rule_set_version_id"],
            ["rule_set_versions.id"],
            name=op.f("fk_meetings_rule_set_version_id_rule_set_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("join_code", name=op.f("uq_meetings_join_code")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index("ix_meetings_place_id_starts_at", ["place_id", "starts_at"], unique=False)
        batch_op.create_index("ix_meetings_source_external_ref", ["source", "external_ref"], unique=False)
        batch_op.create_index("ix_meetings_state_starts_at", ["state", "starts_at"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum(
                "resident",
                "household_rep",
                "owner",
                "representative",
                "committee_member",
                "developer",
                name="capacity",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("pending", "verified", "refused", "ended", name="membershipstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("verified_how", sa.String(length=60), nullable=False, comment="register, building_head or desk"),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "seen",
            sa.Enum(
                "ownership",
                "lease",
                "household_book",
                "residence_permit",
                "known_in_person",
                name="paper",
                native_enum=False,
                length=40,
            ),
            nullable=True,
            comment="what the desk looked at; no copy is kept",
        ),
        sa.Column(
            "doubt",
            sa.Enum(
                "not_known", "other_home", "papers_missing", "moved_out", name="doubt", native_enum=False, length=40
            ),
            nullable=True,
            comment="why it was not confirmed",
        ),
        sa.Column(
            "doubt_note",
            sa.String(length=400),
            nullable=False,
            comment="the same in somebody's own words, for the person",
        ),
        sa.Column("since", Moment(), nullable=False),
        sa.Column(
            "until",
            sa.Date(),
            nullable=True,
            comment="last day of a term, of who represents; nothing ends by itself",
        ),
        sa.Column(
            "elected_by",
            sa.String(length=400),
            nullable=False,
            comment="building or residents' group, of who represents",
        ),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_memberships_account_id_accounts")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_memberships_place_id_places")),
        sa.ForeignKeyConstraint(
            ["verified_by_id"], ["accounts.id"], name=op.f("fk_memberships_verified_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "account_id", "place_id", "capacity", name=op.f("uq_memberships_account_id_place_id_capacity")
        ),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memberships_place_id"), ["place_id"], unique=False)

    op.create_table(
        "register_tries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_register_tries_account_id_accounts")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_register_tries_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_tries")),
    )
    with op.batch_alter_table("register_tries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_tries_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_register_tries_place_id"), ["place_id"], unique=False)

    op.create_table(
        "named_helpers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["accounts.id"], name=op.f("fk_named_helpers_entered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["helper_id"], ["accounts.id"], name=op.f("fk_named_helpers_helper_id_accounts")),
        sa.ForeignKeyConstraint(["person_id"], ["accounts.id"], name=op.f("fk_named_helpers_person_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_helpers")),
    )
    with op.batch_alter_table("named_helpers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_named_helpers_helper_id"), ["helper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_named_helpers_person_id"), ["person_id"], unique=False)

    op.create_table(
        "assisted_actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column(
            "deed",
            sa.Enum("propose", "second", "take_back", "answer", name="deed", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "ground",
            sa.Enum("in_person", "by_phone", "home_visit", "on_paper", name="ground", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=60), nullable=False, comment="what it is about, such as issue:12"),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["helper_id"], ["accounts.id"], name=op.f("fk_assisted_actions_helper_id_accounts")),
        sa.ForeignKeyConstraint(["person_id"], ["accounts.id"], name=op.f("fk_assisted_actions_person_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assisted_actions")),
    )
    with op.batch_alter_table("assisted_actions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assisted_actions_helper_id"), ["helper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assisted_actions_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_assisted_actions_subject", ["subject"], unique=False)

    op.create_table(
        "register_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False, comment="the unit"),
        sa.Column("household", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column(
            "capacity",
            sa.Enum(
                "resident",
                "household_rep",
                "owner",
                "representative",
                "committee_member",
                "developer",
                name="capacity",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_register_entries_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entries")),
        sa.UniqueConstraint("place_id", "household", "name", name=op.f("uq_register_entries_place_id_household_name")),
    )
    with op.batch_alter_table("register_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_entries_phone"), ["phone"], unique=False)
        batch_op.create_index(batch_op.f("ix_register_entries_place_id"), ["place_id"], unique=False)

    op.create_table(
        "role_holdings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "moderator",
                "recorder",
                "liaison",
                "unit_handler",
                "building_head",
                "service_desk",
                "supervisor",
                "teller",
                "scrutineer",
                "translator",
                "admin",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "body", sa.String(length=400), nullable=False, comment="the organisation behind, such as a property company"
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_role_holdings_account_id_accounts")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_role_holdings_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_holdings")),
    )
    with op.batch_alter_table("role_holdings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_holdings_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_holdings_place_id"), ["place_id"], unique=False)

    op.create_table(
        "search_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False, comment="issue, contribution, resolution …"),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("excerpt", sa.String(length=400), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False, comment="where it is read, such as /issues/12#c-7"),
        sa.Column("tokens", sa.Text(), nullable=False, comment="made by search.rules.tokens"),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_search_texts_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_texts")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_search_texts_kind_subject_id")),
    )
    with op.batch_alter_table("search_texts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_texts_place_id"), ["place_id"], unique=False)

    op.create_table(
        "attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column(
            "label", sa.String(length=400), nullable=False, comment="name on the list: display name, or as entered"
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "hall",
                "phone_in",
                "assisted",
                "paper",
                "proxy",
                "imported",
                name="channel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("held_by", sa.String(length=400), nullable=False, comment="by proxy: who is there and acts for them"),
        sa.Column("proof", sa.String(length=400), nullable=False, comment="by proxy: the paper that says so"),
        sa.Column(
            "seat",
            sa.String(length=400),
            nullable=False,
            comment="which electors of a fixed body are here so; empty: a guest, or no fixed body",
        ),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_attendances_account_id_accounts")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["accounts.id"], name=op.f("fk_attendances_entered_by_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint("meeting_id", "account_id", name=op.f("uq_attendances_meeting_id_account_id")),
    )
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendances_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "uq_attendances_meeting_id_label_entered",
            ["meeting_id", "label"],
            unique=True,
            sqlite_where=sa.text("account_id IS NULL"),
            postgresql_where=sa.text("account_id IS NULL"),
        )

    op.create_table(
        "issues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "number",
            sa.String(length=60),
            nullable=False,
            comment="the receipt: year and running number of the community",
        ),
        sa.Column(
            "client_id", sa.String(length=64), nullable=True, comment="made with the form: sending twice makes one"
        ),
        sa.Column("place_id", sa.Integer(), nullable=False, comment="the community that handles it"),
        sa.Column("scope_place_id", sa.Integer(), nullable=False, comment="what it is about"),
        sa.Column(
            "scope",
            sa.Enum(
                "stairwell",
                "estate",
                "residential_area",
                "block",
                "subdistrict",
                name="scope",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False, comment="of title and text, as a browser tag"),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("where_text", sa.String(length=400), nullable=False),
        sa.Column("assisted_id", sa.Integer(), nullable=True, comment="written down for the author by somebody"),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column(
            "author_label", sa.String(length=400), nullable=False, comment="the name shown where there is no account"
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "screening",
                "returned",
                "not_accepted",
                "merged",
                "diverted",
                "seconding",
                "shelved",
                "supported",
                "scheduled",
                "deliberating",
                "deciding",
                "adopted",
                "not_adopted",
                "deferred",
                "pilot",
                "to_assembly",
                "public_notice",
                "objection_review",
                "implementing",
                "verifying",
                "appraising",
                "closed",
                "archived",
                "reopened",
                "withdrawn",
                name="issuestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_since", Moment(), nullable=False),
        sa.Column(
            "ball_holder",
            sa.Enum(
                "author",
                "neighbours",
                "moderator",
                "committee",
                "meeting",
                "electors",
                "responsible_unit",
                "residents",
                "nobody",
                name="ballholder",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "ball_body",
            sa.String(length=400),
            nullable=False,
            comment="the name of the person or body that holds the ball",
        ),
        sa.Column("deadline_at", Moment(), nullable=True, comment="the first moment that is too late"),
        sa.Column("deadline_key", sa.String(length=60), nullable=False, comment="which clock runs"),
        sa.Column("second_count", sa.Integer(), nullable=False),
        sa.Column(
            "assisted_count", sa.Integer(), nullable=False, comment="of the seconds, those written down by helpers"
        ),
        sa.Column("seconds_needed", sa.Integer(), nullable=False),
        sa.Column("seconding_ends_at", Moment(), nullable=True),
        sa.Column("contribution_count", sa.Integer(), nullable=False),
        sa.Column(
            "matter_class",
            sa.Enum(
                "self_government",
                "administrative_assist",
                "government_duty",
                "owners_matter",
                "civil_dispute",
                "petition",
                "emergency",
                "suggestion",
                name="matterclass",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "complicated",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="the longer time for the first decision was asked for",
        ),
        sa.Column(
            "reason_code",
            sa.Enum(
                "place_unclear",
                "facts_missing",
                "several_matters",
                "wording",
                "private_dispute",
                "in_legal_process",
                "petition_in_progress",
                "outside_area",
                "government_duty",
                "owners_matter",
                "duplicate",
                "unlawful",
                "emergency",
                "personal_data",
                "recently_decided",
                "not_enough_seconds",
                "not_completed",
                "needs_information",
                "needs_money",
                "needs_other_body",
                "not_ripe",
                "try_it_first",
                "reserved_for_assembly",
                "no_agreement",
                "below_quorum",
                "majority_against",
                "new_facts",
                "appeal",
                "objection_upheld",
                "not_solved",
                "cannot_be_done",
                "meeting_cancelled",
                "solved_itself",
                "changed_mind",
                name="reasoncode",
                native_enum=False,
                length=40,
            ),
            nullable=True,
            comment="why it left the straight path last",
        ),
        sa.Column("reason_note", sa.Text(), nullable=False),
        sa.Column("reason_language", sa.String(length=60), nullable=False),
        sa.Column(
            "route",
            sa.Enum(
                "complete_and_resubmit",
                "grid",
                "hotline_12345",
                "petition",
                "mediation",
                "court",
                "owners_body",
                "emergency_numbers",
                "other_area",
                "same_issue",
                "earlier_decision",
                "residents_committee",
                "gather_support",
                "next_meeting",
                "propose_again",
                "follow_here",
                name="route",
                native_enum=False,
                length=40,
            ),
            nullable=True,
            comment="where to go instead",
        ),
        sa.Column("external_no", sa.String(length=400), nullable=False, comment="its number where it was passed on to"),
        sa.Column("appeal_until", Moment(), nullable=True, comment="NULL: no appeal, or it was made"),
        sa.Column("judged_by_id", sa.Integer(), nullable=True, comment="who said no, of late"),
        sa.Column("taken_by_id", sa.Integer(), nullable=True, comment="on whose desk it lies"),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("rule_set_version_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column(
            "source",
            sa.String(length=60),
            nullable=False,
            comment="decidim, consul, pabulib, follow-up; empty: made here",
        ),
        sa.Column("external_ref", sa.String(length=400), nullable=False),
        sa.Column("external_url", sa.Text(), nullable=False),
        sa.Column(
            "figures",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what the source counted or said of it",
        ),
        sa.ForeignKeyConstraint(
            ["assisted_id"], ["assisted_actions.id"], name=op.f("fk_issues_assisted_id_assisted_actions")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_issues_author_id_accounts")),
        sa.ForeignKeyConstraint(["category_id"], ["categories.id"], name=op.f("fk_issues_category_id_categories")),
        sa.ForeignKeyConstraint(["judged_by_id"], ["accounts.id"], name=op.f("fk_issues_judged_by_id_accounts")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["issues.id"], name=op.f("fk_issues_merged_into_id_issues")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_issues_place_id_places")),
        sa.ForeignKeyConstraint(
            ["rule_set_version_id"],
            ["rule_set_versions.id"],
            name=op.f("fk_issues_rule_set_version_id_rule_set_versions"),
        ),
        sa.ForeignKeyConstraint(["scope_place_id"], ["places.id"], name=op.f("fk_issues_scope_place_id_places")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["accounts.id"], name=op.f("fk_issues_taken_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issues")),
        sa.UniqueConstraint("author_id", "client_id", name=op.f("uq_issues_author_id_client_id")),
        sa.UniqueConstraint("place_id", "number", name=op.f("uq_issues_place_id_number")),
    )
    with op.batch_alter_table("issues", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issues_category_id"), ["category_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_issues_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index("ix_issues_place_id_created_at", ["place_id", "created_at"], unique=False)
        batch_op.create_index("ix_issues_place_id_deadline_at", ["place_id", "deadline_at"], unique=False)
        batch_op.create_index("ix_issues_place_id_second_count", ["place_id", "second_count"], unique=False)
        batch_op.create_index("ix_issues_place_id_state", ["place_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_issues_scope_place_id"), ["scope_place_id"], unique=False)
        batch_op.create_index("ix_issues_state_deadline_at", ["state", "deadline_at"], unique=False)
        batch_op.create_index(
            "uq_issues_place_id_source_external_ref",
            ["place_id", "source", "external_ref"],
            unique=True,
            sqlite_where=sa.text("source != ''"),
            postgresql_where=sa.text("source != ''"),
        )

    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "confirming", "published", name="minutesstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "sections",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="[{key, item_id?, title?, sentences: [{text, sources: [seq, …]}]}]",
        ),
        sa.Column("drafted_at", Moment(), nullable=False),
        sa.Column("drafted_to", sa.Integer(), nullable=False, comment="the seq up to which the record was read"),
        sa.Column("confirming_until", Moment(), nullable=True),
        sa.Column("final_at", Moment(), nullable=True),
        sa.Column("published_at", Moment(), nullable=True),
        sa.Column("language", sa.String(length=60), nullable=False, comment="in which the record was drafted"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of the text with its errata"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_minutes_meeting_id")),
    )
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("information", "report", "discussion", "motion", name="itemkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("planned_minutes", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("pending", "open", "closed", "postponed", name="itemstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("started_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "agreed",
                "not_agreed",
                "second_round",
                "pilot",
                "deferred",
                "to_assembly",
                "to_vote",
                "noted",
                name="outcome",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("conclusion_language", sa.String(length=60), nullable=False),
        sa.Column(
            "plan",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="phase → minutes; empty: as usual for its kind",
        ),
        sa.Column(
            "phase",
            sa.Enum(
                "brief",
                "questions",
                "discussion",
                "options",
                "straw_poll",
                "conclusion",
                name="phase",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("phase_at", Moment(), nullable=True, comment="since when it is in its phase"),
        sa.Column(
            "spent",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="phase → whole seconds, once it is left",
        ),
        sa.Column(
            "quorum",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="who was there, and how many were needed, when it ended",
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_agenda_items_issue_id_issues")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint("meeting_id", "position", name=op.f("uq_agenda_items_meeting_id_position")),
    )
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_items_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "appraisals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "rating",
            sa.Enum("satisfied", "basically_satisfied", "dissatisfied", name="rating", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_appraisals_account_id_accounts")),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_appraisals_issue_id_issues")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisals")),
        sa.UniqueConstraint("issue_id", "account_id", name=op.f("uq_appraisals_issue_id_account_id")),
    )
    with op.batch_alter_table("appraisals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appraisals_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "issue_seconds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.String(length=64), nullable=True, comment="made by the phone: resending is safe"),
        sa.Column("label", sa.String(length=400), nullable=False, comment="the name shown, as it was then"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("moved_from_id", sa.Integer(), nullable=True, comment="came with a merged issue"),
        sa.Column("assisted_id", sa.Integer(), nullable=True, comment="written down by somebody who helps"),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_issue_seconds_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["assisted_id"], ["assisted_actions.id"], name=op.f("fk_issue_seconds_assisted_id_assisted_actions")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_issue_seconds_issue_id_issues")),
        sa.ForeignKeyConstraint(["moved_from_id"], ["issues.id"], name=op.f("fk_issue_seconds_moved_from_id_issues")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_seconds")),
        sa.UniqueConstraint("issue_id", "account_id", name=op.f("uq_issue_seconds_issue_id_account_id")),
    )
    with op.batch_alter_table("issue_seconds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issue_seconds_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_issue_seconds_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "minutes_confirmations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=400), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_minutes_confirmations_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_confirmations_minutes_id_minutes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_confirmations")),
        sa.UniqueConstraint("minutes_id", "account_id", name=op.f("uq_minutes_confirmations_minutes_id_account_id")),
    )
    with op.batch_alter_table("minutes_confirmations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_confirmations_account_id"), ["account_id"], unique=False)

    op.create_table(
        "minutes_errata",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False, comment="place in the published sections, from 0"),
        sa.Column("sentence", sa.Integer(), nullable=False, comment="place in the section, from 0"),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("becomes", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column(
            "state",
            sa.Enum("proposed", "approved", "declined", name="erratumstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", Moment(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of the text as corrected up to here"),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["accounts.id"], name=op.f("fk_minutes_errata_decided_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_errata_minutes_id_minutes")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["accounts.id"], name=op.f("fk_minutes_errata_proposed_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_errata")),
    )
    with op.batch_alter_table("minutes_errata", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_errata_minutes_id"), ["minutes_id"], unique=False)

    op.create_table(
        "votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True, comment="meetings stand above votes: no constraint"),
        sa.Column(
            "room",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="in a meeting: who was there, opening and closing",
        ),
        sa.Column("rule_set_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "priority_poll",
                "straw_vote",
                "building_vote",
                "household_vote",
                "residents_assembly",
                "representatives_assembly",
                "owners_assembly",
                "owners_part",
                "committee_appraisal",
                "budget",
                name="votekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "announced",
                "open",
                "closed",
                "tallied",
                "certified",
                "published",
                "challenged",
                "final",
                "void",
                name="votestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "binding",
            sa.Enum(
                "advisory",
                "paper_of_record",
                "adopted_e_vote",
                "authority_platform",
                name="bindingmode",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "secrecy",
            sa.Enum("named", "confidential", "secret", name="secrecy", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "weight",
            sa.Enum(
                "per_person", "per_household", "per_unit", "area_and_count", name="weight", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum("majority", "approval", "greedy", name="method", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("consequence", sa.Text(), nullable=False, comment="what happens if it is adopted, and if not"),
        sa.Column("language", sa.String(length=60), nullable=False, comment="of its texts, as a browser tag"),
        sa.Column("max_choices", sa.Integer(), nullable=False),
        sa.Column("opens_at", Moment(), nullable=False),
        sa.Column("closes_at", Moment(), nullable=False),
        sa.Column(
            "roll_size", sa.Integer(), nullable=False, comment="entries of the roll; imported votes have no entries"
        ),
        sa.Column("took_part", sa.Integer(), nullable=True, comment="known from the close on"),
        sa.Column(
            "manifest",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=True,
            comment="what was announced, in canonical form",
        ),
        sa.Column("manifest_hash", sa.String(length=64), nullable=True),
        sa.Column(
            "receipt_key", sa.String(length=64), nullable=False, comment="signs receipts; forgotten at the close"
        ),
        sa.Column(
            "result",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=True,
            comment="the outcome in canonical form",
        ),
        sa.Column("ballots_hash", sa.String(length=64), nullable=True),
        sa.Column("announced_at", Moment(), nullable=True),
        sa.Column("published_at", Moment(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("reason_language", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False, comment="where an imported vote comes from"),
        sa.Column("currency", sa.String(length=60), nullable=False),
        sa.Column(
            "matter",
            sa.Enum(
                "procedure",
                "covenant",
                "committee",
                "property_firm",
                "use_fund",
                "raise_fund",
                "rebuild",
                "change_use",
                "dwelling_to_business",
                "other",
                name="matter",
                native_enum=False,
                length=40,
            ),
            nullable=True,
            comment="of an owners' vote: which item of the Civil Code",
        ),
        sa.Column(
            "unreturned",
            sa.Enum("not_participating", "abstain", "follow_majority", name="unreturned", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "clause",
            sa.String(length=400),
            nullable=False,
            comment="the estate's own rule on ballots that do not come back",
        ),
        sa.Column(
            "roll_area_dm2", sa.Integer(), nullable=False, comment="floor area of the whole roll, 1 dm² = 0.01 m²"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["accounts.id"], name=op.f("fk_votes_created_by_id_accounts")),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_votes_issue_id_issues")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_votes_place_id_places")),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set_versions.id"], name=op.f("fk_votes_rule_set_id_rule_set_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
    )
    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_votes_issue_id"), ["issue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_votes_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index("ix_votes_place_id_state", ["place_id", "state"], unique=False)

    op.create_table(
        "speaking_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True, comment="none: entered by name"),
        sa.Column("label", sa.String(length=400), nullable=False, comment="the name shown, as it was then"),
        sa.Column("sender_id", sa.Integer(), nullable=False, comment="who pressed the button"),
        sa.Column("client_id", sa.String(length=64), nullable=False, comment="made by the phone: resending is safe"),
        sa.Column(
            "kind",
            sa.Enum("turn", "point_of_order", name="requestkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "stance",
            sa.Enum("for", "against", "supplement", "question", "neutral", name="stance", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "hall",
                "phone_in",
                "assisted",
                "paper",
                "proxy",
                "imported",
                name="channel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "speaking",
                "done",
                "skipped",
                "withdrawn",
                "lapsed",
                name="requeststate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("granted_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False, comment="time given, with every extension"),
        sa.Column("paused_at", Moment(), nullable=True),
        sa.Column("paused_seconds", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False, comment="seconds spoken, once it is over"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_speaking_requests_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_speaking_requests_agenda_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_speaking_requests_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["sender_id"], ["accounts.id"], name=op.f("fk_speaking_requests_sender_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaking_requests")),
        sa.UniqueConstraint("sender_id", "client_id", name=op.f("uq_speaking_requests_sender_id_client_id")),
    )
    with op.batch_alter_table("speaking_requests", schema=None) as batch_op:
        batch_op.create_index("ix_speaking_requests_agenda_item_id_state", ["agenda_item_id", "state"], unique=False)
        batch_op.create_index("ix_speaking_requests_meeting_id", ["meeting_id"], unique=False)

    op.create_table(
        "recusals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column(
            "person", sa.String(length=400), nullable=False, comment="as in the queue: account:<id> or name:<label>"
        ),
        sa.Column("label", sa.String(length=400), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_recusals_agenda_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["accounts.id"], name=op.f("fk_recusals_entered_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusals")),
        sa.UniqueConstraint("agenda_item_id", "person", name=op.f("uq_recusals_agenda_item_id_person")),
    )

    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=400), nullable=False, comment="the name on the list"),
        sa.Column(
            "part",
            sa.Enum(
                "building_head",
                "committee",
                "director",
                "moderator",
                "owners_committee",
                "owners_committee_director",
                "party_organisation",
                "secretary_or_director",
                "decider_or_implementer",
                "residents_committee",
                "housing_office",
                "all_sides",
                "chair",
                "parties",
                "recorder",
                "scrutineer",
                "subdistrict_witness",
                "tellers",
                "agreement",
                "building_resolution",
                "division_of_tasks",
                "notes",
                "opinions_and_answers",
                "ranked_topics",
                "ratings_and_items",
                "resolution",
                name="ruleword",
                native_enum=False,
                length=40,
            ),
            nullable=True,
            comment="as whom the rules ask for them",
        ),
        sa.Column(
            "required",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="must be there by the rules of the kind",
        ),
        sa.Column(
            "answer",
            sa.Enum("waiting", "coming", "not_coming", "by_proxy", name="answer", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("proxy", sa.String(length=400), nullable=False, comment="who comes instead"),
        sa.Column("needs", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("interpreter", sa.String(length=400), nullable=False, comment="from or to which language"),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("note_language", sa.String(length=60), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=True, comment="none: came unasked"),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_invitations_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["accounts.id"], name=op.f("fk_invitations_answered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["invited_by_id"], ["accounts.id"], name=op.f("fk_invitations_invited_by_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_invitations_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("meeting_id", "account_id", name=op.f("uq_invitations_meeting_id_account_id")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "uq_invitations_meeting_id_label_named",
            ["meeting_id", "label"],
            unique=True,
            sqlite_where=sa.text("account_id IS NULL"),
            postgresql_where=sa.text("account_id IS NULL"),
        )

    op.create_table(
        "papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column(
            "late",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="the participants should have had it before",
        ),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True, comment="of a later version: the first one, which stays"),
        sa.Column("file_digest", sa.String(length=64), nullable=False, comment="SHA-256 of its PDF, as it was sent"),
        sa.Column("file_name", sa.String(length=400), nullable=False, comment="what the PDF is saved under"),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["accounts.id"], name=op.f("fk_papers_added_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_items.id"],
            name=op.f("fk_papers_agenda_item_id_agenda_items"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["first_id"], ["papers.id"], name=op.f("fk_papers_first_id_papers")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_papers_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sa.UniqueConstraint("first_id", "version", name=op.f("uq_papers_first_id_version")),
    )
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_papers_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "parked_matters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True, comment="under which item it came up"),
        sa.Column("client_id", sa.String(length=64), nullable=False, comment="made by the phone: resending is safe"),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("said_by", sa.String(length=400), nullable=False, comment="the name of who brought it up, as told"),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("taken_back", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("carried_to_id", sa.Integer(), nullable=True, comment="the later meeting that has it on its agenda"),
        sa.Column("carried_item_id", sa.Integer(), nullable=True, comment="the item it is there"),
        sa.Column("issue_id", sa.Integer(), nullable=True, comment="the issue it became"),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_parked_matters_agenda_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(
            ["carried_item_id"],
            ["agenda_items.id"],
            name=op.f("fk_parked_matters_carried_item_id_agenda_items"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_parked_matters_issue_id_issues")),
        sa.ForeignKeyConstraint(
            ["carried_to_id"], ["meetings.id"], name=op.f("fk_parked_matters_carried_to_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["accounts.id"], name=op.f("fk_parked_matters_entered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_parked_matters_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked_matters")),
        sa.UniqueConstraint("entered_by_id", "client_id", name=op.f("uq_parked_matters_entered_by_id_client_id")),
    )
    with op.batch_alter_table("parked_matters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parked_matters_carried_item_id"), ["carried_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_parked_matters_issue_id"), ["issue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_parked_matters_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False, comment="made by the phone: resending is safe"),
        sa.Column(
            "kind", sa.Enum("temperature", "straw", name="pollkind", native_enum=False, length=40), nullable=False
        ),
        sa.Column("question", sa.String(length=400), nullable=False),
        sa.Column(
            "options",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="texts; empty for a temperature check",
        ),
        sa.Column(
            "state",
            sa.Enum("open", "closed", "shown", "withdrawn", name="pollstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("shown_at", Moment(), nullable=True, comment="since when everybody sees what came of it"),
        sa.Column(
            "result",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="once shown: phone, assisted, hall",
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_polls_agenda_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_polls_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["accounts.id"], name=op.f("fk_polls_opened_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
        sa.UniqueConstraint("opened_by_id", "client_id", name=op.f("uq_polls_opened_by_id_client_id")),
    )
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.create_index("ix_polls_meeting_id", ["meeting_id"], unique=False)

    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.String(length=64), nullable=False, comment="made by the browser: resending is safe"),
        sa.Column(
            "kind",
            sa.Enum(
                "said", "agreed", "not_agreed", "minority", "answer", "action",
                name="notekind", native_enum=False, length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="as on record"),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("pending", sa.Text(), nullable=True, comment="being typed, not on record yet"),
        sa.Column(
            "sources",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="entries of the record it rests on",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="grows with every change"),
        sa.Column("recorded", sa.Integer(), nullable=False, comment="the version that is on record; 0 for none"),
        sa.Column("struck", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("began_by_id", sa.Integer(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_notes_agenda_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(["began_by_id"], ["accounts.id"], name=op.f("fk_notes_began_by_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_notes_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["written_by_id"], ["accounts.id"], name=op.f("fk_notes_written_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.UniqueConstraint("began_by_id", "client_id", name=op.f("uq_notes_began_by_id_client_id")),
    )  # fmt: skip
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index("ix_notes_meeting_id", ["meeting_id"], unique=False)

    op.create_table(
        "poll_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=400), nullable=False, comment="name of somebody helped by the desk"),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "hall",
                "phone_in",
                "assisted",
                "paper",
                "proxy",
                "imported",
                name="channel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("choice", sa.Integer(), nullable=False, comment="place of the option, from 0"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_poll_answers_account_id_accounts")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_answers_poll_id_polls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_answers")),
        sa.UniqueConstraint("poll_id", "account_id", name=op.f("uq_poll_answers_poll_id_account_id")),
    )
    with op.batch_alter_table("poll_answers", schema=None) as batch_op:
        batch_op.create_index(
            "uq_poll_answers_poll_id_label_assisted",
            ["poll_id", "label"],
            unique=True,
            sqlite_where=sa.text("account_id IS NULL"),
            postgresql_where=sa.text("account_id IS NULL"),
        )

    op.create_table(
        "poll_hall_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("counted_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "counts",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="hands in the hall, a number for each option",
        ),
        sa.Column(
            "helped",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="those helped, beside those written down by name",
        ),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counted_by_id"], ["accounts.id"], name=op.f("fk_poll_hall_counts_counted_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_hall_counts_poll_id_polls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_hall_counts")),
        sa.UniqueConstraint("poll_id", "counted_by_id", name=op.f("uq_poll_hall_counts_poll_id_counted_by_id")),
    )

    op.create_table(
        "contributions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=True, comment="made by the phone: resending is safe"),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_label", sa.String(length=400), nullable=False, comment="the name shown, as it was then"),
        sa.Column(
            "stance",
            sa.Enum("for", "against", "supplement", "question", "neutral", name="stance", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "hall",
                "phone_in",
                "assisted",
                "paper",
                "proxy",
                "imported",
                name="channel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("entered_by_id", sa.Integer(), nullable=True, comment="wrote it down for another"),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("edited_at", Moment(), nullable=True, comment="when its words were mended last"),
        sa.Column("pinned", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column(
            "answered_by",
            sa.String(length=400),
            server_default="",
            nullable=False,
            comment="of a question: who answered it",
        ),
        sa.Column("answer_id", sa.Integer(), nullable=True, comment="the answer, where written"),
        sa.Column("agrees", sa.Integer(), server_default=sa.text("0"), nullable=False, comment="how many agree here"),
        sa.Column(
            "screening",
            sa.Enum("first", "again", name="screening", native_enum=False, length=40),
            nullable=True,
            comment="a moderator looks at it, and nobody else does",
        ),
        sa.Column(
            "merged_into_id", sa.Integer(), nullable=True, comment="says the same as another, and stands with it"
        ),
        sa.Column(
            "moved",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="stands elsewhere than where it was said",
        ),
        sa.Column(
            "closed",
            sa.Enum("answered", "said", "elsewhere", "heated", name="lockreason", native_enum=False, length=40),
            nullable=True,
            comment="of a root: nobody replies any more",
        ),
        sa.Column("hidden", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column(
            "hidden_reason",
            sa.Enum(
                "personal_attack",
                "personal_data",
                "unlawful",
                "advertising",
                "off_topic",
                "repeated",
                "disturbs",
                "danger",
                name="hidereason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("hidden_by_id", sa.Integer(), nullable=True),
        sa.Column("agree_count", sa.Integer(), nullable=False, comment="imported: how many agreed at the source"),
        sa.Column("disagree_count", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("external_ref", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_contributions_agenda_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["contributions.id"], name=op.f("fk_contributions_answer_id_contributions")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_contributions_author_id_accounts")),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["accounts.id"], name=op.f("fk_contributions_entered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["hidden_by_id"], ["accounts.id"], name=op.f("fk_contributions_hidden_by_id_accounts")),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_contributions_issue_id_issues")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_contributions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["contributions.id"], name=op.f("fk_contributions_merged_into_id_contributions")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["contributions.id"], name=op.f("fk_contributions_parent_id_contributions")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["contributions.id"], name=op.f("fk_contributions_root_id_contributions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions")),
        sa.UniqueConstraint("author_id", "client_id", name=op.f("uq_contributions_author_id_client_id")),
        sa.UniqueConstraint("entered_by_id", "client_id", name=op.f("uq_contributions_entered_by_id_client_id")),
    )
    with op.batch_alter_table("contributions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_contributions_author_id_meeting_id_at", ["author_id", "meeting_id", "at"], unique=False
        )
        batch_op.create_index("ix_contributions_issue_id_root_id", ["issue_id", "root_id"], unique=False)
        batch_op.create_index(
            "ix_contributions_meeting_id_agenda_item_id", ["meeting_id", "agenda_item_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contributions_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contributions_root_id"), ["root_id"], unique=False)
        batch_op.create_index("ix_contributions_source_external_ref", ["source", "external_ref"], unique=False)

    op.create_table(
        "order_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column(
            "account_id",
            sa.Integer(),
            nullable=True,
            comment="none: somebody entered by name, who is asked in the hall",
        ),
        sa.Column("label", sa.String(length=400), nullable=False, comment="the name shown, as it was then"),
        sa.Column(
            "kind",
            sa.Enum("warning", "mute", "removal", name="restraint", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "personal_attack",
                "personal_data",
                "unlawful",
                "advertising",
                "off_topic",
                "repeated",
                "disturbs",
                "danger",
                name="hidereason",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("url", sa.String(length=400), nullable=False, comment="what it was about, where it is read"),
        sa.Column("taken_by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("lifted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_order_steps_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_order_steps_agenda_item_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_order_steps_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["accounts.id"], name=op.f("fk_order_steps_taken_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_steps")),
    )
    with op.batch_alter_table("order_steps", schema=None) as batch_op:
        batch_op.create_index("ix_order_steps_meeting_id_account_id", ["meeting_id", "account_id"], unique=False)

    op.create_table(
        "read_up_to",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False, comment="of the last entry that was in sight"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_read_up_to_account_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_read_up_to_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read_up_to")),
        sa.UniqueConstraint("account_id", "meeting_id", name=op.f("uq_read_up_to_account_id_meeting_id")),
    )
    op.create_table(
        "talks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("slow", sa.Integer(), nullable=False, comment="seconds between two contributions of one person"),
        sa.Column(
            "slow_in",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="phase → seconds, where it is not as in others",
        ),
        sa.Column("locked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum("answered", "said", "elsewhere", "heated", name="lockreason", native_enum=False, length=40),
            nullable=True,
            comment="why it is locked",
        ),
        sa.Column(
            "screened",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="a moderator reads everything first",
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_talks_agenda_item_id_agenda_items")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
        sa.UniqueConstraint("agenda_item_id", name=op.f("uq_talks_agenda_item_id")),
    )
    op.create_table(
        "contribution_wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("until", Moment(), nullable=False, comment="when other words took their place"),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_contribution_wordings_contribution_id_contributions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_wordings")),
    )
    with op.batch_alter_table("contribution_wordings", schema=None) as batch_op:
        batch_op.create_index("ix_contribution_wordings_contribution_id", ["contribution_id"], unique=False)

    op.create_table(
        "contribution_agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_contribution_agreements_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_contribution_agreements_contribution_id_contributions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_agreements")),
        sa.UniqueConstraint(
            "contribution_id", "account_id", name=op.f("uq_contribution_agreements_contribution_id_account_id")
        ),
    )
    with op.batch_alter_table("contribution_agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contribution_agreements_account_id"), ["account_id"], unique=False)

    op.create_table(
        "resolutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False, comment="within its place, such as R2026-003"),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("vote_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False, comment="of its texts, as a browser tag"),
        sa.Column(
            "state",
            sa.Enum(
                "adopted",
                "in_notice",
                "under_review",
                "in_force",
                "appraising",
                "closed",
                "revoked",
                name="resolutionstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("adopted_at", Moment(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("notice_until", Moment(), nullable=True, comment="until when objections are heard"),
        sa.Column("appraise_until", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_resolutions_issue_id_issues")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_resolutions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_resolutions_place_id_places")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_resolutions_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_resolutions_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
        sa.UniqueConstraint("place_id", "number", name=op.f("uq_resolutions_place_id_number")),
    )
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resolutions_issue_id"), ["issue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_resolutions_place_id"), ["place_id"], unique=False)

    op.create_table(
        "vote_ballots",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("choices", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("points", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False, comment="imported ballots with the same content are one row"),
        sa.Column(
            "secret", sa.String(length=32), nullable=True, comment="made by the phone; imported ballots have none"
        ),
        sa.Column("receipt", sa.String(length=64), nullable=True, comment="digest of manifest, choices and secret"),
        sa.Column(
            "batch", sa.Integer(), nullable=True, comment="in which batch it was sealed; none yet while it waits"
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_ballots_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_ballots")),
        sa.UniqueConstraint("vote_id", "receipt", name=op.f("uq_vote_ballots_vote_id_receipt")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("vote_ballots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_ballots_vote_id"), ["vote_id"], unique=False)

    op.create_table(
        "vote_batches",
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column(
            "size", sa.Integer(), nullable=False, comment="told after the close only: before, it would be a count"
        ),
        sa.Column("spares", sa.Integer(), nullable=False, comment="ballots sealed with it for what papers might say"),
        sa.Column(
            "seed", sa.String(length=64), nullable=False, comment="of the spares' secrets; forgotten at the count"
        ),
        sa.Column(
            "unused",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="receipts of the spares that no paper asked for",
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_batches_vote_id_votes")),
        sa.PrimaryKeyConstraint("vote_id", "number", name=op.f("pk_vote_batches")),
    )
    op.create_table(
        "vote_bundles",
        sa.Column("vote_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_bundles_vote_id_votes")),
        sa.PrimaryKeyConstraint("vote_id", name=op.f("pk_vote_bundles")),
    )
    op.create_table(
        "vote_options",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False, comment="of the label"),
        sa.Column("label", sa.Text(), nullable=False, comment="empty for agree, disagree, abstain: words say them"),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=True, comment="hundredths of the currency"),
        sa.Column(
            "details",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what the source says besides",
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_vote_options_issue_id_issues")),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_options_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_options")),
        sa.UniqueConstraint("vote_id", "key", name=op.f("uq_vote_options_vote_id_key")),
    )
    with op.batch_alter_table("vote_options", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_options_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "vote_roll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column(
            "elector",
            sa.String(length=60),
            nullable=False,
            comment="unit:12 or account:5 or register:9; nobody stands there twice",
        ),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column(
            "label", sa.String(length=400), nullable=False, comment="as printed on the posted list: room, not name"
        ),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "household_rep",
                "adult_resident",
                "representative",
                "appraiser",
                "owner",
                "imported",
                name="ground",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("area_dm2", sa.Integer(), nullable=False, comment="floor area of all its homes together"),
        sa.Column(
            "homes",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="label and area of each, where area counts",
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_vote_roll_account_id_accounts")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_vote_roll_place_id_places")),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_roll_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_roll")),
        sa.UniqueConstraint("vote_id", "elector", name=op.f("uq_vote_roll_vote_id_elector")),
    )
    with op.batch_alter_table("vote_roll", schema=None) as batch_op:
        batch_op.create_index("ix_vote_roll_account_id", ["account_id", "vote_id"], unique=False)

    op.create_table(
        "action_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False, comment="of its texts, as a browser tag"),
        sa.Column(
            "responsible_body", sa.String(length=400), nullable=False, comment="the organisation that answers for it"
        ),
        sa.Column("responsible_person", sa.String(length=400), nullable=False, comment="the name to ask for"),
        sa.Column("responsible_account_id", sa.Integer(), nullable=True),
        sa.Column("judged_how", sa.Text(), nullable=False, comment="by what everybody can see that it is done"),
        sa.Column("due_on", sa.Date(), nullable=True, comment="the day after which it is late"),
        sa.Column("first_due_on", sa.Date(), nullable=True, comment="as promised at first; never changed"),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "in_progress",
                "blocked",
                "reported_done",
                "verified",
                "confirmed",
                "closed",
                "abandoned",
                name="actionstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_since", Moment(), nullable=False),
        sa.Column("reported_done_at", Moment(), nullable=True),
        sa.Column("reported_by_id", sa.Integer(), nullable=True),
        sa.Column("confirm_until", Moment(), nullable=True, comment="until when residents say whether it is solved"),
        sa.Column("rounds", sa.Integer(), nullable=False, comment="how often it has been reported done"),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True, comment="the day it was really done, which may be imported"),
        sa.Column("extensions", sa.Integer(), nullable=False, comment="how often it got a later day"),
        sa.Column("extension_reason", sa.Text(), nullable=False),
        sa.Column("stopped_because", sa.Text(), nullable=False, comment="why blocked or abandoned"),
        sa.Column("reason_language", sa.String(length=60), nullable=False),
        sa.Column("told_level", sa.Integer(), nullable=False, comment="how far up its lateness has been told"),
        sa.Column(
            "reminded_on", sa.Date(), nullable=True, comment="the day of the last reminder, so that it comes once"
        ),
        sa.Column("budget_cents", sa.BigInteger(), nullable=True, comment="in hundredths of the currency"),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("external_ref", sa.String(length=400), nullable=False),
        sa.Column(
            "figures",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what the source counted or said of it",
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_action_items_issue_id_issues")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_action_items_place_id_places")),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["accounts.id"], name=op.f("fk_action_items_reported_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolutions.id"], name=op.f("fk_action_items_resolution_id_resolutions")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_account_id"], ["accounts.id"], name=op.f("fk_action_items_responsible_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_items")),
    )
    with op.batch_alter_table("action_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_items_issue_id"), ["issue_id"], unique=False)
        batch_op.create_index("ix_action_items_place_state_due", ["place_id", "state", "due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_items_resolution_id"), ["resolution_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_action_items_responsible_account_id"), ["responsible_account_id"], unique=False
        )

    op.create_table(
        "objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("reply_due", Moment(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("upheld", "dismissed", name="objectionoutcome", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_language", sa.String(length=60), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_objections_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["accounts.id"], name=op.f("fk_objections_answered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolutions.id"], name=op.f("fk_objections_resolution_id_resolutions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
    )
    with op.batch_alter_table("objections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objections_resolution_id"), ["resolution_id"], unique=False)

    op.create_table(
        "vote_deliveries",
        sa.Column("roll_entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column(
            "how",
            sa.Enum("in_person", "post", "notice_board", "e_login", name="delivered", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "evidence", sa.String(length=400), nullable=False, comment="such as the number of the post's receipt"
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_vote_deliveries_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["vote_roll.id"], name=op.f("fk_vote_deliveries_roll_entry_id_vote_roll")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_deliveries_vote_id_votes")),
        sa.PrimaryKeyConstraint("roll_entry_id", name=op.f("pk_vote_deliveries")),
    )
    with op.batch_alter_table("vote_deliveries", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_vote_deliveries_vote_id"), ["vote_id"], unique=False)

    op.create_table(
        "vote_named_ballots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("roll_entry_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column(
            "choices",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="none: the paper was spoiled, its owner took part",
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "kiosk",
                "paper",
                "home_visit",
                "mobile_box",
                "proxy",
                "phone_in",
                "authority_import",
                name="channel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("account_id", sa.Integer(), nullable=True, comment="who sent or entered it"),
        sa.Column("at", Moment(), nullable=False),
        sa.Column(
            "receipt", sa.String(length=64), nullable=True, comment="where it lies in the published list, once counted"
        ),
        sa.Column("withdrawn", sa.Text(), nullable=False, comment="why it does not count: a wrong number on the paper"),
        sa.Column("withdrawn_language", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_vote_named_ballots_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["vote_roll.id"], name=op.f("fk_vote_named_ballots_roll_entry_id_vote_roll")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_named_ballots_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_named_ballots")),
        sa.UniqueConstraint("roll_entry_id", "key", name=op.f("uq_vote_named_ballots_roll_entry_id_key")),
        sa.UniqueConstraint("roll_entry_id", "version", name=op.f("uq_vote_named_ballots_roll_entry_id_version")),
    )
    with op.batch_alter_table("vote_named_ballots", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_vote_named_ballots_vote_id"), ["vote_id"], unique=False)

    op.create_table(
        "vote_roll_shares",
        sa.Column("roll_entry_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_vote_roll_shares_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["vote_roll.id"], name=op.f("fk_vote_roll_shares_roll_entry_id_vote_roll")
        ),
        sa.PrimaryKeyConstraint("roll_entry_id", "account_id", name=op.f("pk_vote_roll_shares")),
    )
    with op.batch_alter_table("vote_roll_shares", schema=None) as batch_op:
        batch_op.create_index("ix_vote_roll_shares_account_id", ["account_id"], unique=False)

    op.create_table(
        "vote_roll_objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False, comment="who sent it, or wrote it down"),
        sa.Column(
            "claim",
            sa.Enum("missing", "stranger", "area", "together", "other", name="rollclaim", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "home", sa.String(length=400), nullable=False, comment="which home it is about, as the person calls it"
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False, comment="of the reason, as a browser tag"),
        sa.Column("filed_at", Moment(), nullable=False),
        sa.Column("answer_due", Moment(), nullable=False),
        sa.Column(
            "outcome", sa.Enum("corrected", "refused", name="rollanswer", native_enum=False, length=40), nullable=True
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_language", sa.String(length=60), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_vote_roll_objections_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["accounts.id"], name=op.f("fk_vote_roll_objections_answered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_roll_objections_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_roll_objections")),
    )
    with op.batch_alter_table("vote_roll_objections", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_vote_roll_objections_vote_id"), ["vote_id"], unique=False)

    op.create_table(
        "vote_result_objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False, comment="who sent it, or wrote it down"),
        sa.Column("roll_entry_id", sa.Integer(), nullable=True, comment="for whom it was written down at the desk"),
        sa.Column(
            "claim",
            sa.Enum(
                "ballot",
                "papers",
                "voters",
                "procedure",
                "rule",
                "other",
                name="resultclaim",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False, comment="of the reason, as a browser tag"),
        sa.Column("filed_at", Moment(), nullable=False),
        sa.Column("answer_due", Moment(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("rejected", "recount", "set_aside", name="resultanswer", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_language", sa.String(length=60), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_vote_result_objections_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["accounts.id"], name=op.f("fk_vote_result_objections_answered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["vote_roll.id"], name=op.f("fk_vote_result_objections_roll_entry_id_vote_roll")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_result_objections_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_result_objections")),
    )
    with op.batch_alter_table("vote_result_objections", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_vote_result_objections_vote_id"), ["vote_id"], unique=False)

    op.create_table(
        "vote_paper_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("roll_entry_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "choices",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="none: the paper is spoiled",
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "kiosk",
                "paper",
                "home_visit",
                "mobile_box",
                "proxy",
                "phone_in",
                "authority_import",
                name="channel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "proxy", sa.String(length=400), nullable=False, comment="who handed it in with a written authorisation"
        ),
        sa.Column("helper", sa.String(length=400), nullable=False),
        sa.Column("witness", sa.String(length=400), nullable=False),
        sa.Column("read_back", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False, comment="two entries agreed and became a ballot"),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["accounts.id"], name=op.f("fk_vote_paper_entries_entered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["vote_roll.id"], name=op.f("fk_vote_paper_entries_roll_entry_id_vote_roll")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_paper_entries_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_paper_entries")),
    )
    with op.batch_alter_table("vote_paper_entries", schema=None) as batch_op:
        batch_op.create_index("ix_vote_paper_entries_roll_entry_id", ["roll_entry_id", "entered_by_id"], unique=False)
        batch_op.create_index(op.f("ix_vote_paper_entries_vote_id"), ["vote_id"], unique=False)

    op.create_table(
        "vote_signatures",
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum("teller", "scrutineer", "building_head", "resident", name="signing", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("signed_for", sa.String(length=64), nullable=False, comment="digest of the result that was signed"),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_vote_signatures_account_id_accounts")),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_signatures_vote_id_votes")),
        sa.PrimaryKeyConstraint("vote_id", "account_id", name=op.f("pk_vote_signatures")),
    )

    op.create_table(
        "vote_paper_packets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="as it is written on the packet"),
        sa.Column("counted_by_id", sa.Integer(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column(
            "counts",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="papers by what is marked; those not valid under nothing",
        ),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counted_by_id"], ["accounts.id"], name=op.f("fk_vote_paper_packets_counted_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_paper_packets_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_paper_packets")),
        sa.UniqueConstraint(
            "vote_id", "number", "counted_by_id", name=op.f("uq_vote_paper_packets_vote_id_number_counted_by_id")
        ),
    )
    op.create_table(
        "vote_paper_returns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("roll_entry_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "kiosk",
                "paper",
                "home_visit",
                "mobile_box",
                "proxy",
                "phone_in",
                "authority_import",
                name="channel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "proxy", sa.String(length=400), nullable=False, comment="who handed it in with a written authorisation"
        ),
        sa.Column("helper", sa.String(length=400), nullable=False),
        sa.Column("witness", sa.String(length=400), nullable=False),
        sa.Column("read_back", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("withdrawn", sa.Text(), nullable=False, comment="why it does not count: the number was wrong"),
        sa.Column("withdrawn_language", sa.String(length=60), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_vote_paper_returns_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["vote_roll.id"], name=op.f("fk_vote_paper_returns_roll_entry_id_vote_roll")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_paper_returns_vote_id_votes")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["accounts.id"], name=op.f("fk_vote_paper_returns_withdrawn_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_paper_returns")),
    )
    with op.batch_alter_table("vote_paper_returns", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_vote_paper_returns_roll_entry_id"), ["roll_entry_id"], unique=False)
        batch_op.create_index(op.f("ix_vote_paper_returns_vote_id"), ["vote_id"], unique=False)

    op.create_table(
        "vote_participations",
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("roll_entry_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["vote_roll.id"], name=op.f("fk_vote_participations_roll_entry_id_vote_roll")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_participations_vote_id_votes")),
        sa.PrimaryKeyConstraint("vote_id", "roll_entry_id", name=op.f("pk_vote_participations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "confirmations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_item_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False, comment="how often it has been reported done"),
        sa.Column("solved", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_confirmations_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["action_item_id"], ["action_items.id"], name=op.f("fk_confirmations_action_item_id_action_items")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmations")),
        sa.UniqueConstraint(
            "action_item_id",
            "account_id",
            "round_no",
            name=op.f("uq_confirmations_action_item_id_account_id_round_no"),
        ),
    )
    op.create_table(
        "progress_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=True, comment="made by the phone: resending is safe"),
        sa.Column("action_item_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column(
            "done", sa.Boolean(), server_default=sa.false(), nullable=False, comment="says that the work is finished"
        ),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_item_id"], ["action_items.id"], name=op.f("fk_progress_reports_action_item_id_action_items")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_progress_reports_author_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_reports")),
        sa.UniqueConstraint("author_id", "client_id", name=op.f("uq_progress_reports_author_id_client_id")),
    )
    with op.batch_alter_table("progress_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_reports_action_item_id"), ["action_item_id"], unique=False)

    op.create_table(
        "supervision_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("action_item_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_language", sa.String(length=60), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_item_id"], ["action_items.id"], name=op.f("fk_supervision_notes_action_item_id_action_items")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["accounts.id"], name=op.f("fk_supervision_notes_answered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_supervision_notes_author_id_accounts")),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_supervision_notes_issue_id_issues")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_notes")),
    )
    with op.batch_alter_table("supervision_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supervision_notes_action_item_id"), ["action_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_supervision_notes_issue_id"), ["issue_id"], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search_index USING fts5(tokens, content='search_texts', content_rowid='id')")
        op.execute(
            "CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN INSERT INTO search_index(rowid, tokens) VALUES (new.id, new.tokens); END"
        )
        op.execute(
            "CREATE TRIGGER search_texts_removed AFTER DELETE ON search_texts BEGIN INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', old.id, old.tokens); END"
        )
        op.execute(
            "CREATE TRIGGER search_texts_changed AFTER UPDATE OF tokens ON search_texts BEGIN INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', old.id, old.tokens); INSERT INTO search_index(rowid, tokens) VALUES (new.id, new.tokens); END"
        )
    else:
        op.execute("CREATE INDEX ix_search_texts_tokens ON search_texts USING gin (to_tsvector('simple', tokens))")
    op.create_table(
        "renderings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False, comment="issue, contribution, resolution …"),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False, comment="into which"),
        sa.Column("source_language", sa.String(length=60), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "written",
                "checked",
                "outdated",
                "doubted",
                name="renderingstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked", sa.Integer(), nullable=False, comment="how many people asked for it"),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("matters_at", Moment(), nullable=True, comment="until when it is needed: a meeting, a vote"),
        sa.Column("title", sa.String(length=400), nullable=False, comment="the first words of the original"),
        sa.Column("url", sa.String(length=400), nullable=False, comment="where the original is read"),
        sa.Column(
            "texts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False, comment="field → words"
        ),
        sa.Column("of", sa.String(length=64), nullable=False, comment="SHA-256 of the wording it was made of"),
        sa.Column("translator_id", sa.Integer(), nullable=True),
        sa.Column("translator_label", sa.String(length=400), nullable=False, comment="the name shown, as it was then"),
        sa.Column("by_author", sa.Boolean(), nullable=False),
        sa.Column("written_at", Moment(), nullable=True),
        sa.Column("checker_id", sa.Integer(), nullable=True),
        sa.Column("checker_label", sa.String(length=400), nullable=False),
        sa.Column("checked_at", Moment(), nullable=True),
        sa.Column("doubt", sa.Text(), nullable=False, comment="what a reader says is wrong"),
        sa.ForeignKeyConstraint(["checker_id"], ["accounts.id"], name=op.f("fk_renderings_checker_id_accounts")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_renderings_place_id_places")),
        sa.ForeignKeyConstraint(["translator_id"], ["accounts.id"], name=op.f("fk_renderings_translator_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renderings")),
        sa.UniqueConstraint("kind", "subject_id", "language", name=op.f("uq_renderings_kind_subject_id_language")),
    )
    with op.batch_alter_table("renderings", schema=None) as batch_op:
        batch_op.create_index("ix_renderings_place_id_state", ["place_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_renderings_translator_id"), ["translator_id"], unique=False)

    op.create_table(
        "rendering_askers",
        sa.Column("rendering_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_rendering_askers_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["rendering_id"], ["renderings.id"], name=op.f("fk_rendering_askers_rendering_id_renderings")
        ),
        sa.PrimaryKeyConstraint("rendering_id", "account_id", name=op.f("pk_rendering_askers")),
    )
    op.create_table(
        "translator_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("pair", sa.String(length=60), nullable=False, comment="from-into, such as zh-en"),
        sa.Column("since", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_translator_pairs_account_id_accounts")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_translator_pairs_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translator_pairs")),
        sa.UniqueConstraint(
            "account_id", "place_id", "pair", name=op.f("uq_translator_pairs_account_id_place_id_pair")
        ),
    )
    with op.batch_alter_table("translator_pairs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_translator_pairs_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_translator_pairs_place_id"), ["place_id"], unique=False)

    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False, comment="contribution …"),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "personal_attack",
                "personal_data",
                "unlawful",
                "advertising",
                "off_topic",
                "repeated",
                "disturbs",
                "danger",
                name="hidereason",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", Moment(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "hidden", "kept", name="reportstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_reports_account_id_accounts")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_reports_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("kind", "subject_id", "account_id", name=op.f("uq_reports_kind_subject_id_account_id")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index("ix_reports_place_id_state", ["place_id", "state"], unique=False)

    op.create_table(
        "watched_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_watched_words_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_words")),
        sa.UniqueConstraint("place_id", "word", name=op.f("uq_watched_words_place_id_word")),
    )
    op.create_table(
        "flags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "hidden", "kept", name="reportstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_flags_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flags")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_flags_kind_subject_id")),
    )
    with op.batch_alter_table("flags", schema=None) as batch_op:
        batch_op.create_index("ix_flags_place_id_state", ["place_id", "state"], unique=False)

    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column(
            "round", sa.Integer(), nullable=False, comment="how often this text has been hidden, this time included"
        ),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column(
            "where", sa.String(length=400), nullable=False, comment="the talk it stood in, as the public log names it"
        ),
        sa.Column("url", sa.String(length=400), nullable=False, comment="where it is read"),
        sa.Column(
            "reason",
            sa.Enum(
                "personal_attack",
                "personal_data",
                "unlawful",
                "advertising",
                "off_topic",
                "repeated",
                "disturbs",
                "danger",
                name="hidereason",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("hidden_by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "standing",
                "appealed",
                "upheld",
                "overturned",
                "lifted",
                name="rulingstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("appeal_until", Moment(), nullable=False),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("appeal_language", sa.String(length=60), nullable=False),
        sa.Column("appealed_at", Moment(), nullable=True),
        sa.Column("appeal_helper_id", sa.Integer(), nullable=True, comment="wrote the appeal down for the author"),
        sa.Column(
            "appeal_ground",
            sa.Enum("in_person", "by_phone", "home_visit", "on_paper", name="ground", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("answer_by", Moment(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_language", sa.String(length=60), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True, comment="decided the appeal, or lifted"),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appeal_helper_id"], ["accounts.id"], name=op.f("fk_rulings_appeal_helper_id_accounts")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_rulings_author_id_accounts")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["accounts.id"], name=op.f("fk_rulings_ended_by_id_accounts")),
        sa.ForeignKeyConstraint(["hidden_by_id"], ["accounts.id"], name=op.f("fk_rulings_hidden_by_id_accounts")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_rulings_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
        sa.UniqueConstraint("kind", "subject_id", "round", name=op.f("uq_rulings_kind_subject_id_round")),
    )
    with op.batch_alter_table("rulings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rulings_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_rulings_place_id_state", ["place_id", "state"], unique=False)
    op.create_table(
        "conversations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column(
            "client_id", sa.String(length=64), nullable=True, comment="made with the form: sending twice makes one"
        ),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("intro", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column(
            "state",
            sa.Enum("preparing", "open", "closed", name="conversationstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("proposals", sa.Boolean(), server_default=sa.true(), nullable=False, comment="residents may propose"),
        sa.Column("prepared_by_id", sa.Integer(), nullable=False, comment="who prepared it"),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("closes_at", Moment(), nullable=True, comment="none: until somebody closes it"),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_conversations_issue_id_issues")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_conversations_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_conversations_place_id_places")),
        sa.ForeignKeyConstraint(
            ["prepared_by_id"], ["accounts.id"], name=op.f("fk_conversations_prepared_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("prepared_by_id", "client_id", name=op.f("uq_conversations_prepared_by_id_client_id")),
    )
    op.create_index(op.f("ix_conversations_issue_id"), "conversations", ["issue_id"], unique=False)
    op.create_index(op.f("ix_conversations_meeting_id"), "conversations", ["meeting_id"], unique=False)
    op.create_index("ix_conversations_place_id_state", "conversations", ["place_id", "state"], unique=False)
    op.create_table(
        "opinion_maps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", Moment(), nullable=False),
        sa.Column("upto", Moment(), nullable=True, comment="the last answer it holds; none: to be drawn again"),
        sa.Column("found", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_opinion_maps_conversation_id_conversations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_maps")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_opinion_maps_conversation_id")),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column(
            "client_id", sa.String(length=64), nullable=True, comment="made with the form: sending twice makes one"
        ),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("staff", "resident", "contribution", name="origin", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "shown",
                "declined",
                "withdrawn",
                "merged",
                name="statementstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "same_as_another",
                "several_at_once",
                "not_about_it",
                "personal_attack",
                "personal_data",
                "unlawful",
                name="declinereason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("hidden", sa.Boolean(), nullable=False, comment="taken back by moderation, and shown again with it"),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_statements_author_id_accounts")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_statements_contribution_id_contributions")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_statements_conversation_id_conversations")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["statements.id"], name=op.f("fk_statements_merged_into_id_statements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("author_id", "client_id", name=op.f("uq_statements_author_id_client_id")),
        sa.UniqueConstraint(
            "conversation_id", "contribution_id", name=op.f("uq_statements_conversation_id_contribution_id")
        ),
    )
    op.create_index("ix_statements_conversation_id_state", "statements", ["conversation_id", "state"], unique=False)
    op.create_table(
        "statement_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "said", sa.Enum("agree", "disagree", "pass", name="said", native_enum=False, length=40), nullable=False
        ),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("assisted_id", sa.Integer(), nullable=True, comment="who wrote it down"),
        sa.ForeignKeyConstraint(
            ["assisted_id"], ["assisted_actions.id"], name=op.f("fk_statement_answers_assisted_id_assisted_actions")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_statement_answers_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_statement_answers_conversation_id_conversations")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_statement_answers_statement_id_statements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_answers")),
        sa.UniqueConstraint("statement_id", "account_id", name=op.f("uq_statement_answers_statement_id_account_id")),
    )
    op.create_index(
        "ix_statement_answers_conversation_id_account_id",
        "statement_answers",
        ["conversation_id", "account_id"],
        unique=False,
    )
    op.create_index(
        "ix_statement_answers_conversation_id_at", "statement_answers", ["conversation_id", "at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("vote_signatures")
    with op.batch_alter_table("vote_paper_returns", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_vote_paper_returns_roll_entry_id"))
        batch_op.drop_index(op.f("ix_vote_paper_returns_vote_id"))
    op.drop_table("vote_paper_returns")
    op.drop_table("vote_paper_packets")
    with op.batch_alter_table("vote_paper_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_vote_paper_entries_roll_entry_id")
        batch_op.drop_index(op.f("ix_vote_paper_entries_vote_id"))
    op.drop_table("vote_paper_entries")
    with op.batch_alter_table("vote_result_objections", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_vote_result_objections_vote_id"))
    op.drop_table("vote_result_objections")
    with op.batch_alter_table("vote_roll_objections", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_vote_roll_objections_vote_id"))
    op.drop_table("vote_roll_objections")
    with op.batch_alter_table("vote_deliveries", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_vote_deliveries_vote_id"))
    op.drop_table("vote_deliveries")
    with op.batch_alter_table("vote_named_ballots", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_vote_named_ballots_vote_id"))
    op.drop_table("vote_named_ballots")
    with op.batch_alter_table("vote_roll_shares", schema=None) as batch_op:
        batch_op.drop_index("ix_vote_roll_shares_account_id")
    op.drop_table("vote_roll_shares")
    op.drop_table("opinion_maps")
    op.drop_table("statement_answers")
    op.drop_table("statements")
    op.drop_table("conversations")
    op.drop_table("rulings")
    op.drop_table("flags")
    op.drop_table("watched_words")
    op.drop_table("reports")
    op.drop_table("translator_pairs")
    op.drop_table("rendering_askers")
    op.drop_table("renderings")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE IF EXISTS search_index")
    with op.batch_alter_table("supervision_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_notes_issue_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_notes_action_item_id"))

    op.drop_table("supervision_notes")
    with op.batch_alter_table("progress_reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_reports_action_item_id"))

    op.drop_table("progress_reports")
    op.drop_table("confirmations")
    op.drop_table("vote_participations")
    with op.batch_alter_table("objections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_objections_resolution_id"))

    op.drop_table("objections")
    with op.batch_alter_table("action_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_items_responsible_account_id"))
        batch_op.drop_index(batch_op.f("ix_action_items_resolution_id"))
        batch_op.drop_index("ix_action_items_place_state_due")
        batch_op.drop_index(batch_op.f("ix_action_items_issue_id"))

    op.drop_table("action_items")
    with op.batch_alter_table("vote_roll", schema=None) as batch_op:
        batch_op.drop_index("ix_vote_roll_account_id")

    op.drop_table("vote_roll")
    with op.batch_alter_table("vote_options", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vote_options_issue_id"))

    op.drop_table("vote_options")
    op.drop_table("vote_bundles")
    op.drop_table("vote_batches")
    with op.batch_alter_table("vote_ballots", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vote_ballots_vote_id"))

    op.drop_table("vote_ballots")
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resolutions_place_id"))
        batch_op.drop_index(batch_op.f("ix_resolutions_issue_id"))

    op.drop_table("resolutions")
    with op.batch_alter_table("contribution_agreements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contribution_agreements_account_id"))

    op.drop_table("contribution_agreements")
    with op.batch_alter_table("contribution_wordings", schema=None) as batch_op:
        batch_op.drop_index("ix_contribution_wordings_contribution_id")

    op.drop_table("contribution_wordings")
    op.drop_table("talks")
    op.drop_table("read_up_to")
    with op.batch_alter_table("order_steps", schema=None) as batch_op:
        batch_op.drop_index("ix_order_steps_meeting_id_account_id")

    op.drop_table("order_steps")
    with op.batch_alter_table("contributions", schema=None) as batch_op:
        batch_op.drop_index("ix_contributions_source_external_ref")
        batch_op.drop_index(batch_op.f("ix_contributions_root_id"))
        batch_op.drop_index(batch_op.f("ix_contributions_merged_into_id"))
        batch_op.drop_index("ix_contributions_meeting_id_agenda_item_id")
        batch_op.drop_index("ix_contributions_issue_id_root_id")
        batch_op.drop_index("ix_contributions_author_id_meeting_id_at")

    op.drop_table("contributions")
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.drop_index("ix_notes_meeting_id")

    op.drop_table("notes")
    op.drop_table("poll_hall_counts")
    op.drop_table("poll_answers")
    op.drop_table("polls")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index("uq_invitations_meeting_id_label_named")
        batch_op.drop_index(batch_op.f("ix_invitations_account_id"))

    op.drop_table("invitations")
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_papers_meeting_id"))

    op.drop_table("papers")
    with op.batch_alter_table("parked_matters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parked_matters_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_parked_matters_issue_id"))
        batch_op.drop_index(batch_op.f("ix_parked_matters_carried_item_id"))

    op.drop_table("parked_matters")
    op.drop_table("recusals")
    op.drop_table("speaking_requests")
    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.drop_index("ix_votes_place_id_state")
        batch_op.drop_index(batch_op.f("ix_votes_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_votes_issue_id"))

    op.drop_table("votes")
    with op.batch_alter_table("minutes_errata", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_errata_minutes_id"))

    op.drop_table("minutes_errata")
    with op.batch_alter_table("minutes_confirmations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_confirmations_account_id"))

    op.drop_table("minutes_confirmations")
    with op.batch_alter_table("issue_seconds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issue_seconds_issue_id"))
        batch_op.drop_index(batch_op.f("ix_issue_seconds_account_id"))

    op.drop_table("issue_seconds")
    with op.batch_alter_table("appraisals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appraisals_issue_id"))

    op.drop_table("appraisals")
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_items_issue_id"))

    op.drop_table("agenda_items")
    op.drop_table("minutes")
    with op.batch_alter_table("issues", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_issues_place_id_source_external_ref",
            sqlite_where=sa.text("source != ''"),
            postgresql_where=sa.text("source != ''"),
        )
        batch_op.drop_index("ix_issues_state_deadline_at")
        batch_op.drop_index(batch_op.f("ix_issues_scope_place_id"))
        batch_op.drop_index("ix_issues_place_id_state")
        batch_op.drop_index("ix_issues_place_id_second_count")
        batch_op.drop_index("ix_issues_place_id_deadline_at")
        batch_op.drop_index("ix_issues_place_id_created_at")
        batch_op.drop_index(batch_op.f("ix_issues_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_issues_category_id"))

    op.drop_table("issues")
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_attendances_meeting_id_label_entered",
            sqlite_where=sa.text("account_id IS NULL"),
            postgresql_where=sa.text("account_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_attendances_account_id"))

    op.drop_table("attendances")
    with op.batch_alter_table("search_texts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_texts_place_id"))

    op.drop_table("search_texts")
    with op.batch_alter_table("role_holdings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_holdings_place_id"))
        batch_op.drop_index(batch_op.f("ix_role_holdings_account_id"))

    op.drop_table("role_holdings")
    with op.batch_alter_table("register_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_entries_place_id"))
        batch_op.drop_index(batch_op.f("ix_register_entries_phone"))

    op.drop_table("register_entries")
    with op.batch_alter_table("assisted_actions", schema=None) as batch_op:
        batch_op.drop_index("ix_assisted_actions_subject")
        batch_op.drop_index(batch_op.f("ix_assisted_actions_person_id"))
        batch_op.drop_index(batch_op.f("ix_assisted_actions_helper_id"))

    op.drop_table("assisted_actions")
    with op.batch_alter_table("named_helpers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_named_helpers_person_id"))
        batch_op.drop_index(batch_op.f("ix_named_helpers_helper_id"))

    op.drop_table("named_helpers")
    with op.batch_alter_table("register_tries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_tries_place_id"))
        batch_op.drop_index(batch_op.f("ix_register_tries_account_id"))

    op.drop_table("register_tries")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_memberships_place_id"))
        batch_op.drop_index(batch_op.f("ix_memberships_account_id"))

    op.drop_table("memberships")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index("ix_meetings_state_starts_at")
        batch_op.drop_index("ix_meetings_source_external_ref")
        batch_op.drop_index("ix_meetings_place_id_starts_at")

    op.drop_table("meetings")
    with op.batch_alter_table("import_runs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_runs_place_id"))

    op.drop_table("import_runs")
    with op.batch_alter_table("categories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_categories_place_id"))

    op.drop_table("categories")
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.drop_index("ix_places_path", postgresql_ops={"path": "text_pattern_ops"})
        batch_op.drop_index(batch_op.f("ix_places_parent_id"))

    op.drop_table("places")
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.drop_index("ix_photos_subject")
        batch_op.drop_index(batch_op.f("ix_photos_digest"))

    op.drop_table("photos")
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.drop_index("ix_notifications_account_read")

    op.drop_table("notifications")
    op.drop_table("tours_seen")
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entries_subject")
        batch_op.drop_index(batch_op.f("ix_ledger_entries_actor_id"))

    op.drop_table("ledger_entries")
    with op.batch_alter_table("passkeys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkeys_account_id"))

    op.drop_table("passkeys")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_account_id"))

    op.drop_table("consents")
    with op.batch_alter_table("sign_in_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_codes_phone"))

    op.drop_table("sign_in_codes")
    op.drop_table("rule_set_versions")
    op.drop_table("ledger_heads")
    op.drop_table("ledger_anchors")
    op.drop_table("accounts")
