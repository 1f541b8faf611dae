package io.madang.attachment;

import io.madang.core.Names;
import java.text.Normalizer;

/**
 * A file's name: nothing in it leads elsewhere or reads backwards.
 *
 * <p>It has no folders, no control characters, none that turn the direction of writing (with which
 * {@code exe.png} can be made of {@code gnp.exe}), and is in NFC.
 */
final class FileName {

  private static final String TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069";

  private FileName() {}

  /** The name to keep; a refusal names the part of the request. */
  static String clean(String given, int maxLength) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String name =
        Normalizer.normalize(last, Normalizer.Form.NFC).replaceAll("[" + TURNS + "]", "").strip();
    Names.check("filename", name, maxLength);
    return name;
  }
}
