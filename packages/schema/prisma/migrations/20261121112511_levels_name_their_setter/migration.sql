-- AddForeignKey
ALTER TABLE "pair_level" ADD CONSTRAINT "pair_level_tenant_id_set_by_id_fkey" FOREIGN KEY ("tenant_id", "set_by_id") REFERENCES "app_user"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
