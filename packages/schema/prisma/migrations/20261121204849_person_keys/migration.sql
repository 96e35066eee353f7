-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "own_key_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "person_key" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,

    CONSTRAINT "person_key_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_key_tenant_id_holder_key" ON "person_key"("tenant_id", "holder");

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('person_key');
