package io.madang.transport.http;

import io.madang.attachment.Attachment;
import io.madang.attachment.AttachmentLimits;
import io.madang.attachment.Attachments;
import io.madang.attachment.FileType;
import io.madang.attachment.Usage;
import io.madang.core.Door;
import io.madang.core.Refusal;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.core.Visitor;
import io.madang.request.Visitors;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code /attachments}: files go up and come down; what may go up is said before. */
public final class AttachmentsServlet extends HttpServlet {

  private final transient HttpParts parts;
  private final transient AttachmentParts own;
  private final transient Attachments attachments;

  public AttachmentsServlet(HttpParts parts, AttachmentParts own) {
    this.parts = parts;
    this.own = own;
    this.attachments = own.attachments();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncRequest open = AsyncRequest.begin(request);
    Answer answer = new Answer(open, parts);
    try {
      if (request.getPathInfo() == null) {
        collection(request, open, answer);
      } else {
        item(request, open, answer);
      }
    } catch (RuntimeException e) {
      answer.fail(e);
    }
  }

  // All of them.

  private void collection(HttpServletRequest request, AsyncRequest open, Answer answer)
      throws IOException {
    switch (request.getMethod()) {
      case "GET" -> limits(request, answer);
      case "POST" -> upload(request, open, answer);
      default -> Methods.refuse(answer, "GET, POST");
    }
  }

  private static Topic topic(HttpServletRequest request) {
    String topic = request.getParameter("topic");
    if (topic == null) {
      throw Refusal.badRequest("topic: expected one").exception();
    }
    return new Topic(topic);
  }

  /**
   * What may go up.
   *
   * @param freeBytes left of the quotas for this user
   * @param types that pages may show; all others are for saving
   */
  public record Limits(
      long maxBytes,
      int thumbnailBytes,
      int nameLength,
      long quotaBytes,
      long usedBytes,
      long freeBytes,
      List<String> types) {}

  private void limits(HttpServletRequest request, Answer answer) {
    Speaker speaker = parts.door().identify(Visitors.of(request, parts.door()));
    attachments
        .usage(speaker, topic(request))
        .thenAcceptAsync(used -> answer.object(200, limits(used)), parts.answers())
        .exceptionally(fault -> fail(answer, fault));
  }

  private Limits limits(Usage used) {
    AttachmentLimits limits = attachments.limits();
    long free = Math.min(limits.quota().user() - used.user(), limits.quota().all() - used.all());
    return new Limits(
        limits.maxBytes(),
        limits.thumbnailBytes(),
        limits.nameLength(),
        limits.quota().user(),
        used.user(),
        Math.max(0, free),
        FileType.inline().stream().map(FileType::mediaType).toList());
  }

  private void upload(HttpServletRequest request, AsyncRequest open, Answer answer)
      throws IOException {
    Visitor visitor = Visitors.of(request, parts.door());
    parts.door().checkOrigin(visitor);
    Speaker speaker = parts.door().identify(visitor);
    if (!MultipartBody.is(request)) {
      answer.refuse(415, Refusal.badRequest("Content-Type: expected multipart/form-data"));
      return;
    }
    if (Requests.isPacked(request)) {
      answer.refusePacked();
      return;
    }
    Topic topic = topic(request);
    attachments.admit(speaker, topic, request.getContentLengthLong(), MultipartBody.ENVELOPE_BYTES);
    Door.Place place = own.uploads().apply(visitor);
    UploadRequest.Order order = new UploadRequest.Order(open, speaker, topic, place);
    try {
      own.threads().execute(new UploadRequest(attachments, request, answer, order));
    } catch (IOException | RuntimeException e) {
      place.giveBack();
      throw e;
    }
  }

  // One of them.

  private void item(HttpServletRequest request, AsyncRequest open, Answer answer) {
    List<String> segments = Requests.path(request);
    if (segments.size() != 2) {
      throw Refusal.notFound("there is nothing here").exception();
    }
    switch (request.getMethod()) {
      case "GET", "HEAD" -> download(request, open, answer);
      case "DELETE" -> delete(request, answer);
      default -> Methods.refuse(answer, "GET, HEAD, DELETE");
    }
  }

  private void delete(HttpServletRequest request, Answer answer) {
    Visitor visitor = Visitors.of(request, parts.door());
    parts.door().checkOrigin(visitor);
    Speaker speaker = parts.door().identify(visitor);
    attachments
        .delete(speaker, Requests.path(request).get(0))
        .thenAcceptAsync(done -> answer.empty(204), parts.answers())
        .exceptionally(fault -> fail(answer, fault));
  }

  private void download(HttpServletRequest request, AsyncRequest open, Answer answer) {
    List<String> segments = Requests.path(request);
    boolean isThumbnail = segments.get(1).equals(AttachmentLinks.THUMBNAIL);
    Attachment.Part part = isThumbnail ? Attachment.Part.THUMBNAIL : Attachment.Part.FILE;
    DownloadRequest asked = DownloadRequest.of(request, part);
    Door.Place place = own.downloads().apply(Visitors.of(request, parts.door()));
    open.whenOver(place::giveBack);
    CompletableFuture<Attachment> found = attachments.find(segments.get(0));
    found
        .thenAcceptAsync(
            it -> asked.answer(it, answer, piece -> send(open, piece)), parts.answers())
        .exceptionally(fault -> fail(answer, fault));
  }

  private void send(AsyncRequest open, Download.Piece piece) {
    try {
      new Download(parts, attachments, open, piece).start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Void fail(Answer answer, Throwable fault) {
    parts.answers().execute(() -> answer.fail(fault));
    return null;
  }
}
