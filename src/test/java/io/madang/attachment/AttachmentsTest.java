package io.madang.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.Person;
import io.madang.core.Policies;
import io.madang.core.Rate;
import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Retention;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import io.madang.kit.ManualClock;
import io.madang.store.Database;
import io.madang.store.SqlAttachments;
import io.madang.store.SqlStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may attach what, and how long it stays. */
class AttachmentsTest {

  private static final Topic LOBBY = new Topic("room/lobby");
  private static final Duration AGE = Duration.ofDays(30);
  private static final Duration UPLOAD_TIME = Duration.ofMinutes(10);
  private static final Speaker ANN = new Speaker(new Person("ann", "Ann"), false, true);
  private static final Speaker BOB = new Speaker(new Person("bob", "Bob"), false, true);

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private Database database;
  private SqlStore messages;
  private Attachments attachments;

  @BeforeEach
  void open() {
    database = Database.sqlite(folder.resolve("madang.db"), 2);
    messages = new SqlStore(database, clock, Duration.ofHours(1));
    Access all = Access.EVERYONE;
    TopicPolicy policy =
        new TopicPolicy("room", true, all, Access.SERVER, all, all, false, new Retention(1, AGE))
            .withAttachments();
    attachments =
        new Attachments(
            new Attachments.Parts(
                new Policies(List.of(new Application(policy, new Consumer() {}))),
                new SqlAttachments(database),
                Rate.ANY,
                clock,
                Runnable::run),
            new AttachmentLimits(
                1_000_000, 10, new Usage(2_000_000, 2_500_000), 20, UPLOAD_TIME, AGE));
  }

  @AfterEach
  void close() {
    messages.close();
  }

  private Attachment keep(Speaker speaker, int bytes) throws IOException {
    try (Upload upload = attachments.begin(speaker, LOBBY, bytes)) {
      upload.file("a.bin", null, new ByteArrayInputStream(new byte[bytes]));
      return attachments.finish(upload);
    }
  }

  @Test
  void whoMayNotPublishMayNotAttach() {
    assertThatThrownBy(() -> attachments.admit(ANN, LOBBY, 10, 0))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal().code()).isEqualTo(Refusal.Code.FORBIDDEN));
  }

  @Test
  void onlyDurableTopicsTakeAttachments() {
    Access all = Access.EVERYONE;
    TopicPolicy transientOne =
        new TopicPolicy("x", false, all, all, all, all, false, new Retention(1, AGE));
    assertThatThrownBy(transientOne::withAttachments).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsOlderThanTheRetentionOfItsTopicGoes() throws IOException {
    Attachment old = keep(ANN, 300_000);
    clock.advance(AGE.minusDays(1));
    Attachment young = keep(ANN, 100);
    attachments.sweep();
    assertThat(attachments.find(old.id()).join()).isEqualTo(old);
    clock.advance(Duration.ofDays(1).plusMillis(1));
    attachments.sweep();
    assertThatThrownBy(() -> attachments.find(old.id()).join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("there is no such attachment");
    assertThat(attachments.find(young.id()).join()).isEqualTo(young);
  }

  @Test
  void whatNobodyFinishedGoesWhenNobodyCanFinishItAnyMore() throws IOException {
    Upload left = attachments.begin(ANN, LOBBY, 1_000);
    left.file("a", null, new ByteArrayInputStream(new byte[10]));
    clock.advance(UPLOAD_TIME.multipliedBy(2));
    attachments.sweep();
    clock.advance(Duration.ofMillis(1));
    attachments.sweep();
    assertThatThrownBy(left::finish).isInstanceOf(RefusedException.class);
    left.close();
    keep(ANN, 1_000_000);
    keep(ANN, 1_000_000);
  }

  @Test
  void whatIsNotFinishedWhenItIsClosedTakesNoRoom() throws IOException {
    for (int i = 0; i < 5; i++) {
      try (Upload upload = attachments.begin(ANN, LOBBY, 1_000_000)) {
        upload.file("a", null, new ByteArrayInputStream(new byte[500_000]));
      }
    }
    assertThat(keep(ANN, 100).bytes()).isEqualTo(100);
  }

  @Test
  void theQuotaOfAllIsTold() throws IOException {
    keep(ANN, 1_000_000);
    keep(ANN, 1_000_000);
    assertThatThrownBy(() -> keep(ANN, 100)).hasMessageContaining("2000000 bytes");
    assertThatThrownBy(() -> keep(BOB, 600_000)).hasMessageContaining("2500000 bytes");
    keep(BOB, 400_000);
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefusedByItsLength() {
    Speaker server = new Speaker(new Person("server", "server"), true, true);
    attachments.admit(server, LOBBY, 1_000_110, 100);
    attachments.admit(server, LOBBY, -1, 100);
    assertThatThrownBy(() -> attachments.admit(server, LOBBY, 1_000_111, 100))
        .hasMessageContaining("1000000");
  }

  @Test
  void withoutTheStoreAttachmentsAreUnavailable() {
    messages.close();
    assertThatThrownBy(() -> attachments.find("a").join())
        .hasMessageContaining("the store is not available");
  }
}
