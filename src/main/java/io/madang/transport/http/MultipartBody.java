package io.madang.transport.http;

import io.madang.attachment.Upload;
import io.madang.core.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.RequestContext;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

/**
 * A request's body as multipart/form-data (RFC 7578), read as it comes and kept nowhere.
 *
 * @param in waits for the client
 * @param maxBytes of the body in all
 */
record MultipartBody(String contentType, InputStream in, long maxBytes) implements RequestContext {

  /** Most bytes around the contents: boundaries, and the heads of the parts. */
  static final int ENVELOPE_BYTES = 16 << 10;

  private static final int PART_HEAD_BYTES = 4 << 10;
  private static final int MAX_PARTS = 8;

  /** Whether the request's body is said to be one. */
  static boolean is(HttpServletRequest request) {
    return JakartaServletFileUpload.isMultipartContent(request)
        && String.valueOf(request.getContentType()).contains("boundary=");
  }

  /** Hands the parts to the upload: {@code file}, and {@code thumbnail} if there is one. */
  void readInto(Upload upload) throws IOException {
    var reader = new JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory>();
    reader.setHeaderCharset(StandardCharsets.UTF_8);
    reader.setMaxPartHeaderSize(PART_HEAD_BYTES);
    reader.setMaxSize(maxBytes);
    try {
      FileItemInputIterator parts = reader.getItemIterator(this);
      for (int count = 1; parts.hasNext(); count++) {
        if (count > MAX_PARTS) {
          throw Refusal.badRequest("the limit is " + MAX_PARTS + " parts").exception();
        }
        take(parts.next(), upload);
      }
    } catch (FileUploadSizeException e) {
      throw Refusal.tooLarge("the limit is a body of " + maxBytes + " bytes").exception();
    } catch (InvalidPathException e) {
      throw Refusal.badRequest("filename: control characters are not allowed").exception();
    }
  }

  private static void take(FileItemInput part, Upload upload) throws IOException {
    switch (String.valueOf(part.getFieldName())) {
      case "file" -> {
        if (part.getName() == null) {
          throw Refusal.badRequest("file: expected a filename").exception();
        }
        upload.file(part.getName(), part.getContentType(), part.getInputStream());
      }
      case "thumbnail" -> upload.thumbnail(part.getInputStream());
      default -> {} // passed over, as unknown fields are everywhere
    }
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public String getContentType() {
    return contentType;
  }

  /** Not told: what comes is counted. */
  @Override
  public long getContentLength() {
    return -1;
  }

  @Override
  public String getCharacterEncoding() {
    return StandardCharsets.UTF_8.name();
  }

  @Override
  public boolean isMultipartRelated() {
    return false;
  }
}
