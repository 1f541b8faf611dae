package io.madang.core;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which state and presence a reader that polls has been told: the third part of its cursor.
 *
 * <p>Opaque to clients. The versions mean something only to the {@link Stream} of the same life; a
 * server that does not know the life tells the whole state and roster.
 *
 * @param life the random name of one in-memory stream
 * @param state the newest change of the state told
 * @param presence the newest roster version told, −1 for none
 */
record Seen(String life, long state, long presence) {

  private static final Pattern FORM =
      Pattern.compile("([0-9a-z]{1,16})-([0-9a-z]{1,12})-(N|[0-9a-z]{1,12})");

  /** Reads the third part; anything of another form is as good as none. */
  static Optional<Seen> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new Seen(
                form.group(1),
                Long.parseLong(form.group(2), Character.MAX_RADIX),
                form.group(3).equals("N")
                    ? -1
                    : Long.parseLong(form.group(3), Character.MAX_RADIX)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return life
        + "-"
        + Long.toString(state, Character.MAX_RADIX)
        + "-"
        + (presence < 0 ? "N" : Long.toString(presence, Character.MAX_RADIX));
  }
}
