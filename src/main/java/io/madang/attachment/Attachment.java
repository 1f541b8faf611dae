package io.madang.attachment;

import io.madang.core.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A file that is kept, and what is known of it. Immutable.
 *
 * @param id nobody can guess it; who knows it may read the file
 * @param user who brought it
 * @param name as it was called where it came from
 * @param file the content
 * @param thumbnail a small picture of it, if there is one
 * @param chunkBytes of each chunk but the last
 * @param atMillis when it began to come
 */
public record Attachment(
    String id,
    Topic topic,
    String user,
    String name,
    Content file,
    @Nullable Content thumbnail,
    int chunkBytes,
    long atMillis) {

  /** What the bytes are, and how many. */
  public record Content(FileType type, long size) {}

  /** Which of its contents. */
  public enum Part {
    FILE(0),
    THUMBNAIL(1);

    private final int code;

    Part(int code) {
      this.code = code;
    }

    /** How stores write it down. */
    public int code() {
      return code;
    }
  }

  /** The content, or null when it has no thumbnail. */
  public @Nullable Content content(Part part) {
    return part == Part.FILE ? file : thumbnail;
  }

  /** What it counts against the quotas. */
  public long bytes() {
    return file.size + (thumbnail == null ? 0 : thumbnail.size);
  }
}
