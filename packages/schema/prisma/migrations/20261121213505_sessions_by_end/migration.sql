-- CreateIndex
CREATE INDEX "session_tenant_id_ended_at_idx" ON "session"("tenant_id", "ended_at");
