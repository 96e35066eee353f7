-- AlterTable
ALTER TABLE "embed_grant" DROP COLUMN "session_id";
