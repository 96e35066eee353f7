-- AlterTable
ALTER TABLE "tenant" ADD COLUMN     "terms" JSONB NOT NULL DEFAULT '{}';
