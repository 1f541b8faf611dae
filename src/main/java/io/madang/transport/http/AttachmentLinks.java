package io.madang.transport.http;

import io.madang.attachment.Attachment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Addresses and names of attachments in answers.
 *
 * @param context path of the application
 */
record AttachmentLinks(String context) {

  static final String THUMBNAIL = "thumbnail";

  /** What a client is told of an attachment. */
  public record Told(
      String id,
      String url,
      String name,
      String type,
      long size,
      @org.jspecify.annotations.Nullable String thumbnail) {}

  Told told(Attachment attachment) {
    return new Told(
        attachment.id(),
        url(attachment),
        attachment.name(),
        attachment.file().type().mediaType(),
        attachment.file().size(),
        attachment.thumbnail() == null ? null : path(attachment) + THUMBNAIL);
  }

  String url(Attachment attachment) {
    return path(attachment) + encode(segment(attachment.name()));
  }

  private String path(Attachment attachment) {
    return context + "/attachments/" + attachment.id() + "/";
  }

  /** Letters, digits and little else: containers do not agree on what else a path may hold. */
  private static String segment(String name) {
    String segment = name.replaceAll("[^\\p{L}\\p{M}\\p{Nd}._~-]", "_").replaceAll("^[.]+", "_");
    return segment.equals(THUMBNAIL) ? "_" + segment : segment;
  }

  /** RFC 6266, with the name in ASCII and, if that is not all of it, as RFC 8187 has it. */
  static String disposition(Attachment attachment, boolean isInline) {
    String name = attachment.name();
    String ascii = name.replaceAll("[^ !#$&+.0-9A-Z^_`a-z{}~()\\[\\],;=@-]", "_");
    String plain = (isInline ? "inline" : "attachment") + "; filename=\"" + ascii + "\"";
    return ascii.equals(name) ? plain : plain + "; filename*=UTF-8''" + encode(name);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
