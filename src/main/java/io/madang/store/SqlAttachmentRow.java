package io.madang.store;

import io.madang.attachment.Attachment;
import io.madang.attachment.FileType;
import io.madang.core.Topic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads what is known of an attachment. */
final class SqlAttachmentRow {

  private static final String SELECT =
      "SELECT topic, owner, name, type, size, thumbnail_type, thumbnail_size, chunk_bytes, at"
          + " FROM attachment WHERE id = ? AND state = ?";

  private SqlAttachmentRow() {}

  static Optional<Attachment> find(Connection c, String id, int state) throws SQLException {
    try (var select = c.prepareStatement(SELECT)) {
      select.setString(1, id);
      select.setInt(2, state);
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(attachment(id, row)) : Optional.empty();
      }
    }
  }

  private static Attachment attachment(String id, ResultSet row) throws SQLException {
    String thumbnailType = row.getString(6);
    return new Attachment(
        id,
        new Topic(row.getString(1)),
        row.getString(2),
        row.getString(3),
        new Attachment.Content(FileType.named(row.getString(4)), row.getLong(5)),
        thumbnailType == null
            ? null
            : new Attachment.Content(FileType.named(thumbnailType), row.getLong(7)),
        row.getInt(8),
        row.getLong(9));
  }
}
