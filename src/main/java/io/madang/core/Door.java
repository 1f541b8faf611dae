package io.madang.core;

import java.util.Set;

/** Who may come in. Threads: any; it does not block, but for the store where a ticket is shown. */
public interface Door {

  /** Where the guest's pass lies in a browser. */
  String PASS_COOKIE = "madang.pass";

  /**
   * Who the visitor is.
   *
   * @throws RefusedException {@code bad_request} for a bad name or client, {@code unauthorized} for
   *     a proof that is not good, {@code forbidden} for who is banned
   */
  Speaker identify(Visitor visitor);

  /**
   * Whom a token proves that came later than its connection.
   *
   * @throws RefusedException {@code unauthorized} or {@code forbidden}
   */
  Speaker identify(String token);

  /** The container's roles that matter here. */
  Set<String> roles();

  /**
   * Keeps out pages of other sites.
   *
   * @throws RefusedException {@code forbidden} when the page is neither of this site nor of one
   *     that is allowed
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
