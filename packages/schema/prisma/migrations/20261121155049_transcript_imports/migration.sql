-- CreateEnum
CREATE TYPE "TranscriptImportState" AS ENUM ('ASKED', 'TAKEN_BACK', 'DECLINED', 'AGREED', 'DONE', 'REFUSED');

-- AlterTable
ALTER TABLE "capture_grant" ADD COLUMN     "taken_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "transcript_import" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL,
    "state" "TranscriptImportState" NOT NULL,
    "asked_by_id" TEXT NOT NULL,
    "upload_id" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "speakers" BYTEA NOT NULL,
    "segments" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL,
    "issues" JSONB NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "grant_id" TEXT,

    CONSTRAINT "transcript_import_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "transcript_import_tenant_id_session_id_idx" ON "transcript_import"("tenant_id", "session_id");

-- AddForeignKey
ALTER TABLE "transcript_import" ADD CONSTRAINT "transcript_import_tenant_id_session_id_member_id_counterpa_fkey" FOREIGN KEY ("tenant_id", "session_id", "member_id", "counterpart_id") REFERENCES "transcript"("tenant_id", "session_id", "member_id", "counterpart_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence_pair('transcript_import');
