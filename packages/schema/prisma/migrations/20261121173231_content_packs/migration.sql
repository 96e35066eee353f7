-- CreateEnum
CREATE TYPE "ContentPackOrigin" AS ENUM ('FORKED', 'CHANGED', 'IMPORTED');

-- AlterTable
ALTER TABLE "topic" ADD COLUMN     "pack_key" TEXT;

-- CreateTable
CREATE TABLE "content_pack" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "origin" "ContentPackOrigin" NOT NULL,
    "content" JSONB NOT NULL,
    "arranged" JSONB NOT NULL DEFAULT '{}',
    "created_by_id" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "content_pack_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "content_pack_tenant_id_number_key" ON "content_pack"("tenant_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "topic_tenant_id_pack_key_key" ON "topic"("tenant_id", "pack_key");

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('content_pack');
