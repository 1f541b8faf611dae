package io.madang.app;

import io.madang.transport.http.EntityTag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A file that was gzipped once and for all. Threads: immutable. */
final class PackedFile {

  private static final int TAG_CHARACTERS = 22;

  private final byte[] bytes;
  private final EntityTag tag;

  private PackedFile(byte[] bytes) {
    this.bytes = bytes;
    String digest = Base64.getUrlEncoder().encodeToString(sha256(bytes));
    this.tag = new EntityTag(digest.substring(0, TAG_CHARACTERS) + "-gz");
  }

  static PackedFile of(InputStream file) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        new GZIPOutputStream(packed) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      file.transferTo(out);
    }
    return new PackedFile(packed.toByteArray());
  }

  /** Answers GET and HEAD, without content where the client has it. */
  void answer(HttpServletRequest request, HttpServletResponse response, String mediaType)
      throws IOException {
    response.setHeader("ETag", tag.quoted());
    if (tag.isAmong(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(mediaType);
    response.setHeader("Content-Encoding", "gzip");
    response.setContentLength(bytes.length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(bytes);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
