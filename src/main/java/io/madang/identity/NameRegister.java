package io.madang.identity;

import io.madang.core.Person;

/** The names of those who have signed in, which no guest may use. Threads: any; no blocking. */
public interface NameRegister {

  /** Somebody has signed in under this name. */
  void keep(Person person);

  /**
   * Whether a guest may use its name.
   *
   * @throws io.madang.core.RefusedException {@code bad_request} when it is another's
   */
  void check(Person guest);
}
