-- CreateIndex
CREATE INDEX "pair_tenant_id_started_at_id_idx" ON "pair"("tenant_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "session_tenant_id_starts_at_id_idx" ON "session"("tenant_id", "starts_at", "id");
