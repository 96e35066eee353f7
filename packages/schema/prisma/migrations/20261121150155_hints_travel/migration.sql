-- CreateEnum
CREATE TYPE "HintPoolState" AS ENUM ('WAITING', 'RELEASED', 'WITHHELD');

-- CreateEnum
CREATE TYPE "HintReportReason" AS ENUM ('NAMES_SOMEBODY', 'HARMFUL', 'OTHER');

-- AlterTable
ALTER TABLE "hint" ADD COLUMN     "pool_reason" TEXT,
ADD COLUMN     "pool_state" "HintPoolState",
ADD COLUMN     "reported_for" "HintReportReason"[],
ADD COLUMN     "reviewable_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01T00:00:00Z',
ADD COLUMN     "shared_id" TEXT;

-- What is there was seen by admins already; from now on the moment is given.
ALTER TABLE "hint" ALTER COLUMN "reviewable_at" DROP DEFAULT;

-- CreateTable
CREATE TABLE "hint_sharing" (
    "tenant_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hint_sharing_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "shared_hint" (
    "id" TEXT NOT NULL,
    "kind" "HintKind" NOT NULL,
    "topic_code" "TopicCode" NOT NULL,
    "response" "ResponseKind" NOT NULL,
    "text" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "month" DATE NOT NULL,
    "helped_at_least" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "shared_hint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hint_report" (
    "tenant_id" TEXT NOT NULL,
    "hint_id" TEXT NOT NULL,
    "reader_mark" TEXT NOT NULL,
    "reason" "HintReportReason" NOT NULL,

    CONSTRAINT "hint_report_pkey" PRIMARY KEY ("tenant_id","hint_id","reader_mark")
);

-- CreateTable
CREATE TABLE "hint_help" (
    "tenant_id" TEXT NOT NULL,
    "hint_id" TEXT NOT NULL,
    "reader_mark" TEXT NOT NULL,

    CONSTRAINT "hint_help_pkey" PRIMARY KEY ("tenant_id","hint_id","reader_mark")
);

-- CreateIndex
CREATE INDEX "shared_hint_topic_code_response_month_idx" ON "shared_hint"("topic_code", "response", "month");

-- CreateIndex
CREATE INDEX "hint_help_hint_id_idx" ON "hint_help"("hint_id");

-- CreateIndex
CREATE INDEX "hint_shared_id_idx" ON "hint"("shared_id");

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('hint_sharing');
select taiwa_fence_off('shared_hint');
select taiwa_fence('hint_report');
select taiwa_fence('hint_help');
