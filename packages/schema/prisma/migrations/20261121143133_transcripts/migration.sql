-- CreateEnum
CREATE TYPE "TranscriptState" AS ENUM ('OFF', 'ASKED', 'RECORDING', 'PAUSED', 'STOPPED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "CaptureReason" AS ENUM ('ASKED', 'TAKEN_BACK', 'AGREED', 'DECLINED', 'PAUSED', 'RESUMED', 'STOPPED', 'LEFT', 'ABSENT', 'ENDED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "Speaker" AS ENUM ('MEMBER', 'COUNTERPART', 'OTHER');

-- CreateEnum
CREATE TYPE "EntryKind" AS ENUM ('SEGMENT', 'CORRECTION', 'DELETION', 'CAPTURE', 'NAMING');

-- CreateEnum
CREATE TYPE "ConsentAnswer" AS ENUM ('YES', 'NO', 'WITHDRAWN');

-- CreateTable
CREATE TABLE "transcript" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "state" "TranscriptState" NOT NULL DEFAULT 'OFF',
    "resting_state" "TranscriptState" NOT NULL DEFAULT 'OFF',
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "asked_by_id" TEXT,
    "barred_id" TEXT,
    "grant_id" TEXT,
    "speakers" BYTEA,
    "member_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "counterpart_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transcript_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "capture_grant" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "capture_grant_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "transcript_entry" (
    "tenant_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "kind" "EntryKind" NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "written_by_id" TEXT,
    "client_id" TEXT,
    "grant_id" TEXT,
    "speaker" "Speaker",
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "language" TEXT,
    "words" BYTEA,
    "fingerprint" BYTEA,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "from_seq" INTEGER,
    "to_seq" INTEGER,
    "state" "TranscriptState",
    "reason" "CaptureReason",

    CONSTRAINT "transcript_entry_pkey" PRIMARY KEY ("tenant_id","session_id","seq")
);

-- CreateTable
CREATE TABLE "segment_history" (
    "tenant_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "words" BYTEA NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,
    "replaced_by_id" TEXT NOT NULL,

    CONSTRAINT "segment_history_pkey" PRIMARY KEY ("tenant_id","session_id","seq","revision")
);

-- CreateTable
CREATE TABLE "consent_record" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "answer" "ConsentAnswer" NOT NULL,
    "text_version" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_record_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "transcript_tenant_id_state_idx" ON "transcript"("tenant_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "transcript_tenant_id_session_id_key" ON "transcript"("tenant_id", "session_id");

-- CreateIndex
CREATE UNIQUE INDEX "transcript_tenant_id_session_id_member_id_counterpart_id_key" ON "transcript"("tenant_id", "session_id", "member_id", "counterpart_id");

-- CreateIndex
CREATE INDEX "capture_grant_tenant_id_session_id_idx" ON "capture_grant"("tenant_id", "session_id");

-- CreateIndex
CREATE UNIQUE INDEX "transcript_entry_tenant_id_session_id_seq_member_id_counter_key" ON "transcript_entry"("tenant_id", "session_id", "seq", "member_id", "counterpart_id");

-- CreateIndex
CREATE UNIQUE INDEX "transcript_entry_tenant_id_session_id_client_id_key" ON "transcript_entry"("tenant_id", "session_id", "client_id");

-- CreateIndex
CREATE INDEX "consent_record_tenant_id_session_id_idx" ON "consent_record"("tenant_id", "session_id");

-- AddForeignKey
ALTER TABLE "transcript" ADD CONSTRAINT "transcript_tenant_id_session_id_member_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "session"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "capture_grant" ADD CONSTRAINT "capture_grant_tenant_id_session_id_member_id_counterpart_i_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "transcript"("tenant_id", "session_id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transcript_entry" ADD CONSTRAINT "transcript_entry_tenant_id_session_id_member_id_counterpar_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "transcript"("tenant_id", "session_id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment_history" ADD CONSTRAINT "segment_history_tenant_id_session_id_seq_member_id_counter_fkey" FOREIGN KEY ("tenant_id", "session_id", "seq", "member_id", "counterpart_id") REFERENCES "transcript_entry"("tenant_id", "session_id", "seq", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_tenant_id_session_id_member_id_counterpart__fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "session"("tenant_id", "id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence_pair('transcript');
select taiwa_fence('capture_grant');
select taiwa_fence_pair('transcript_entry');
select taiwa_fence_pair('segment_history');
select taiwa_fence_pair('consent_record');
