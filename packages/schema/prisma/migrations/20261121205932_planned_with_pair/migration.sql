-- AlterTable
ALTER TABLE "session" ADD COLUMN     "cancelled_from" "SessionState";
