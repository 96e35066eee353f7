-- AlterTable
ALTER TABLE "hint" ADD COLUMN     "sealed" BYTEA,
ALTER COLUMN "text" DROP NOT NULL;

-- CreateTable
CREATE TABLE "retention_setting" (
    "tenant_id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "changed_by_id" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_setting_pkey" PRIMARY KEY ("tenant_id","model")
);

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('retention_setting');
