package io.madang.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a file is, as its first bytes tell; what its sender calls it counts for nothing.
 *
 * <p>The few kinds of images that browsers show without running anything are shown in pages; all
 * else is only handed out to be saved.
 */
public enum FileType {
  PNG("image/png", true),
  JPEG("image/jpeg", true),
  GIF("image/gif", true),
  WEBP("image/webp", true),
  AVIF("image/avif", true),
  PDF("application/pdf", false),
  OTHER("application/octet-stream", false);

  /** As many first bytes as are looked at. */
  static final int HEAD_BYTES = 64;

  private final String mediaType;
  private final boolean isInline;

  FileType(String mediaType, boolean isInline) {
    this.mediaType = mediaType;
    this.isInline = isInline;
  }

  /** As in {@code Content-Type}. */
  public String mediaType() {
    return mediaType;
  }

  /** Whether pages may show it. */
  public boolean isInline() {
    return isInline;
  }

  /** Those that pages may show. */
  public static List<FileType> inline() {
    return Arrays.stream(values()).filter(FileType::isInline).toList();
  }

  /** The type of this name, {@link #OTHER} for one that is not in the list. */
  public static FileType named(String mediaType) {
    String name = mediaType.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(type -> type.mediaType.equals(name))
        .findFirst()
        .orElse(OTHER);
  }

  /** What begins with these bytes. */
  public static FileType of(byte[] head) {
    if (has(head, 0, "\u0089PNG\r\n\u001a\n")) {
      return PNG;
    } else if (has(head, 0, "\u00ff\u00d8\u00ff")) {
      return JPEG;
    } else if (has(head, 0, "GIF87a") || has(head, 0, "GIF89a")) {
      return GIF;
    } else if (has(head, 0, "RIFF") && has(head, 8, "WEBP")) {
      return WEBP;
    } else if (has(head, 4, "ftyp") && hasBrand(head, "avif", "avis")) {
      return AVIF;
    } else if (has(head, 0, "%PDF-")) {
      return PDF;
    }
    return OTHER;
  }

  /** The brands of an ISO base media file: the major one, a version, the compatible ones. */
  private static boolean hasBrand(byte[] head, String... brands) {
    int size =
        (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
    int end = Math.min(Math.min(Math.max(size, 0), head.length), HEAD_BYTES);
    for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
      for (String brand : brands) {
        if (has(head, at, brand)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean has(byte[] head, int at, String magic) {
    byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
    return head.length >= at + bytes.length
        && Arrays.equals(head, at, at + bytes.length, bytes, 0, bytes.length);
  }
}
