package io.madang.attachment;

import io.madang.attachment.AttachmentStore.Place;
import io.madang.attachment.AttachmentStore.Reservation;
import io.madang.core.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One attachment on its way into the store, a chunk at a time.
 *
 * <p>What is not finished when it is closed leaves nothing behind.
 *
 * <p>Threads: one, which waits for the client and the store.
 */
public final class Upload implements AutoCloseable {

  /** Large enough for few transactions, small enough to let messages through between them. */
  static final int CHUNK_BYTES = 128 << 10;

  private final AttachmentStore store;
  private final AttachmentLimits limits;
  private final Reservation reservation;
  private @Nullable String name;
  private Attachment.@Nullable Content file;
  private Attachment.@Nullable Content thumbnail;
  private boolean isFinished;

  Upload(AttachmentStore store, AttachmentLimits limits, Reservation reservation) {
    this.store = store;
    this.limits = limits;
    this.reservation = reservation;
  }

  /** Takes the file; {@code claimed} is the type that the sender says, if any. */
  public void file(String given, @Nullable String claimed, InputStream in) throws IOException {
    if (file != null) {
      throw Refusal.badRequest("file: expected once").exception();
    }
    name = FileName.clean(given, limits.nameLength());
    FileType expected = FileType.named(claimed == null ? "" : claimed.split(";", 2)[0]);
    file =
        take(
            Attachment.Part.FILE,
            new Bounded(in, limits.maxBytes(), "file"),
            found -> !expected.isInline() || found.isInline());
  }

  /** Takes the thumbnail, which must be a PNG, JPEG or WebP. */
  public void thumbnail(InputStream in) throws IOException {
    if (thumbnail != null) {
      throw Refusal.badRequest("thumbnail: expected once").exception();
    }
    thumbnail =
        take(
            Attachment.Part.THUMBNAIL,
            new Bounded(in, limits.thumbnailBytes(), "thumbnail"),
            found -> found == FileType.PNG || found == FileType.JPEG || found == FileType.WEBP);
  }

  private interface Rule {
    boolean admits(FileType found);
  }

  private Attachment.Content take(Attachment.Part part, Bounded in, Rule rule) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    int count = in.fill(chunk);
    FileType type = FileType.of(Arrays.copyOf(chunk, Math.min(count, FileType.HEAD_BYTES)));
    if (!rule.admits(type)) {
      throw new WrongTypeException(in.field);
    }
    int number = 0;
    while (count > 0) {
      byte[] bytes = count == chunk.length ? chunk : Arrays.copyOf(chunk, count);
      store.write(new Place(reservation.id(), part, number++), bytes);
      count = count < chunk.length ? 0 : in.fill(chunk);
    }
    return new Attachment.Content(type, in.taken);
  }

  /** The part of a request, up to its bound. */
  private static final class Bounded {
    final InputStream in;
    final long max;
    final String field;
    long taken;

    Bounded(InputStream in, long max, String field) {
      this.in = in;
      this.max = max;
      this.field = field;
    }

    /** Fills the chunk, or takes what is left. */
    int fill(byte[] chunk) throws IOException {
      int count = in.readNBytes(chunk, 0, chunk.length);
      taken += count;
      if (taken > max) {
        throw Refusal.tooLarge(field + ": the limit is " + max + " bytes").exception();
      }
      return count;
    }
  }

  /**
   * Everything has come: it can be found from now on.
   *
   * @throws io.madang.core.RefusedException when there was no file
   */
  public Attachment finish() {
    Attachment.Content content = file;
    if (content == null || name == null) {
      throw Refusal.badRequest("file: expected a part of this name, with a filename").exception();
    }
    Attachment attachment =
        new Attachment(
            reservation.id(),
            reservation.topic(),
            reservation.user(),
            name,
            content,
            thumbnail,
            CHUNK_BYTES,
            reservation.atMillis());
    if (!store.complete(attachment, reservation)) {
      throw Attachments.tooLate(limits);
    }
    isFinished = true;
    return attachment;
  }

  /** Removes what came when it was not finished. */
  @Override
  public void close() {
    if (!isFinished) {
      store.remove(reservation.id());
    }
  }
}
