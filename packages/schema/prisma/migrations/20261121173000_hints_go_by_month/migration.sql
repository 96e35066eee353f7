-- DropIndex
DROP INDEX "hint_tenant_id_state_left_on_idx";

-- AlterTable
ALTER TABLE "hint" ADD COLUMN     "left_month" DATE NOT NULL DEFAULT (date_trunc('month'::text, (CURRENT_DATE)::timestamp with time zone))::date;

-- What is there gets its month; the owner looks past the fence for this once.
alter table hint no force row level security;
update hint set left_month = date_trunc('month', left_on)::date;
alter table hint force row level security;

-- CreateIndex
CREATE INDEX "hint_tenant_id_state_left_month_idx" ON "hint"("tenant_id", "state", "left_month");
