package io.madang.identity;

import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import java.util.Optional;

/** Recognises a kind of bearer token. Threads: any; it must not block. */
public interface Bearers {

  /**
   * Who bears the token; none when it is not one of this kind.
   *
   * @throws RefusedException {@code unauthorized} when it is one of this kind and not good
   */
  Optional<Speaker> recognise(String token);
}
