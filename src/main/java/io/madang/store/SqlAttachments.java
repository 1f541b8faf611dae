package io.madang.store;

import io.madang.attachment.Attachment;
import io.madang.attachment.AttachmentStore;
import io.madang.attachment.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps attachments in the tables beside the messages, one chunk a row and a transaction.
 *
 * <p>The store of the messages must have been opened before: it makes the tables. Usage is kept in
 * rows of its own, which are locked after the attachment's and in one order, so two servers cannot
 * block each other for ever.
 *
 * <p>Threads: any.
 */
public final class SqlAttachments implements AttachmentStore {

  private static final int COMING = 0;
  private static final int KEPT = 1;
  private static final int GOING = 2;
  private static final int CHUNKS_AT_ONCE = 8;
  private static final String ALL = "";

  private final Transactions sql;

  public SqlAttachments(Database database) {
    this.sql = new Transactions(database);
  }

  @Override
  public Usage begin(Reservation reservation, Usage quota) {
    return sql.transaction(
        c -> {
          Usage used = use(c, reservation.user(), reservation.bytes());
          if (used.isWithin(quota)) {
            insert(c, reservation);
          } else {
            c.rollback();
          }
          return used;
        });
  }

  private static Usage use(Connection c, String user, long bytes) throws SQLException {
    long all = add(c, ALL, bytes);
    return new Usage(add(c, user, bytes), all);
  }

  private static long add(Connection c, String owner, long bytes) throws SQLException {
    String add =
        "INSERT INTO attachment_usage (owner, bytes) VALUES (?, ?) ON CONFLICT (owner)"
            + " DO UPDATE SET bytes = attachment_usage.bytes + excluded.bytes RETURNING bytes";
    try (var update = prepare(c, add, owner, bytes);
        var row = update.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void insert(Connection c, Reservation r) throws SQLException {
    String insert =
        "INSERT INTO attachment (id, namespace, topic, owner, state, at, bytes)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    run(
        c,
        insert,
        r.id(),
        r.topic().namespace(),
        r.topic().name(),
        r.user(),
        COMING,
        r.atMillis(),
        r.bytes());
  }

  @Override
  public void write(Place place, byte[] chunk) {
    String insert =
        "INSERT INTO attachment_chunk (attachment, part, number, content)"
            + " SELECT id, ?, ?, ? FROM attachment WHERE id = ? AND state = ?";
    sql.write(
        c -> {
          int part = place.part().code();
          if (run(c, insert, part, place.number(), chunk, place.id(), COMING) == 0) {
            throw new SQLException("an attachment was removed while it came");
          }
          return true;
        });
  }

  @Override
  public boolean complete(Attachment a, Reservation reservation) {
    String update =
        "UPDATE attachment SET state = ?, bytes = ?, chunk_bytes = ?, name = ?, type = ?, size = ?,"
            + " thumbnail_type = ?, thumbnail_size = ? WHERE id = ? AND state = ?";
    Attachment.Content thumbnail = a.thumbnail();
    Object type = thumbnail == null ? null : thumbnail.type().mediaType();
    Object size = thumbnail == null ? null : thumbnail.size();
    return sql.transaction(
        c -> {
          try (var set = c.prepareStatement(update)) {
            set.setInt(1, KEPT);
            set.setLong(2, a.bytes());
            set.setInt(3, a.chunkBytes());
            set.setString(4, a.name());
            set.setString(5, a.file().type().mediaType());
            set.setLong(6, a.file().size());
            set.setObject(7, type, java.sql.Types.VARCHAR);
            set.setObject(8, size, java.sql.Types.BIGINT);
            set.setString(9, a.id());
            set.setInt(10, COMING);
            if (set.executeUpdate() == 0) {
              return false;
            }
          }
          use(c, a.user(), a.bytes() - reservation.bytes());
          return true;
        });
  }

  /** Hidden at once; then the chunks go, some at a time; the row last, with the room it took. */
  @Override
  public void remove(String id) {
    String hide = "UPDATE attachment SET state = ? WHERE id = ? AND state <> ?";
    sql.write(c -> run(c, hide, GOING, id, GOING));
    while (sql.write(c -> removeChunks(c, id)) > 0) {}
    sql.transaction(c -> removeRow(c, id));
  }

  private static int removeChunks(Connection c, String id) throws SQLException {
    String delete =
        "DELETE FROM attachment_chunk WHERE attachment = ? AND (part, number) IN"
            + " (SELECT part, number FROM attachment_chunk WHERE attachment = ?"
            + " ORDER BY part, number LIMIT ?)";
    return run(c, delete, id, id, CHUNKS_AT_ONCE);
  }

  private static boolean removeRow(Connection c, String id) throws SQLException {
    String delete = "DELETE FROM attachment WHERE id = ? AND state = ? RETURNING owner, bytes";
    try (var gone = prepare(c, delete, id, GOING);
        var row = gone.executeQuery()) {
      if (!row.next()) {
        return false;
      }
      String owner = row.getString(1);
      use(c, owner, -row.getLong(2));
      run(c, "DELETE FROM attachment_usage WHERE owner = ? AND bytes <= 0", owner);
      return true;
    }
  }

  @Override
  public Optional<Attachment> find(String id) {
    return sql.call(c -> SqlAttachmentRow.find(c, id, KEPT));
  }

  @Override
  public Optional<byte[]> read(Place place) {
    String select =
        "SELECT content FROM attachment_chunk WHERE attachment = ? AND part = ? AND number = ?";
    return sql.call(
        c -> {
          int part = place.part().code();
          try (var find = prepare(c, select, place.id(), part, place.number());
              var row = find.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
          }
        });
  }

  @Override
  public Usage usage(String user) {
    return sql.call(c -> new Usage(used(c, user), used(c, ALL)));
  }

  private static long used(Connection c, String owner) throws SQLException {
    try (var select = prepare(c, "SELECT bytes FROM attachment_usage WHERE owner = ?", owner);
        var row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  @Override
  public List<String> olderThan(Instant instant, String namespace, int limit) {
    String select =
        "SELECT id FROM attachment WHERE state = ? AND at < ? AND namespace = ?"
            + " ORDER BY at LIMIT ?";
    return ids(select, KEPT, instant.toEpochMilli(), namespace, limit);
  }

  @Override
  public List<String> unfinished(Instant before, int limit) {
    String select =
        "SELECT id FROM attachment WHERE state IN (?, ?) AND at < ? ORDER BY at LIMIT ?";
    return ids(select, COMING, GOING, before.toEpochMilli(), limit);
  }

  private List<String> ids(String select, Object... values) {
    return sql.call(
        c -> {
          List<String> found = new ArrayList<>();
          try (PreparedStatement find = prepare(c, select, values);
              ResultSet row = find.executeQuery()) {
            while (row.next()) {
              found.add(row.getString(1));
            }
          }
          return found;
        });
  }

  private static int run(Connection c, String statement, Object... values) throws SQLException {
    try (PreparedStatement prepared = prepare(c, statement, values)) {
      return prepared.executeUpdate();
    }
  }

  private static PreparedStatement prepare(Connection c, String statement, Object... values)
      throws SQLException {
    PreparedStatement prepared = c.prepareStatement(statement);
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
    return prepared;
  }
}
