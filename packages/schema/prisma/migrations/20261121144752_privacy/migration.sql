-- CreateTable
CREATE TABLE "own_copy" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ready_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_at" TIMESTAMPTZ(3),
    "archive" BYTEA,

    CONSTRAINT "own_copy_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "erasure" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "requested_by_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "legal_hold" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person_ids" TEXT[],
    "reason" TEXT NOT NULL,
    "requested_by_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_by_id" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "released_by_id" TEXT,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "legal_hold_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "own_copy_tenant_id_member_id_idx" ON "own_copy"("tenant_id", "member_id");

-- CreateIndex
CREATE INDEX "erasure_tenant_id_user_id_idx" ON "erasure"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "erasure_tenant_id_due_at_idx" ON "erasure"("tenant_id", "due_at");

-- CreateIndex
CREATE INDEX "legal_hold_tenant_id_expires_at_idx" ON "legal_hold"("tenant_id", "expires_at");

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence_member('own_copy');
select taiwa_fence('erasure');
select taiwa_fence('legal_hold');
