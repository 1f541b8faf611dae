package io.madang.app;

/**
 * A setting that Madang knows.
 *
 * @param name {@code madang.…}
 * @param standard what holds when nobody sets it, empty for nothing
 * @param unit what the value is: bytes, a duration, a path
 * @param meaning one sentence
 */
public record Setting(String name, String standard, String unit, String meaning) {

  /**
   * The name in the environment: {@code madang.limits.frame-bytes} is MADANG_LIMITS_FRAME_BYTES.
   */
  String environmentName() {
    return name.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
