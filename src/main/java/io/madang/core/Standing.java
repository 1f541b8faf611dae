package io.madang.core;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is proven of a speaker.
 *
 * @param kind how it is known
 * @param roles that it has
 * @param grants what its token or key allows, or null when the policies alone decide
 * @param until when what proves it ends, or null for never
 * @param marks by which it can be revoked, each of a kind and a name: {@code user:kim}
 */
public record Standing(
    Kind kind,
    Set<String> roles,
    @Nullable Grants grants,
    @Nullable Instant until,
    Set<String> marks) {

  /** How a speaker is known. */
  public enum Kind {
    /** By what it says of itself. */
    GUEST,
    /** By the container's login or a token. */
    MEMBER,
    /** One of the server's own programs, by a key. */
    SERVER
  }

  public static final Standing GUEST = new Standing(Kind.GUEST, Set.of(), null, null, Set.of());
  public static final Standing SERVER = new Standing(Kind.SERVER, Set.of(), null, null, Set.of());

  public Standing {
    roles = Set.copyOf(roles);
    marks = Set.copyOf(marks);
  }

  /** Somebody who has proven to be this user. */
  public boolean isSignedIn() {
    return kind == Kind.MEMBER;
  }
}
