package io.madang.transport.http;

import io.madang.attachment.Attachment;
import io.madang.attachment.Attachments;
import io.madang.attachment.Upload;
import io.madang.attachment.WrongTypeException;
import io.madang.core.Door;
import io.madang.core.Printable;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.StoreException;
import io.madang.core.Topic;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * {@code POST /attachments} that was admitted: reads the body into the store, then answers.
 *
 * <p>Threads: one of its own, which waits for the client and the store.
 */
final class UploadRequest implements Runnable {

  private static final System.Logger LOG = System.getLogger(UploadRequest.class.getName());

  /** As long is read on after a refusal: a client that still sends does not hear it. */
  private static final Duration LINGER = Duration.ofSeconds(10);

  private final Attachments attachments;
  private final Answer answer;
  private final AsyncRequest open;
  private final Speaker speaker;
  private final Topic topic;
  private final Door.Place place;
  private final AttachmentLinks links;
  private final String contentType;
  private final long length;
  private final InputStream body;
  private final long maxBytes;

  /** Who attaches to what. */
  record Order(AsyncRequest open, Speaker speaker, Topic topic, Door.Place place) {}

  UploadRequest(Attachments attachments, HttpServletRequest request, Answer answer, Order order)
      throws IOException {
    this.attachments = attachments;
    this.answer = answer;
    this.open = order.open;
    this.speaker = order.speaker;
    this.topic = order.topic;
    this.place = order.place;
    this.links = new AttachmentLinks(request.getContextPath());
    this.contentType = String.valueOf(request.getContentType());
    this.length = request.getContentLengthLong();
    this.body = request.getInputStream();
    this.maxBytes = attachments.limits().maxBytesInAll() + MultipartBody.ENVELOPE_BYTES;
  }

  @Override
  public void run() {
    try {
      Attachment kept = keep();
      readRest();
      answer.head(response -> response.setHeader("Location", links.url(kept)));
      answer.object(201, links.told(kept));
    } catch (WrongTypeException e) {
      refuse(415, e.refusal());
    } catch (RefusedException e) {
      refuse(e.refusal().code().status(), e.refusal());
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING, "an upload was not kept: {0}", Printable.of(e.getMessage()));
      Refusal refusal = Attachments.unavailable().refusal();
      refuse(refusal.code().status(), refusal);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "an upload was cut: {0}", Printable.of(e));
      answer.refuse(Refusal.badRequest("the body is not a whole multipart/form-data"));
    } catch (RuntimeException e) {
      answer.fail(e);
    } finally {
      place.giveBack();
    }
  }

  private Attachment keep() throws IOException {
    long deadline = System.nanoTime() + attachments.limits().uploadTime().toNanos();
    InputStream in = new TimedInput(open, body, deadline, attachments::tooLate);
    try (Upload upload = attachments.begin(speaker, topic, length)) {
      new MultipartBody(contentType, in, maxBytes).readInto(upload);
      return attachments.finish(upload);
    }
  }

  private void refuse(int status, Refusal refusal) {
    readRest();
    answer.refuse(status, refusal);
  }

  /**
   * A container closes a connection whose request was not read to its end, and does not say so
   * beforehand: the client's next request on it would be lost.
   */
  private void readRest() {
    try {
      long deadline = System.nanoTime() + LINGER.toNanos();
      InputStream rest = new TimedInput(open, body, deadline, attachments::tooLate);
      byte[] nowhere = new byte[8 << 10];
      long left = maxBytes;
      for (int count = 0; count >= 0 && left > 0; left -= count) {
        count = rest.read(nowhere);
      }
    } catch (IOException | RefusedException e) {
      LOG.log(System.Logger.Level.DEBUG, "the rest of an upload: {0}", Printable.of(e));
    }
  }
}
