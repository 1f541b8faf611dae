package io.madang.attachment;

import java.time.Duration;

/**
 * The bounds of attachments.
 *
 * @param maxBytes of one file
 * @param thumbnailBytes of one thumbnail
 * @param quota of all that is kept, of one user and in all
 * @param nameLength characters of a file's name
 * @param uploadTime after which an upload is given up
 * @param storeTimeout after which a read that the store did not answer is unavailable
 */
public record AttachmentLimits(
    long maxBytes,
    int thumbnailBytes,
    Usage quota,
    int nameLength,
    Duration uploadTime,
    Duration storeTimeout) {

  /** The most that one attachment can take. */
  public long maxBytesInAll() {
    return maxBytes + thumbnailBytes;
  }
}
