-- CreateTable
CREATE TABLE "upload" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "ticket_hash" BYTEA NOT NULL,
    "file_name" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "content" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "upload_tenant_id_holder_idx" ON "upload"("tenant_id", "holder");

-- CreateIndex
CREATE UNIQUE INDEX "upload_tenant_id_ticket_hash_key" ON "upload"("tenant_id", "ticket_hash");

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('upload');
