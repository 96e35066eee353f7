-- CreateTable
CREATE TABLE "guideline" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "department_id" TEXT,
    "user_id" TEXT,
    "pair_id" TEXT,
    "sessions" INTEGER NOT NULL,
    "every_months" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guideline_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "guideline_tenant_id_from_day_idx" ON "guideline"("tenant_id", "from_day");

-- AddForeignKey
ALTER TABLE "guideline" ADD CONSTRAINT "guideline_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guideline" ADD CONSTRAINT "guideline_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guideline" ADD CONSTRAINT "guideline_tenant_id_pair_id_fkey" FOREIGN KEY ("tenant_id", "pair_id") REFERENCES "pair"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('guideline');
