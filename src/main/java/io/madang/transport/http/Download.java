package io.madang.transport.http;

import io.madang.attachment.Attachment;
import io.madang.attachment.AttachmentStore;
import io.madang.attachment.Attachments;
import io.madang.core.Printable;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Streams a content from the store to a client, a chunk at a time.
 *
 * <p>The next chunk is read when the one before has gone, so a slow client costs one chunk and no
 * thread; one that takes nothing for too long is given up.
 *
 * <p>Threads: one thing at a time happens: a chunk is read, or written. The clock looks on.
 */
final class Download {

  private static final System.Logger LOG = System.getLogger(Download.class.getName());

  private final HttpParts parts;
  private final Attachments attachments;
  private final AsyncRequest request;
  private final Attachment attachment;
  private final Attachment.Part part;
  private final ByteRange range;
  private final ResponseWriter writer;
  private long at;
  private volatile long writingSince;

  /** What of an attachment. */
  record Piece(Attachment attachment, Attachment.Part part, ByteRange range) {}

  Download(HttpParts parts, Attachments attachments, AsyncRequest request, Piece piece)
      throws IOException {
    this.parts = parts;
    this.attachments = attachments;
    this.request = request;
    this.attachment = piece.attachment;
    this.part = piece.part;
    this.range = piece.range;
    this.at = piece.range.start();
    this.writer = new ResponseWriter(request, this::failed);
  }

  void start() {
    long period = parts.silence().toMillis();
    ScheduledFuture<?> watch =
        parts.clock().scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    request.whenOver(() -> watch.cancel(false));
    writer.start();
    next();
  }

  private void look() {
    long since = writingSince;
    if (since != 0 && System.nanoTime() - since > parts.silence().toNanos()) {
      failed(new IOException("the client takes nothing"));
    }
  }

  private void next() {
    writingSince = 0;
    if (at >= range.end()) {
      end();
      return;
    }
    int number = (int) (at / attachment.chunkBytes());
    attachments
        .read(new AttachmentStore.Place(attachment.id(), part, number))
        .thenAcceptAsync(chunk -> write(chunk, number), parts.answers())
        .exceptionally(
            fault -> {
              failed(fault);
              return null;
            });
  }

  private void write(byte[] chunk, int number) {
    long start = (long) number * attachment.chunkBytes();
    int from = (int) (at - start);
    int to = (int) Math.min(chunk.length, range.end() - start);
    if (to <= from) {
      failed(new IOException("a chunk is shorter than it was"));
      return;
    }
    at = start + to;
    writingSince = System.nanoTime() | 1;
    boolean isWhole = from == 0 && to == chunk.length;
    writer.write(isWhole ? chunk : Arrays.copyOfRange(chunk, from, to), this::next);
  }

  private void failed(Throwable fault) {
    LOG.log(System.Logger.Level.DEBUG, "a download ended early: {0}", Printable.of(fault));
    end();
  }

  private void end() {
    request.end();
  }
}
