-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "restricted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "hint" ADD COLUMN     "restricted" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "restriction" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "since" TIMESTAMPTZ(3),
    "decided_by_id" TEXT,
    "declined_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by_id" TEXT,

    CONSTRAINT "restriction_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "restriction_tenant_id_user_id_idx" ON "restriction"("tenant_id", "user_id");

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('restriction');
