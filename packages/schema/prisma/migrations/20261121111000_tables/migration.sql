-- CreateEnum
CREATE TYPE "RatingUse" AS ENUM ('COUNTERPART', 'POOL', 'OPEN');

-- CreateEnum
CREATE TYPE "HintState" AS ENUM ('PENDING', 'APPROVED', 'REJECTED');

-- CreateEnum
CREATE TYPE "HintKind" AS ENUM ('WHAT_HELPED', 'WHAT_I_DID');

-- CreateEnum
CREATE TYPE "PairKind" AS ENUM ('MANAGER_MEMBER', 'MENTOR_MENTEE', 'OTHER');

-- CreateEnum
CREATE TYPE "SessionState" AS ENUM ('PROPOSED', 'SCHEDULED', 'LIVE', 'ENDED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "ThemeState" AS ENUM ('OPEN', 'DONE');

-- CreateEnum
CREATE TYPE "Language" AS ENUM ('ja', 'en');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('MEMBER', 'MANAGER', 'ADVISOR', 'ADMIN');

-- CreateEnum
CREATE TYPE "TopicCode" AS ENUM ('WORK', 'RELATIONSHIPS', 'CONDITION', 'CAREER', 'SKILLS', 'PRIVATE', 'POLICY', 'OTHER');

-- CreateEnum
CREATE TYPE "ResponseKind" AS ENUM ('ADVICE', 'THINK_TOGETHER', 'LISTEN', 'OPINION', 'REPORT', 'UNDECIDED');

-- CreateTable
CREATE TABLE "outbox_event" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "ids" JSONB NOT NULL DEFAULT '{}',
    "actor_kind" TEXT NOT NULL,
    "actor_user_id" TEXT NOT NULL DEFAULT '',
    "credential_id" TEXT NOT NULL DEFAULT '',
    "request_id" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "relayed_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "idempotency" (
    "tenant_id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "result_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_pkey" PRIMARY KEY ("tenant_id","holder","key")
);

-- CreateTable
CREATE TABLE "tenant_key" (
    "tenant_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "wrapped_by" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "tenant_key_pkey" PRIMARY KEY ("tenant_id","version")
);

-- CreateTable
CREATE TABLE "api_key" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "scopes" TEXT[],
    "allowed_addresses" TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "embed_grant" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "api_key_id" TEXT,
    "elements" TEXT[],
    "session_id" TEXT,
    "origins" TEXT[],
    "key_thumbprint" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "renewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "embed_grant_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "allowed_origin" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "allowed_origin_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "revocation" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "token_version" INTEGER,
    "revoked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revocation_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "id" TEXT NOT NULL,
    "public_key" JSONB NOT NULL,
    "private_key" BYTEA NOT NULL,
    "active_from" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "tenant_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("tenant_id","seq")
);

-- CreateTable
CREATE TABLE "person_read" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "reader_kind" TEXT NOT NULL,
    "reader_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,

    CONSTRAINT "person_read_pkey" PRIMARY KEY ("tenant_id","day","reader_kind","reader_id","person_id","type")
);

-- CreateTable
CREATE TABLE "participation" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "use" "RatingUse" NOT NULL,
    "audience" TEXT NOT NULL,

    CONSTRAINT "participation_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "held_rating" (
    "tenant_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "press" BYTEA NOT NULL,
    "month" DATE NOT NULL,

    CONSTRAINT "held_rating_pkey" PRIMARY KEY ("tenant_id","session_id","member_id")
);

-- CreateTable
CREATE TABLE "rating" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "rated_id" TEXT,
    "pool_id" TEXT,
    "topic_code" "TopicCode" NOT NULL,
    "response" "ResponseKind" NOT NULL,
    "month" DATE NOT NULL,
    "grade" INTEGER NOT NULL,
    "hint_ids" TEXT[],

    CONSTRAINT "rating_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "open_rating" (
    "tenant_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "grade" BYTEA NOT NULL,
    "visible_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "open_rating_pkey" PRIMARY KEY ("tenant_id","session_id")
);

-- CreateTable
CREATE TABLE "impression" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "text" BYTEA NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "impression_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "text" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "hint" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" "HintKind" NOT NULL,
    "topic_code" "TopicCode" NOT NULL,
    "response" "ResponseKind" NOT NULL,
    "text" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "state" "HintState" NOT NULL DEFAULT 'PENDING',
    "reason" TEXT,
    "left_on" DATE NOT NULL,
    "author_pseudonym" TEXT NOT NULL,
    "reviewed_by_id" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "hint_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "pair" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" "PairKind" NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,
    "purpose" BYTEA,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "pair_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "pair_level" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "pair_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "set_by_id" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pair_level_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "pair_pause" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "pair_id" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE,

    CONSTRAINT "pair_pause_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "session" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "pair_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "state" "SessionState" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "proposed_by_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "preparation" (
    "tenant_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "note" BYTEA,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3),
    "seen_revision" INTEGER,

    CONSTRAINT "preparation_pkey" PRIMARY KEY ("tenant_id","session_id")
);

-- CreateTable
CREATE TABLE "theme" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "topic_id" TEXT,
    "free_topic" BYTEA,
    "counts_as" "TopicCode" NOT NULL,
    "response" "ResponseKind" NOT NULL,
    "state" "ThemeState" NOT NULL DEFAULT 'OPEN',
    "done_at" TIMESTAMPTZ(3),
    "carried_from_id" TEXT,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "presence" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "tenant" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'Asia/Tokyo',
    "language" "Language" NOT NULL DEFAULT 'ja',
    "anonymity_floor" INTEGER NOT NULL DEFAULT 5,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "department" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "parent_id" TEXT,
    "path" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "department_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "department_ancestor" (
    "tenant_id" TEXT NOT NULL,
    "department_id" TEXT NOT NULL,
    "ancestor_id" TEXT NOT NULL,

    CONSTRAINT "department_ancestor_pkey" PRIMARY KEY ("tenant_id","department_id","ancestor_id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "email" TEXT,
    "family_name" TEXT NOT NULL,
    "given_name" TEXT NOT NULL,
    "family_kana" TEXT,
    "given_kana" TEXT,
    "latin_name" TEXT,
    "language" "Language",
    "time_zone" TEXT,
    "roles" "Role"[],
    "department_id" TEXT NOT NULL,
    "hired_on" DATE,
    "deactivated_at" TIMESTAMPTZ(3),
    "kana_key" TEXT NOT NULL,
    "latin_key" TEXT NOT NULL,
    "search_key" TEXT NOT NULL,
    "token_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "advisor_scope" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "advisor_id" TEXT NOT NULL,
    "department_id" TEXT,
    "user_id" TEXT,

    CONSTRAINT "advisor_scope_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "topic" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "code" "TopicCode",
    "counts_as" "TopicCode" NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "hidden_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "outbox_event_tenant_id_subject_type_subject_id_idx" ON "outbox_event"("tenant_id", "subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "outbox_event_relayed_at_id_idx" ON "outbox_event"("relayed_at", "id");

-- CreateIndex
CREATE INDEX "idempotency_expires_at_idx" ON "idempotency"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "embed_grant_tenant_id_user_id_idx" ON "embed_grant"("tenant_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "allowed_origin_tenant_id_origin_key" ON "allowed_origin"("tenant_id", "origin");

-- CreateIndex
CREATE INDEX "revocation_revoked_at_idx" ON "revocation"("revoked_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_tenant_id_id_key" ON "audit_entry"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "person_read_tenant_id_person_id_day_idx" ON "person_read"("tenant_id", "person_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "participation_tenant_id_session_id_member_id_key" ON "participation"("tenant_id", "session_id", "member_id");

-- CreateIndex
CREATE INDEX "rating_tenant_id_month_idx" ON "rating"("tenant_id", "month");

-- CreateIndex
CREATE INDEX "rating_tenant_id_pseudonym_idx" ON "rating"("tenant_id", "pseudonym");

-- CreateIndex
CREATE INDEX "impression_tenant_id_counterpart_id_sent_at_idx" ON "impression"("tenant_id", "counterpart_id", "sent_at");

-- CreateIndex
CREATE UNIQUE INDEX "impression_tenant_id_session_id_key" ON "impression"("tenant_id", "session_id");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_tenant_id_session_id_key" ON "attempt"("tenant_id", "session_id");

-- CreateIndex
CREATE INDEX "hint_tenant_id_topic_code_response_state_idx" ON "hint"("tenant_id", "topic_code", "response", "state");

-- CreateIndex
CREATE INDEX "hint_tenant_id_state_left_on_idx" ON "hint"("tenant_id", "state", "left_on");

-- CreateIndex
CREATE INDEX "pair_tenant_id_member_id_idx" ON "pair"("tenant_id", "member_id");

-- CreateIndex
CREATE INDEX "pair_tenant_id_counterpart_id_idx" ON "pair"("tenant_id", "counterpart_id");

-- CreateIndex
CREATE UNIQUE INDEX "pair_tenant_id_id_member_id_counterpart_id_key" ON "pair"("tenant_id", "id", "member_id", "counterpart_id");

-- CreateIndex
CREATE INDEX "pair_level_tenant_id_pair_id_set_at_idx" ON "pair_level"("tenant_id", "pair_id", "set_at");

-- CreateIndex
CREATE INDEX "pair_pause_tenant_id_pair_id_idx" ON "pair_pause"("tenant_id", "pair_id");

-- CreateIndex
CREATE INDEX "session_tenant_id_pair_id_starts_at_idx" ON "session"("tenant_id", "pair_id", "starts_at");

-- CreateIndex
CREATE INDEX "session_tenant_id_member_id_starts_at_idx" ON "session"("tenant_id", "member_id", "starts_at");

-- CreateIndex
CREATE INDEX "session_tenant_id_counterpart_id_starts_at_idx" ON "session"("tenant_id", "counterpart_id", "starts_at");

-- CreateIndex
CREATE INDEX "session_tenant_id_state_starts_at_idx" ON "session"("tenant_id", "state", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "session_tenant_id_id_member_id_counterpart_id_key" ON "session"("tenant_id", "id", "member_id", "counterpart_id");

-- CreateIndex
CREATE UNIQUE INDEX "preparation_tenant_id_session_id_member_id_counterpart_id_key" ON "preparation"("tenant_id", "session_id", "member_id", "counterpart_id");

-- CreateIndex
CREATE INDEX "theme_tenant_id_topic_id_idx" ON "theme"("tenant_id", "topic_id");

-- CreateIndex
CREATE INDEX "theme_tenant_id_carried_from_id_idx" ON "theme"("tenant_id", "carried_from_id");

-- CreateIndex
CREATE UNIQUE INDEX "theme_tenant_id_session_id_position_key" ON "theme"("tenant_id", "session_id", "position");

-- CreateIndex
CREATE INDEX "presence_tenant_id_session_id_idx" ON "presence"("tenant_id", "session_id");

-- CreateIndex
CREATE INDEX "department_tenant_id_path_idx" ON "department"("tenant_id", "path");

-- CreateIndex
CREATE UNIQUE INDEX "department_tenant_id_external_id_key" ON "department"("tenant_id", "external_id");

-- CreateIndex
CREATE INDEX "department_ancestor_tenant_id_ancestor_id_idx" ON "department_ancestor"("tenant_id", "ancestor_id");

-- CreateIndex
CREATE INDEX "app_user_tenant_id_department_id_idx" ON "app_user"("tenant_id", "department_id");

-- CreateIndex
CREATE INDEX "app_user_tenant_id_kana_key_idx" ON "app_user"("tenant_id", "kana_key");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_tenant_id_external_id_key" ON "app_user"("tenant_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "advisor_scope_tenant_id_advisor_id_department_id_user_id_key" ON "advisor_scope"("tenant_id", "advisor_id", "department_id", "user_id");

-- CreateIndex
CREATE INDEX "topic_tenant_id_position_idx" ON "topic"("tenant_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "topic_tenant_id_code_key" ON "topic"("tenant_id", "code");

-- AddForeignKey
ALTER TABLE "embed_grant" ADD CONSTRAINT "embed_grant_tenant_id_api_key_id_fkey" FOREIGN KEY ("tenant_id", "api_key_id") REFERENCES "api_key"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_tenant_id_session_id_member_id_counterpart_i_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "session"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_rating" ADD CONSTRAINT "held_rating_tenant_id_session_id_fkey" FOREIGN KEY ("tenant_id", "session_id") REFERENCES "session"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "open_rating" ADD CONSTRAINT "open_rating_tenant_id_session_id_member_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "session"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "impression" ADD CONSTRAINT "impression_tenant_id_session_id_member_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "session"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_tenant_id_session_id_member_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "session"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_tenant_id_member_id_fkey" FOREIGN KEY ("tenant_id", "member_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_tenant_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "counterpart_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_level" ADD CONSTRAINT "pair_level_tenant_id_pair_id_member_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "pair_id", "member_id", "counterpart_id") REFERENCES "pair"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_pause" ADD CONSTRAINT "pair_pause_tenant_id_pair_id_fkey" FOREIGN KEY ("tenant_id", "pair_id") REFERENCES "pair"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_tenant_id_pair_id_member_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "pair_id", "member_id", "counterpart_id") REFERENCES "pair"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_tenant_id_member_id_fkey" FOREIGN KEY ("tenant_id", "member_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_tenant_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "counterpart_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_tenant_id_proposed_by_id_fkey" FOREIGN KEY ("tenant_id", "proposed_by_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preparation" ADD CONSTRAINT "preparation_tenant_id_session_id_member_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "session"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_tenant_id_session_id_member_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "session"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_tenant_id_topic_id_fkey" FOREIGN KEY ("tenant_id", "topic_id") REFERENCES "topic"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_tenant_id_carried_from_id_fkey" FOREIGN KEY ("tenant_id", "carried_from_id") REFERENCES "theme"("tenant_id", "id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_tenant_id_session_id_member_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "session"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "department" ADD CONSTRAINT "department_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "department" ADD CONSTRAINT "department_tenant_id_parent_id_fkey" FOREIGN KEY ("tenant_id", "parent_id") REFERENCES "department"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "department_ancestor" ADD CONSTRAINT "department_ancestor_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "department_ancestor" ADD CONSTRAINT "department_ancestor_tenant_id_ancestor_id_fkey" FOREIGN KEY ("tenant_id", "ancestor_id") REFERENCES "department"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advisor_scope" ADD CONSTRAINT "advisor_scope_tenant_id_advisor_id_fkey" FOREIGN KEY ("tenant_id", "advisor_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advisor_scope" ADD CONSTRAINT "advisor_scope_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advisor_scope" ADD CONSTRAINT "advisor_scope_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('outbox_event');
select taiwa_fence('idempotency');
select taiwa_fence('tenant_key');
select taiwa_fence('api_key');
select taiwa_fence('embed_grant');
select taiwa_fence('allowed_origin');
select taiwa_fence('revocation');
select taiwa_fence_off('signing_key');
select taiwa_fence('audit_entry');
select taiwa_fence('person_read');
select taiwa_fence_member('participation');
select taiwa_fence_member('held_rating');
select taiwa_fence('rating');
select taiwa_fence_pair('open_rating');
select taiwa_fence_pair('impression');
select taiwa_fence_pair('attempt');
select taiwa_fence('hint');
select taiwa_fence('pair');
select taiwa_fence_pair('pair_level');
select taiwa_fence('pair_pause');
select taiwa_fence('session');
select taiwa_fence_pair('preparation');
select taiwa_fence_pair('theme');
select taiwa_fence_pair('presence');
select taiwa_fence('tenant', 'id');
select taiwa_fence('department');
select taiwa_fence('department_ancestor');
select taiwa_fence('app_user');
select taiwa_fence('advisor_scope');
select taiwa_fence('topic');

-- What the schema language can not say.
create unique index pair_running_key on pair (tenant_id, member_id, counterpart_id, kind) where ended_at is null;
alter table pair add constraint pair_two_people check (member_id <> counterpart_id);
alter table pair add constraint pair_level_stage check (level between 1 and 6);
alter table pair_level add constraint pair_level_level_stage check (level between 1 and 6);
alter table session add constraint session_ends_after_start check (ends_at > starts_at);
alter table rating add constraint rating_grade_step check (grade in (0, 25, 50, 75, 100));
alter table rating add constraint rating_three_hints check (cardinality(hint_ids) <= 3);
alter table tenant add constraint tenant_anonymity_floor_least check (anonymity_floor >= 3);
