-- AlterTable
ALTER TABLE "hint" ADD COLUMN     "reported_before" "HintReportReason"[];
