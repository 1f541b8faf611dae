package io.madang.attachment;

import io.madang.core.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps attachments, in chunks.
 *
 * <p>One that comes is seen by nobody until it is complete; one that is removed is seen by nobody
 * from then on. No call holds the database longer than a chunk takes, so that messages get through.
 *
 * <p>Every method may throw {@link io.madang.core.StoreException}. Threads: any; they block.
 */
public interface AttachmentStore {

  /**
   * Room for an attachment that begins to come.
   *
   * @param bytes the most that it may become
   */
  record Reservation(String id, Topic topic, String user, long bytes, long atMillis) {}

  /**
   * A piece of an attachment.
   *
   * @param number 0, 1, 2, …
   */
  record Place(String id, Attachment.Part part, int number) {}

  /**
   * Takes the room, unless a quota would be exceeded.
   *
   * @return what is used with it; nothing was taken when that is not within the quota
   */
  Usage begin(Reservation reservation, Usage quota);

  /** Keeps a chunk of an attachment that comes; fails when it was removed meanwhile. */
  void write(Place place, byte[] chunk);

  /**
   * Everything is there: from now on it can be found, and takes only the room that it needs.
   *
   * @return whether it is kept; not when it was removed meanwhile
   */
  boolean complete(Attachment attachment, Reservation reservation);

  /** Removes an attachment, complete or not, and gives its room back. */
  void remove(String id);

  /** What is known of a complete attachment. */
  Optional<Attachment> find(String id);

  /** A chunk of it, or nothing when it was removed. */
  Optional<byte[]> read(Place place);

  /** What is used by a user, and in all. */
  Usage usage(String user);

  /** Ids of complete attachments of a namespace that began before an instant, oldest first. */
  List<String> olderThan(Instant instant, String namespace, int limit);

  /** Ids of those that began before it and never became complete, or were not quite removed. */
  List<String> unfinished(Instant before, int limit);
}
