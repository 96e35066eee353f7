-- CreateTable
CREATE TABLE "export_ticket" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "ticket_hash" BYTEA NOT NULL,
    "user_id" TEXT NOT NULL DEFAULT '',
    "credential_id" TEXT NOT NULL DEFAULT '',
    "actor_kind" TEXT NOT NULL,
    "scopes" TEXT[],
    "language" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_ticket_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "export_ticket_tenant_id_ticket_hash_key" ON "export_ticket"("tenant_id", "ticket_hash");

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('export_ticket');
