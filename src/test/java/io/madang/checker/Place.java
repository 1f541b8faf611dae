package io.madang.checker;

/** An epoch and an offset: where a message stands, or up to where somebody has everything. */
record Place(String epoch, long offset) {

  /** Reads a cursor of two parts, or of three. */
  static Place of(String cursor) {
    String[] parts = cursor.split("\\.", 3);
    return new Place(parts[0], Long.parseLong(parts[1]));
  }

  boolean isNextAfter(Place other) {
    return isWith(other) && offset == other.offset + 1;
  }

  boolean isWith(Place other) {
    return epoch.equals(other.epoch);
  }

  @Override
  public String toString() {
    return epoch + "." + offset;
  }
}
