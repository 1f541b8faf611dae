package io.madang.attachment;

/**
 * Bytes of attachments, thumbnails and uploads on their way included.
 *
 * @param user of one user
 * @param all of everybody
 */
public record Usage(long user, long all) {

  /** Whether neither is above the other's. */
  public boolean isWithin(Usage quota) {
    return user <= quota.user && all <= quota.all;
  }
}
