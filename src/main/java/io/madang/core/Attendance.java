package io.madang.core;

/** How a reader counts in the presence of its topics. */
public enum Attendance {
  /** As long as its connection is open. */
  CONNECTION,
  /** For some time after each request. */
  LEASE,
  /** Not at all: nobody could tell whether it is the same one that comes back. */
  NONE
}
