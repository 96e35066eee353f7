-- CreateEnum
CREATE TYPE "TopicPriorityKind" AS ENUM ('RECOMMENDED', 'REQUIRED');

-- AlterTable
ALTER TABLE "theme" ADD COLUMN     "is_required" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "topic_priority" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "topic_id" TEXT NOT NULL,
    "kind" "TopicPriorityKind" NOT NULL,
    "department_ids" TEXT[],
    "roles" "Role"[],
    "hired_within_months" INTEGER,
    "from_day" DATE NOT NULL,
    "until_day" DATE NOT NULL,
    "why" TEXT NOT NULL,
    "why_en" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "topic_priority_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "topic_priority_tenant_id_until_day_idx" ON "topic_priority"("tenant_id", "until_day");

-- CreateIndex
CREATE INDEX "topic_priority_tenant_id_topic_id_idx" ON "topic_priority"("tenant_id", "topic_id");

-- AddForeignKey
ALTER TABLE "topic_priority" ADD CONSTRAINT "topic_priority_tenant_id_topic_id_fkey" FOREIGN KEY ("tenant_id", "topic_id") REFERENCES "topic"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('topic_priority');
