-- CreateEnum
CREATE TYPE "ImportKind" AS ENUM ('PEOPLE', 'PAIRS', 'TREE');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('WAITING', 'RUNNING', 'CHECKED', 'REFUSED', 'APPLIED', 'FAILED', 'UNDOING', 'UNDONE');

-- CreateEnum
CREATE TYPE "ImportChangeKind" AS ENUM ('DEPARTMENT_CREATED', 'PERSON_CREATED', 'PERSON_CHANGED', 'PERSON_MOVED', 'PERSON_LEAVES', 'PAIR_MADE', 'PAIR_ENDED');

-- CreateTable
CREATE TABLE "import_run" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" "ImportKind" NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'WAITING',
    "dry_run" BOOLEAN NOT NULL,
    "requested_by_id" TEXT NOT NULL DEFAULT '',
    "credential_id" TEXT NOT NULL DEFAULT '',
    "upload_id" TEXT,
    "file_name" TEXT,
    "options" JSONB NOT NULL DEFAULT '{}',
    "lines_total" INTEGER NOT NULL DEFAULT 0,
    "lines_done" INTEGER NOT NULL DEFAULT 0,
    "issue_count" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "ignored" TEXT[],
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "import_issue" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "column_name" TEXT,
    "code" TEXT NOT NULL,
    "ja" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_issue_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "import_change" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "kind" "ImportChangeKind" NOT NULL,
    "subject_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "fields" TEXT[],
    "before" JSONB NOT NULL DEFAULT '{}',
    "after" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_change_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "import_run_tenant_id_created_at_idx" ON "import_run"("tenant_id", "created_at");

-- CreateIndex
CREATE INDEX "import_issue_tenant_id_import_id_line_idx" ON "import_issue"("tenant_id", "import_id", "line");

-- CreateIndex
CREATE INDEX "import_change_tenant_id_import_id_line_idx" ON "import_change"("tenant_id", "import_id", "line");

-- AddForeignKey
ALTER TABLE "import_issue" ADD CONSTRAINT "import_issue_tenant_id_import_id_fkey" FOREIGN KEY ("tenant_id", "import_id") REFERENCES "import_run"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_change" ADD CONSTRAINT "import_change_tenant_id_import_id_fkey" FOREIGN KEY ("tenant_id", "import_id") REFERENCES "import_run"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row security: a new table is open to every tenant until it is fenced.
select taiwa_fence('import_run');
select taiwa_fence('import_issue');
select taiwa_fence('import_change');
