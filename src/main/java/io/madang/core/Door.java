package io.madang.core;

/** Who may come in. Threads: any; it does not block. */
public interface Door {

  /**
   * Who the visitor is.
   *
   * @throws RefusedException {@code bad_request} for a bad name or client, {@code unauthorized} for
   *     a token that is not known
   */
  Speaker identify(Visitor visitor);

  /**
   * Keeps out pages of other sites.
   *
   * @throws RefusedException {@code forbidden} when the origin is neither the host nor allowed
   */
  void checkOrigin(Visitor visitor);

  /**
   * Lets nobody in while the server goes away.
   *
   * @throws RefusedException {@code unavailable}, with when to try again
   */
  void checkOpen();

  /**
   * Takes a place for a connection that stays.
   *
   * @throws RefusedException {@code unavailable} or {@code rate_limited} when there is none left,
   *     or the server goes away
   */
  Place admit(Visitor visitor);

  /** A connection's place, to be given back once; giving it back again does nothing. */
  interface Place {
    void giveBack();
  }
}
