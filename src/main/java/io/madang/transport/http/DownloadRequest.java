package io.madang.transport.http;

import io.madang.attachment.Attachment;
import io.madang.attachment.FileType;
import io.madang.core.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a GET or HEAD asks of an attachment, taken from the request while it is there.
 *
 * <p>Nothing that somebody attached runs in a page of this site: the type is what the bytes are,
 * browsers must not guess another, and all but a few kinds of images are only saved.
 */
record DownloadRequest(
    Attachment.Part part,
    boolean isHead,
    @Nullable String knownTags,
    @Nullable String range,
    @Nullable String ifRange) {

  /** An address is never used again for another content. */
  private static final String CACHE = "private, max-age=604800, immutable";

  private static final String POLICY = "default-src 'none'; sandbox";

  static DownloadRequest of(HttpServletRequest request, Attachment.Part part) {
    return new DownloadRequest(
        part,
        request.getMethod().equals("HEAD"),
        request.getHeader("If-None-Match"),
        request.getHeader("Range"),
        request.getHeader("If-Range"));
  }

  /** Answers, with the bytes by {@code send} where there are some to send. */
  void answer(Attachment attachment, Answer answer, Consumer<Download.Piece> send) {
    Attachment.Content content = attachment.content(part);
    if (content == null) {
      throw Refusal.notFound("this attachment has no thumbnail").exception();
    }
    EntityTag tag = new EntityTag(attachment.id() + (part == Attachment.Part.FILE ? "" : "-t"));
    boolean isPart = range != null && !isHead && (ifRange == null || ifRange.equals(tag.quoted()));
    ByteRange asked = isPart ? ByteRange.of(range, content.size()) : null;
    if (tag.isAmong(knownTags)) {
      answer.head(response -> head(response, attachment, tag));
      answer.empty(304);
    } else if (ByteRange.NONE.equals(asked)) {
      String all = "bytes */" + content.size();
      answer.head(response -> response.setHeader("Content-Range", all));
      answer.refuse(416, Refusal.badRequest("Range: there are " + content.size() + " bytes"));
    } else {
      answer.head(response -> head(response, attachment, tag));
      answer.head(response -> body(response, content, asked));
      ByteRange bytes = asked == null ? new ByteRange(0, content.size()) : asked;
      if (isHead || bytes.length() == 0) {
        answer.empty(200);
      } else {
        send.accept(new Download.Piece(attachment, part, bytes));
      }
    }
  }

  private void head(HttpServletResponse response, Attachment attachment, EntityTag tag) {
    response.setHeader("ETag", tag.quoted());
    response.setHeader("Cache-Control", CACHE);
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Accept-Ranges", "bytes");
    boolean isInline = part == Attachment.Part.THUMBNAIL || attachment.file().type().isInline();
    response.setHeader("Content-Disposition", AttachmentLinks.disposition(attachment, isInline));
  }

  private static void body(
      HttpServletResponse response, Attachment.Content content, @Nullable ByteRange asked) {
    FileType type = content.type();
    response.setContentType(type.mediaType());
    if (asked == null) {
      response.setContentLengthLong(content.size());
    } else {
      response.setStatus(206);
      response.setContentLengthLong(asked.length());
      response.setHeader(
          "Content-Range",
          "bytes " + asked.start() + "-" + (asked.end() - 1) + "/" + content.size());
    }
  }
}
