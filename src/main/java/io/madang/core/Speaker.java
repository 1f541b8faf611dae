package io.madang.core;

/**
 * Who is on the other end of a connection or a request.
 *
 * @param person whom the others see
 * @param standing what is proven of it
 * @param isLasting whether the same user will come again with the next request
 */
public record Speaker(Person person, Standing standing, boolean isLasting) {

  /** A guest, or one of the server's programs that may do everything. */
  public Speaker(Person person, boolean isServer, boolean isLasting) {
    this(person, isServer ? Standing.SERVER : Standing.GUEST, isLasting);
  }

  /** Whether it is one of the server's programs: it may write at any rate. */
  public boolean isServer() {
    return standing.kind() == Standing.Kind.SERVER;
  }
}
