package io.madang.store;

import io.madang.kit.SharedPostgres;

/** A real PostgreSQL. */
class PostgresAttachmentsTest extends AttachmentStoreContract {

  @Override
  Database database() {
    return Database.url(SharedPostgres.newDatabase(), null, null, 4);
  }
}
