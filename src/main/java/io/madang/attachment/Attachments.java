package io.madang.attachment;

import io.madang.attachment.AttachmentStore.Place;
import io.madang.attachment.AttachmentStore.Reservation;
import io.madang.core.Policies;
import io.madang.core.Printable;
import io.madang.core.Rate;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.StoreException;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import io.madang.core.Verb;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What a transport calls to take attachments in and hand them out.
 *
 * <p>A refusal is a {@link RefusedException}, thrown at once or in the future.
 *
 * <p>Threads: any. {@link #begin}, and the upload, wait for the store; so do {@link #sweep} and the
 * reads, the latter on a pool.
 */
public final class Attachments {

  private static final System.Logger LOG = System.getLogger(Attachments.class.getName());
  private static final Duration COME_BACK = Duration.ofSeconds(1);
  private static final int ID_BYTES = 18;
  private static final int SWEPT_AT_ONCE = 100;

  private final SecureRandom random = new SecureRandom();
  private final Policies policies;
  private final AttachmentStore store;
  private final AttachmentLimits limits;
  private final Rate uploads;
  private final Clock clock;
  private final Executor reads;
  private final LongAdder kept = new LongAdder();
  private final LongAdder keptBytes = new LongAdder();

  /**
   * What it is made of.
   *
   * @param uploads how often a user may begin one
   * @param reads where the store is read
   */
  public record Parts(
      Policies policies, AttachmentStore store, Rate uploads, Clock clock, Executor reads) {}

  public Attachments(Parts parts, AttachmentLimits limits) {
    this.policies = parts.policies;
    this.store = parts.store;
    this.uploads = parts.uploads;
    this.clock = parts.clock;
    this.reads = parts.reads;
    this.limits = limits;
  }

  public AttachmentLimits limits() {
    return limits;
  }

  // Coming.

  /**
   * Whether the speaker may attach to the topic, now; it does not block.
   *
   * @param announced bytes of the request, or -1 when it does not say
   * @param envelope bytes that may be around the contents
   */
  public void admit(Speaker speaker, Topic topic, long announced, int envelope) {
    policies.check(Verb.ATTACH, speaker, topic);
    checkSize(announced, envelope);
    if (!speaker.isServer()) {
      uploads.take(speaker.person().user());
    }
  }

  private void checkSize(long announced, int envelope) {
    if (announced > limits.maxBytesInAll() + envelope) {
      throw Refusal.tooLarge("file: the limit is " + limits.maxBytes() + " bytes").exception();
    }
  }

  /** Begins an upload that was admitted; takes room for it. */
  public Upload begin(Speaker speaker, Topic topic, long announced) {
    long most = limits.maxBytesInAll();
    long bytes = announced < 0 ? most : Math.min(announced, most);
    String user = speaker.person().user();
    Reservation reservation = new Reservation(newId(), topic, user, bytes, clock.millis());
    checkQuota(store.begin(reservation, limits.quota()));
    return new Upload(store, limits, reservation);
  }

  private void checkQuota(Usage used) {
    Usage quota = limits.quota();
    if (used.user() > quota.user()) {
      throw Refusal.tooLarge("the limit is " + quota.user() + " bytes of attachments for one user")
          .exception();
    } else if (!used.isWithin(quota)) {
      throw Refusal.tooLarge("the limit is " + quota.all() + " bytes of attachments in all")
          .exception();
    }
  }

  /** An upload is complete. */
  public Attachment finish(Upload upload) {
    Attachment attachment = upload.finish();
    kept.increment();
    keptBytes.add(attachment.bytes());
    return attachment;
  }

  static RefusedException tooLate(AttachmentLimits limits) {
    return Refusal.badRequest(
            "the limit for an upload is " + limits.uploadTime().toSeconds() + " seconds")
        .exception();
  }

  /** The refusal of an upload that takes too long. */
  public RefusedException tooLate() {
    return tooLate(limits);
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  // There.

  /** What the speaker has used of what may be attached to the topic. */
  public CompletableFuture<Usage> usage(Speaker speaker, Topic topic) {
    policies.check(Verb.ATTACH, speaker, topic);
    return ask(() -> store.usage(speaker.person().user()));
  }

  /** What is known of an attachment. */
  public CompletableFuture<Attachment> find(String id) {
    return ask(() -> store.find(id).orElseThrow(Attachments::gone));
  }

  /** A chunk of it. */
  public CompletableFuture<byte[]> read(Place place) {
    return ask(() -> store.read(place).orElseThrow(Attachments::gone));
  }

  private static RefusedException gone() {
    return Refusal.notFound("there is no such attachment").exception();
  }

  // Going.

  /** Removes an attachment, for who brought it and for the server. */
  public CompletableFuture<Void> delete(Speaker speaker, String id) {
    return find(id)
        .thenApply(
            found -> {
              if (!speaker.isServer() && !found.user().equals(speaker.person().user())) {
                throw Refusal.forbidden("only who attached it may delete it").exception();
              }
              return found;
            })
        .thenAcceptAsync(found -> askNow(() -> remove(found.id())), reads);
  }

  private boolean remove(String id) {
    store.remove(id);
    return true;
  }

  /** Removes what is older than its topic's retention, and what was left half-done. */
  public void sweep() {
    Instant now = clock.instant();
    for (TopicPolicy policy : policies.all()) {
      if (policy.takesAttachments()) {
        Instant oldest = now.minus(policy.retention().age());
        store.olderThan(oldest, policy.namespace(), SWEPT_AT_ONCE).forEach(store::remove);
      }
    }
    Instant abandoned = now.minus(limits.uploadTime().multipliedBy(2));
    List<String> unfinished = store.unfinished(abandoned, SWEPT_AT_ONCE);
    unfinished.forEach(store::remove);
    if (!unfinished.isEmpty()) {
      LOG.log(System.Logger.Level.INFO, "{0} unfinished uploads were removed", unfinished.size());
    }
  }

  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(() -> askNow(question), reads)
        .orTimeout(limits.storeTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            fault -> {
              throw fault instanceof TimeoutException
                  ? unavailable()
                  : new CompletionException(fault);
            });
  }

  private static <T> T askNow(Supplier<T> question) {
    try {
      return question.get();
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "an attachment: {0}", Printable.of(e.getMessage()));
      throw unavailable();
    }
  }

  /** The refusal when the store is away. */
  public static RefusedException unavailable() {
    return Refusal.unavailable("the store is not available", COME_BACK).exception();
  }

  /** How many were kept since the start. */
  public long kept() {
    return kept.sum();
  }

  /** How many bytes they have. */
  public long keptBytes() {
    return keptBytes.sum();
  }
}
