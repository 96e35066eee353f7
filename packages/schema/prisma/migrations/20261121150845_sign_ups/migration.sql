-- CreateEnum
CREATE TYPE "SignUpWish" AS ENUM ('MEMBER', 'COUNTERPART', 'EITHER');

-- CreateTable
CREATE TABLE "sign_up" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "kind" "PairKind" NOT NULL,
    "closes_on" DATE NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_up_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "volunteer" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "sign_up_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "wish" "SignUpWish" NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paired_at" TIMESTAMPTZ(3),

    CONSTRAINT "volunteer_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "volunteer_tenant_id_user_id_idx" ON "volunteer"("tenant_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "volunteer_tenant_id_sign_up_id_user_id_key" ON "volunteer"("tenant_id", "sign_up_id", "user_id");

-- AddForeignKey
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_tenant_id_sign_up_id_fkey" FOREIGN KEY ("tenant_id", "sign_up_id") REFERENCES "sign_up"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "volunteer" ADD CONSTRAINT "volunteer_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('sign_up');
select taiwa_fence('volunteer');
