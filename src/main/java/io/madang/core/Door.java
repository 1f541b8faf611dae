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
   *     a proof that is not good, {@code forbidden} for who is banned, {@code rate_limited} for an
   *     address that asks, or showed such proofs, too often
   */
  Speaker identify(Visitor visitor);

  /**
   * Whom a token proves that came later than its connection.
   *
   * @param address where the connection came from
   * @throws RefusedException {@code unauthorized}, {@code forbidden} or {@code rate_limited}
   */
  Speaker identify(String token, String address);

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
   * Looks whether the address connects too often, before anything is done for it; programs are let
   * through until they are known.
   *
   * @throws RefusedException {@code rate_limited}
   */
  void checkConnect(Visitor visitor);

  /** A connection from there was sent away for its flood: it may begin fewer for a while. */
  void flooded(String address);

  /**
   * Takes a place for a connection that stays.
   *
   * @throws RefusedException {@code unavailable} or {@code rate_limited} when there is none left,
   *     the address connects too often, or the server goes away
   */
  Place admit(Visitor visitor, Speaker speaker);

  /**
   * Takes a place for a poll.
   *
   * @throws RefusedException {@code unavailable} or {@code rate_limited} when there is none left,
   *     or the server goes away
   */
  Place park(Visitor visitor);

  /** A connection's place, to be given back once; giving it back again does nothing. */
  interface Place {
    void giveBack();
  }
}
